"""The words of commitments: who sends, how often, how a period stands, what was done, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

from chorsu.desk.exchange import wording
from chorsu.exchange.commitments.periods import State
from chorsu.ui.shapes import Chip

if TYPE_CHECKING:
    from collections import Counter

    from django.utils.functional import _StrPromise

    from chorsu.exchange.commitments.models import Commitment
    from chorsu.exchange.commitments.standing import Line
    from chorsu.kernel.errors import ChorsuError

__all__ = ["ACTS", "EVERY", "STATES", "WAYS", "error_line", "figures_line", "grace_line", "line_chip", "period_chip",
           "state_chip"]  # fmt: skip

WAYS: dict[str, _StrPromise] = {
    "mutual": pgettext_lazy("commitment", "Both send"),
    "gives": pgettext_lazy("commitment", "We send; it stands at once"),
    "asks": pgettext_lazy("commitment", "They send"),
}
EVERY: dict[str, _StrPromise] = {
    "weekly": pgettext_lazy("how often", "weekly"),
    "monthly": pgettext_lazy("how often", "monthly"),
    "quarterly": pgettext_lazy("how often", "quarterly"),
    "half-yearly": pgettext_lazy("how often", "half-yearly"),
    "yearly": pgettext_lazy("how often", "yearly"),
}
STATES: dict[str, tuple[_StrPromise, str]] = {
    "proposed": (pgettext_lazy("commitment", "Proposed"), "warn"),
    "standing": (pgettext_lazy("commitment", "In force"), "good"),
    "declined": (pgettext_lazy("commitment", "Declined"), "bad"),
    "ended": (pgettext_lazy("commitment", "Ended"), "off"),
}
_LINES: dict[State, tuple[_StrPromise, str]] = {
    State.COMING: (pgettext_lazy("period", "To come"), "off"),
    State.OPEN: (pgettext_lazy("period", "Due next"), "note"),
    State.GRACE: (pgettext_lazy("period", "In grace"), "warn"),
    State.LATE: (pgettext_lazy("period", "Late"), "bad"),
    State.MISSED: (pgettext_lazy("period", "Missed"), "bad"),
    State.IN_TIME: (pgettext_lazy("period", "Sent in time"), "good"),
    State.SENT_LATE: (pgettext_lazy("period", "Sent late"), "warn"),
}
ACTS: dict[str, _StrPromise] = {
    "proposed": pgettext_lazy("commitment act", "Proposed"),
    "accepted": pgettext_lazy("commitment act", "Accepted"),
    "declined": pgettext_lazy("commitment act", "Declined"),
    "ended": pgettext_lazy("commitment act", "Ended"),
    "fulfilled": pgettext_lazy("commitment act", "Sent"),
    "unfulfilled": pgettext_lazy("commitment act", "Open again"),
    "nothing-to-report": pgettext_lazy("commitment act", "Nothing to report"),
    "reminded": pgettext_lazy("commitment act", "Reminded"),
    "late": pgettext_lazy("commitment act", "Told that it is late"),
}
_ERRORS: dict[str, _StrPromise] = {
    "liaison and duty officers promise for their authority": gettext_lazy(
        "Liaison and duty officers promise for their authority: ask one of them."
    ),
    "is no partner": gettext_lazy("Choose another authority from the list."),
    "is no commitment": gettext_lazy("Choose who sends, and how often, from the lists."),
    "is no substance": gettext_lazy("One of the substances is not known: write it otherwise, or leave it out."),
    "is no grace": gettext_lazy("Name up to 3 days of grace for a week, up to 20 for anything longer."),
    "is no first day": gettext_lazy("Name the first day due: not before the exchange begins, within ten years."),
    "is no last day": gettext_lazy("The last day comes after the first day due, within ten years."),
    "is no day": gettext_lazy("Write the day as 2026-03-31."),
    "a commitment has a subject": gettext_lazy("Say what is exchanged, in up to 300 characters."),
    "a commitment has a basis": gettext_lazy("Name the agreement or the document, in up to 300 characters."),
    "a commitment has a contact": gettext_lazy("Name the contact in up to 300 characters."),
    "stands so already": gettext_lazy("It stands so already; load the page again."),
    "is open no more": gettext_lazy("The period that it was to fulfil is not open: choose again."),
    "was not sent, or was taken back": gettext_lazy("Choose a message that was sent and not taken back."),
    "is no message of the list": gettext_lazy("Choose the message from the list."),
    "are no data of the list": gettext_lazy("Choose the hand-in or the return from the list."),
    "is older than the commitment": gettext_lazy("It was sent before this was promised: choose a later message."),
    "fulfils something already": gettext_lazy("This fulfils another period already: choose another."),
    "went to somebody else": gettext_lazy("Choose a message that went to the other side, or add it as an addressee."),
    "was withdrawn": gettext_lazy("It was withdrawn: choose data that stand."),
    "is older than the period": gettext_lazy("It was handed in before this period began: choose later data."),
    "is not read by the other side": gettext_lazy(
        "The other side can not read it: release it to them first, or send a message."
    ),
    "whoever sends says so": gettext_lazy("Only the side that sends says what it sent."),
}


def error_line(error: ChorsuError) -> str:
    """An error as one line for the page."""
    known = _ERRORS.get(error.what)
    return str(known) if known else wording.error_line(error)


def state_chip(one: Commitment) -> Chip:
    """Where a commitment stands."""
    word, tone = STATES[one.state]
    return Chip(word, tone)


def line_chip(line: Line) -> Chip:
    """How a period stands, with the days that it is late; that there was nothing to report is said."""
    return period_chip(line.state, line.days, pgettext("period", "Nothing to report") if line.nothing else "")


def period_chip(state: State, late: int, word: str = "") -> Chip:
    """How a period stands, or another word for it, with the days that it is late."""
    said, tone = _LINES[state]
    if late:
        days = ngettext("%(count)d day", "%(count)d days", late) % {"count": late}
        return Chip(f"{word or said}, {days}", tone)
    return Chip(word or str(said), tone)


def figures_line(figures: Counter[State]) -> str:
    """How the periods stand that fell due, in the words of the statistics of the exchange."""
    due = sum(figures.values())
    if not due:
        return gettext("nothing due yet")
    parts = [
        gettext("of %(due)d that fell due: %(in_time)d sent in time, %(late)d sent late, %(missing)d missing")
        % {
            "due": due,
            "in_time": figures[State.IN_TIME],
            "late": figures[State.SENT_LATE],
            "missing": figures[State.LATE] + figures[State.MISSED],
        }
    ]
    if figures[State.GRACE]:
        parts.append(gettext("%(grace)d in grace") % {"grace": figures[State.GRACE]})
    return ", ".join(parts)


def grace_line(days: int) -> str:
    """Days of grace in words; empty for none."""
    if not days:
        return gettext("none")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
