"""The words of the exchange: kinds, precedence, urgency, standings, clocks, errors, in the reader's language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from chorsu.desk.records.refusals import said
from chorsu.exchange.messages.gate import NamesPersonsError
from chorsu.exchange.templates.services import LeadsToSomebodyError
from chorsu.ui.shapes import Chip
from chorsu.ui.wording import time_of_day
from chorsu.vocabulary.places.zones import zone_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from chorsu.exchange.messages.models import Delivery
    from chorsu.exchange.messages.naming import Trace
    from chorsu.kernel.errors import ChorsuError

__all__ = [
    "ABOUT", "BESIDES", "CHANGES", "KINDS", "LANGUAGES", "NOTICES", "PRECEDENCES", "PRECEDENCE_CHIPS", "STATES",
    "STATE_CHIPS", "URGENCIES", "clock", "clock_chip", "deadline", "deadline_chip", "error_line", "local",
    "precedence_chip",
]  # fmt: skip

KINDS: dict[str, _StrPromise] = {
    "request": pgettext_lazy("message", "Request for information"),
    "spontaneous": pgettext_lazy("message", "Spontaneous information"),
    "alert": pgettext_lazy("message", "Special alert"),
    "reply": pgettext_lazy("message", "Reply"),
    "refusal": pgettext_lazy("message", "Refusal"),
    "clarification": pgettext_lazy("message", "Clarification asked"),
}
BESIDES: dict[str, _StrPromise] = {
    "permission": pgettext_lazy("message", "Request for permission"),
    "recall": pgettext_lazy("message", "Recall"),
}
"""What stands among messages and is answered on pages of its own (`desk.exchange.owed`)."""
PRECEDENCES = {0: "ROUTINE", 1: "PRIORITY", 2: "IMMEDIATE", 3: "FLASH"}
"""Never translated: the same word on every desk and on the telephone."""
PRECEDENCE_CHIPS = {0: "chip-off", 1: "chip-note", 2: "chip-warn", 3: "chip-bad"}
URGENCIES: dict[str, _StrPromise] = {
    "8h": pgettext_lazy("urgency", "8 hours: urgent, directly available"),
    "3d": pgettext_lazy("urgency", "3 days: urgent"),
    "7d": pgettext_lazy("urgency", "7 days: other"),
}
STATES: dict[str, _StrPromise] = {
    "told": pgettext_lazy("delivery", "For information"),
    "open": pgettext_lazy("delivery", "Waits for an answer"),
    "paused": pgettext_lazy("delivery", "Waits for a clarification"),
    "answered": pgettext_lazy("delivery", "Answered"),
    "refused": pgettext_lazy("delivery", "Refused"),
    "withdrawn": pgettext_lazy("delivery", "Taken back"),
}
STATE_CHIPS = {
    "told": "chip-off", "open": "chip-note", "paused": "chip-warn", "answered": "chip-good", "refused": "chip-bad",
    "withdrawn": "chip-off",
}  # fmt: skip
CHANGES: dict[str, _StrPromise] = {
    "opened": pgettext_lazy("delivery act", "Opened"),
    "acknowledged": pgettext_lazy("delivery act", "Acknowledged"),
    "assigned": pgettext_lazy("delivery act", "Given to an officer"),
    "paused": pgettext_lazy("delivery act", "Clarification asked: the clock stands"),
    "resumed": pgettext_lazy("delivery act", "Clarified: the clock runs"),
    "reopened": pgettext_lazy("delivery act", "Taken back: an answer is owed again"),
    "extended": pgettext_lazy("delivery act", "More time given"),
    "answered": pgettext_lazy("delivery act", "Answered"),
    "refused": pgettext_lazy("delivery act", "Refused"),
    "withdrawn": pgettext_lazy("delivery act", "Taken back"),
    "reminded": pgettext_lazy("delivery act", "Reminded"),
    "escalated": pgettext_lazy("delivery act", "Passed up"),
}
NOTICES: dict[tuple[str, int], _StrPromise] = {
    ("reminder", 0): gettext_lazy("The answer is due soon"),
    ("escalation", 1): gettext_lazy("Nobody has taken it in hand: to the duty officers"),
    ("escalation", 2): gettext_lazy("Still waiting: to the liaison officers"),
    ("escalation", 3): gettext_lazy("Still waiting: to the centre"),
    ("late", 1): gettext_lazy("The answer is late: to the duty officers"),
    ("late", 2): gettext_lazy("Still late: to the liaison officers"),
    ("late", 3): gettext_lazy("Still late: to the centre"),
    ("handover", 0): gettext_lazy("Nobody has signed a hand-over"),
    ("commitment", 0): gettext_lazy("What we promised is due soon"),
    ("commitment-late", 0): gettext_lazy("What we promised is late"),
}
ABOUT: dict[str, _StrPromise] = {
    "subject": pgettext_lazy("question about", "a person or firm"),
    "event": pgettext_lazy("question about", "an event"),
    "consignment": pgettext_lazy("question about", "a consignment"),
    "substance": pgettext_lazy("question about", "a substance"),
    "lot": pgettext_lazy("question about", "a lot number"),
    "online": pgettext_lazy("question about", "an online resource"),
}
LANGUAGES = {
    "en": "English", "ru": "Русский", "az": "Azərbaycanca", "kk": "Қазақша", "ky": "Кыргызча", "tg": "Тоҷикӣ",
    "tk": "Türkmençe", "uz": "Oʻzbekcha", "fa": "فارسی", "ps": "پښتو",
}  # fmt: skip
"""Languages by their own names."""
_ERRORS: dict[str, _StrPromise] = {
    "is no message": gettext_lazy("Choose the kind of message and its precedence from the lists."),
    "is no language": gettext_lazy("Choose the language from the list."),
    "is no other language": gettext_lazy("Choose another language than that of the message."),
    "is no channel": gettext_lazy("Choose the channel from the list."),
    "a request has an urgency": gettext_lazy("Say how soon you want the answer."),
    "a message has a subject": gettext_lazy("Write a subject, in up to 300 characters."),
    "is too long": gettext_lazy("This is too long; say it shorter."),
    "nobody is named": gettext_lazy("Choose at least one authority or group, other than your own."),
    "somebody is named who takes no part": gettext_lazy("Choose addressees from the list."),
    "it is not said whether persons are named": gettext_lazy("It goes to another state: say whether it names persons."),
    "the message named no persons": gettext_lazy(
        "The message was sent as one that names no persons: send this in a message of its own."
    ),
    "is not with its addressees": gettext_lazy("Its addressees do not have it: what is translated is sent first."),
    "a second officer releases what goes out": gettext_lazy(
        "A second officer releases what your authority sends: put it into another language in a message of its own."
    ),
    "liaison and duty officers keep templates": gettext_lazy("Liaison and duty officers keep the templates: ask one."),
    "a template has a name": gettext_lazy("Give the template a name, in up to 100 characters."),
    "an answer is no template": gettext_lazy("An answer is no template: keep a message that begins a thread."),
    "has too many templates": gettext_lazy("Your authority has 100 templates: take one away first."),
    "is about nothing": gettext_lazy("Choose what the question is about, or empty “Which one”."),
    "was changed in the meantime": gettext_lazy(
        "Not kept: this draft was changed in the meantime. What you wrote stands below; look at the draft in another"
        " window. Press once more to put yours in its place."
    ),
    "is tied to what is closed to you": gettext_lazy(
        "It is tied to a record that is not open to you: it can go without that tie."
    ),
    "stands with other words": gettext_lazy(
        "Not kept: this form was sent before with other words. Send it once more, and it is another one."
    ),
    "is no draft any more": gettext_lazy("It was sent in the meantime; load the page again."),
    "waits for a second officer": gettext_lazy("It waits for a second officer: it is given back first."),
    "waits for no answer": gettext_lazy("No answer is waited for any more; load the page again."),
    "is asked already": gettext_lazy("A clarification is asked already; wait for the answer, or answer without it."),
    "was taken back": gettext_lazy("Its sender took the message back."),
    "is open no more": gettext_lazy("The period that it was to fulfil is not open: choose again."),
    "went to somebody else": gettext_lazy("What it fulfils was promised to somebody else: add that addressee."),
    "does not wait for a release": gettext_lazy("It does not wait for a release any more; load the page again."),
    "another officer of the authority releases it": gettext_lazy(
        "Somebody who did not write on it must release it: ask a colleague."
    ),
    "only its sender may do this": gettext_lazy("Only the authority that sent it may do this."),
    "messages are written for one's own authority only": gettext_lazy("You write for your own authority only."),
    "is no officer of this authority": gettext_lazy("Choose an officer of the authority that it was sent to."),
    "is no extension": gettext_lazy("Add 1 to 90 hours or days."),
    "its provider keeps the passing on": gettext_lazy(
        "The provider of that record keeps the passing on: ask for permission first."
    ),
    "liaison and duty officers say how their authority sends": gettext_lazy(
        "Liaison and duty officers say how their authority sends."
    ),
}


_TRACES: dict[str, _StrPromise] = {
    "telephone": gettext_lazy("“%(words)s” in it is a telephone number."),
    "mail": gettext_lazy("“%(words)s” in it is an address of mail."),
    "account": gettext_lazy("“%(words)s” in it is an account."),
    "wallet": gettext_lazy("“%(words)s” in it is a wallet."),
    "question": gettext_lazy("Its question is about a person or firm."),
    "file": gettext_lazy(
        "The file “%(words)s” leads to a person by a number, address or account in its words or name."
    ),
    "record": gettext_lazy("The record that it is tied to tells of persons."),
    "writer": gettext_lazy("It is said to name persons."),
}
"""What leads to a person: a trace in words (`naming.TRACES`), or what else shows it (`gate`)."""
_MOST_QUOTED = 60


def _traced(trace: Trace) -> str:
    """What was found, quoted: they are the writer's own words."""
    words = trace.words if len(trace.words) <= _MOST_QUOTED else f"{trace.words[:_MOST_QUOTED]}…"
    return str(_TRACES[trace.kind]) % {"words": words}


def error_line(error: ChorsuError) -> str:
    """An error as one line for the page."""
    if isinstance(error, NamesPersonsError):
        to_do = gettext("It goes to another state: state the agreement or the law, and the purpose.")
        return f"{_traced(error.by)} {to_do}"
    if isinstance(error, LeadsToSomebodyError):
        return f"{gettext('A template leads to nobody.')} {_traced(error.trace)} {gettext('Take it out.')}"
    known = _ERRORS.get(error.what)
    return str(known) if known else said(error)


def precedence_chip(precedence: int) -> Chip:
    """A precedence as a word with its colour: FLASH and IMMEDIATE stand out in every list."""
    return Chip(PRECEDENCES[precedence], PRECEDENCE_CHIPS[precedence].removeprefix("chip-"))


def clock(one: Delivery, at: dt.datetime) -> str:
    """A deadline in words: "2 hours, 5 minutes left", "late by 3 hours"; how it ended; empty where there is none."""
    if one.state == one.State.PAUSED:
        return gettext("The clock stands")
    if one.due_at is None or one.state in {one.State.TOLD, one.State.WITHDRAWN}:
        return ""
    if one.answered_at is not None:
        return gettext("in time") if one.answered_at <= one.due_at else gettext("late")
    return deadline(one.due_at, at)


def deadline(due: dt.datetime | None, at: dt.datetime) -> str:
    """How long is left, or how late it is; empty where there is none."""
    if due is None:
        return ""
    if abs(due - at) < dt.timedelta(minutes=1):
        return gettext("less than a minute left") if due > at else gettext("late by less than a minute")
    if due <= at:
        return gettext("late by %(time)s") % {"time": timesince(due, at)}
    return gettext("%(time)s left") % {"time": timeuntil(due, at)}


def clock_chip(one: Delivery, at: dt.datetime) -> str:
    """The colour of a deadline: passed, pressing (a quarter of its time is left), or far enough."""
    if one.state == one.State.PAUSED or one.due_at is None:
        return "chip-off"
    if one.answered_at is not None:
        return "chip-bad" if one.answered_at >= one.due_at else "chip-good"
    return deadline_chip(one.due_at, one.received_at, at)


def deadline_chip(due: dt.datetime | None, since: dt.datetime, at: dt.datetime) -> str:
    """The colour of a deadline that runs."""
    if due is None:
        return "chip-off"
    if due <= at:
        return "chip-bad"
    return "chip-warn" if (due - at) * 4 < due - since else "chip-good"


def local(moment: dt.datetime | None, country: str) -> str:
    """A moment by the clock of a state's capital, with that clock: `2026-03-03 10:00 UTC+05:00`."""
    if moment is None:
        return ""
    there = moment.astimezone(zone_of(country))
    return f"{there.date().isoformat()} {time_of_day(there)}"
