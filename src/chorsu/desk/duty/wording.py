"""The words of the duty desk: errors in one line, moments by the clock of a place, moments that a form says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from chorsu.desk.exchange.wording import error_line as error_of_messages
from chorsu.directory.roster import OnDutyError
from chorsu.ui.wording import time_of_day
from chorsu.vocabulary.places.zones import zone_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

    from chorsu.directory.models import Duty
    from chorsu.kernel.errors import ChorsuError

__all__ = ["by_the_clock_of", "error_line", "moment_in"]

_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_ERRORS: dict[str, _StrPromise] = {
    "an entry says something": gettext_lazy("Write what happened."),
    "a call has a caller and a time": gettext_lazy("Of a call say who called; its time lies not ahead."),
    "a log is written for one's own authority": gettext_lazy("You write the log of your own authority only."),
    "a shift is handed over in one's own authority": gettext_lazy(
        "You hand over the shift of your own authority only."
    ),
    "is about what is closed to you": gettext_lazy("What it is about is not open to you: choose again."),
    "no words": gettext_lazy("Write what the next officer must know, or that there is nothing."),
    "the next officer of the same authority signs it": gettext_lazy(
        "Another officer of the same authority than wrote it signs the hand-over."
    ),
    "is signed": gettext_lazy("Somebody signed it in the meantime; load the page again."),
    "liaison and duty officers keep the roster of their authority": gettext_lazy(
        "Liaison and duty officers of an authority say who is on duty there."
    ),
    "is no officer of this authority": gettext_lazy("Choose an officer of that authority who can open its messages."),
    "ends before it begins": gettext_lazy("The duty ends before it begins; check the times."),
    "is past or too long": gettext_lazy("Enter a duty that is not over yet, of up to 31 days."),
    "names no language": gettext_lazy("Choose at least one language."),
    "has no telephone": gettext_lazy("Write the telephone number that is answered."),
    "has too long a telephone": gettext_lazy("The telephone number is too long: write up to 64 characters."),
    "is over": gettext_lazy("This duty is over; load the page again."),
    "is no moment": gettext_lazy("Write day and time."),
}


def error_line(error: ChorsuError) -> str:
    """An error as one line for the page."""
    if isinstance(error, OnDutyError):
        return _on_duty_line(error.duty)
    known = _ERRORS.get(error.what)
    return str(known) if known else error_of_messages(error)


def _on_duty_line(duty: Duty) -> str:
    line = gettext(
        "This officer is on duty then already, from %(since)s to %(until)s; take that duty off, or enter other times."
    )
    country = "" if duty.authority.state is None else duty.authority.state.code
    return line % {name: _moment(country, getattr(duty, name)) for name in ("since", "until")}


def by_the_clock_of(country: str, moment: dt.datetime, *, day: bool = True) -> SafeString:
    """A moment by the clock of a state's capital, with that clock: `2026-03-03 02:00 UTC+05:00`."""
    shown = _moment(country, moment) if day else time_of_day(moment.astimezone(zone_of(country)))
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), shown)


def _moment(country: str, moment: dt.datetime) -> str:
    """The same as plain text."""
    there = moment.astimezone(zone_of(country))
    return f"{there.date().isoformat()} {time_of_day(there)}"


def moment_in(country: str, text: str) -> dt.datetime | None:
    """The moment (UTC) that a field `datetime-local` says by the clock of a state's capital; None where it says none.

    A year before 2000 or after 2099 is a slip of the hand.
    """
    try:
        said = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not _FIRST_YEAR <= said.year <= _LAST_YEAR:
        return None
    return (said.replace(tzinfo=zone_of(country)) if said.tzinfo is None else said).astimezone(dt.UTC)
