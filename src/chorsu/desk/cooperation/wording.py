"""The words of the calendar room: standings, acts, qualified numbers, days, errors, in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from chorsu.cooperation.words import words
from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.presenting import language
from chorsu.ui.wording import number, spoken
from chorsu.vocabulary import places, qualifiers

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.functional import _StrPromise

    from chorsu.cooperation.halves import Half
    from chorsu.kernel.errors import ChorsuError

__all__ = [
    "ACTS", "EVENT_CHIPS", "EVENT_STATUSES", "STANDINGS", "STANDING_CHIPS", "country_options", "days", "error_line",
    "half_name", "options", "qualified", "qualifier_options",
]  # fmt: skip

_NUMBER = re.compile("[0-9]+")
EVENT_STATUSES: dict[str, _StrPromise] = {
    "planned": pgettext_lazy("event", "Planned"),
    "moved": pgettext_lazy("event", "Moved"),
    "held": pgettext_lazy("event", "Held"),
    "cancelled": pgettext_lazy("event", "Cancelled"),
}
EVENT_CHIPS = {"planned": "chip-note", "moved": "chip-warn", "held": "chip-good", "cancelled": "chip-off"}
STANDINGS: dict[str, _StrPromise] = {
    "proposed": pgettext_lazy("recommendation", "Proposed"),
    "adopted": pgettext_lazy("recommendation", "Adopted"),
    "accepted": pgettext_lazy("recommendation", "Accepted"),
    "under-way": pgettext_lazy("recommendation", "Under way"),
    "implemented": pgettext_lazy("recommendation", "Implemented"),
    "not-implemented": pgettext_lazy("recommendation", "Not implemented"),
}
STANDING_CHIPS = {
    "proposed": "chip-off", "adopted": "chip-note", "accepted": "chip-note", "under-way": "chip-warn",
    "implemented": "chip-good", "not-implemented": "chip-bad",
}  # fmt: skip
ACTS: dict[str, _StrPromise] = {
    "changed": pgettext_lazy("act", "Changed"),
    "moved": pgettext_lazy("act", "Moved"),
    "held": pgettext_lazy("act", "Said to be held"),
    "cancelled": pgettext_lazy("act", "Cancelled"),
    "followed": pgettext_lazy("act", "Followed up"),
    "joined": pgettext_lazy("act", "Joined to another"),
    "parted": pgettext_lazy("act", "Taken apart again"),
    "kept-apart": pgettext_lazy("act", "Said to be no repetition"),
    "withdrawn": pgettext_lazy("act", "Withdrawn"),
    "restored": pgettext_lazy("act", "Restored"),
    "undone": pgettext_lazy("act", "Last act undone"),
}


def options(name: str, chosen: str = "") -> list[tuple[str, str, bool]]:
    """The entries of a list as (code, name, whether chosen)."""
    russian = language() == "ru"
    return [(word.code, word.ru if russian else word.en, word.code == chosen) for word in words(name)]


def qualifier_options() -> list[tuple[str, str]]:
    """The qualifiers to choose from, the exact number first."""
    return [("", gettext("exactly"))] + [(code, qualifiers.label(code, language())) for code in qualifiers.qualifiers()]


def country_options(chosen: str = "") -> list[tuple[str, str, bool]]:
    """The states to choose from: members and observers first, then all others by name."""
    near = [one.code for one in (*places.member_states(), *places.observer_states())]
    far = sorted((one.code for one in places.countries() if one.code not in near), key=country_name)
    return [(code, country_name(code), code == chosen) for code in dict.fromkeys((*near, *far))]


def qualified(value: int, qualifier: str) -> str:
    """A number with its qualifier: "more than 80"."""
    return " ".join(part for part in (qualifiers.label(qualifier, language()), number(value)) if part)


def days(since: dt.date, until_day: dt.date) -> str:
    """The days of an event as they are spoken of."""
    if since == until_day:
        return spoken(since)
    if (since.year, since.month) == (until_day.year, until_day.month):
        return f"{since.day}–{spoken(until_day)}"
    return f"{spoken(since)} – {spoken(until_day)}"


def half_name(half: Half) -> str:
    """A half-year: "second half of 2022"."""
    said = {1: gettext("first half of %(year)s"), 2: gettext("second half of %(year)s")}[half.number]
    return said % {"year": half.year}


def error_line(error: ChorsuError) -> str:
    """An error as one line for the page, with the field that it is about."""
    what = str(_ERRORS.get(error.what, error.what))
    where = str(_FIELDS.get(error.where, error.where))
    to_do = _to_do(error.to_do)
    if error.what.endswith("stands in no list"):
        what = gettext("%(words)s stands in no list") % {"words": error.what.split(" stands")[0]}
    return ": ".join(part for part in (where, what) if part) + (f"; {to_do}" if to_do else "")


def _to_do(said: str) -> str:
    """What to do, in the reader's language; a bound that it names keeps its number."""
    bound = _NUMBER.search(said)
    line = _TO_DO.get(_NUMBER.sub("%(count)s", said)) if bound else _TO_DO.get(said)
    if line is None:
        return said
    return str(line) % {"count": bound[0]} if bound else str(line)


_ERRORS: dict[str, _StrPromise] = {
    "a reason is needed": gettext_lazy("say why in a few words"),
    "nothing is changed": gettext_lazy("nothing is changed"),
    "was changed in the meantime": gettext_lazy("somebody changed it in the meantime"),
    "only the provider of a record may do this": gettext_lazy("only the provider of a record may do this"),
    "records are entered for one's own agency only": gettext_lazy("records are entered for one's own agency only"),
    "ends before it begins, or lasts too long": gettext_lazy("it ends before it begins, or lasts too long"),
    "ends before it begins": gettext_lazy("it ends before it begins"),
    "is in no year of a plan": gettext_lazy("that year is in no plan"),
    "is empty": gettext_lazy("nothing is written"),
    "is too long": gettext_lazy("too long"),
    "too many": gettext_lazy("too many"),
    "no such state": gettext_lazy("no such state"),
    "no name of a person": gettext_lazy("a row without a person's name"),
    "is no number of participants": gettext_lazy("that is no number of participants"),
    "is no day": gettext_lazy("that is no day"),
    "has not begun": gettext_lazy("it has not begun"),
    "is held already": gettext_lazy("it was held already"),
    "is cancelled already": gettext_lazy("it is cancelled already"),
    "is withdrawn": gettext_lazy("it is withdrawn"),
    "nothing was changed yet": gettext_lazy("nothing was changed yet"),
    "a recommendation without its text": gettext_lazy("nothing is written"),
    "nothing shows it": gettext_lazy("nothing shows that it is implemented"),
    "is no address": gettext_lazy("that is no address"),
    "would repeat itself": gettext_lazy("it would repeat itself"),
    "is the same record": gettext_lazy("that is the same record"),
    "is joined to nothing": gettext_lazy("it is joined to nothing"),
    "is so already": gettext_lazy("it is so already"),
    "is entered before it ends": gettext_lazy("it is entered before it ends"),
}
_FIELDS: dict[str, _StrPromise] = {
    "reason": gettext_lazy("Reason"),
    "the record": gettext_lazy("The record"),
    "the event": gettext_lazy("The event"),
    "the recommendation": gettext_lazy("The recommendation"),
    "the post": gettext_lazy("The post"),
    "dates": gettext_lazy("Days"),
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Text"),
    "place": gettext_lazy("Place"),
    "note": gettext_lazy("Note"),
    "organisers": gettext_lazy("Organisers"),
    "participants": gettext_lazy("Participants"),
    "delegation": gettext_lazy("Delegation"),
    "evidence": gettext_lazy("Evidence"),
    "addressee": gettext_lazy("Addressee"),
    "owner": gettext_lazy("Owner"),
    "proposed by": gettext_lazy("Proposed by"),
    "parties": gettext_lazy("Parties"),
    "link": gettext_lazy("Address"),
    "in force": gettext_lazy("In force"),
    "exchange": gettext_lazy("What exchange it permits"),
    "status": gettext_lazy("How far it is"),
    "event kinds": gettext_lazy("Kind"),
    "event modes": gettext_lazy("Form of the event"),
    "instrument kinds": gettext_lazy("Kind"),
    "participant categories": gettext_lazy("Participants"),
    "qualifier": gettext_lazy("Participants"),
}
_TO_DO: dict[str, _StrPromise] = {
    "at most %(count)s": gettext_lazy("at most %(count)s"),
    "say it in up to %(count)s characters": gettext_lazy("at most %(count)s characters"),
    "say why, in up to %(count)s characters": gettext_lazy("at most %(count)s characters"),
    "load the page again": gettext_lazy("load the page again"),
    "ask the provider": gettext_lazy("ask the provider"),
    "ask that agency to enter it": gettext_lazy("ask that agency to enter it"),
    "check both days": gettext_lazy("check both days"),
    "check the number": gettext_lazy("check the number"),
    "write it": gettext_lazy("write it"),
    "change a value": gettext_lazy("change a value, or leave it as it is"),
    "choose from the list": gettext_lazy("choose from the list"),
    "enter it as planned": gettext_lazy("enter it as planned"),
    "undo that first, or correct it": gettext_lazy("undo that first"),
    "restore it first": gettext_lazy("restore it first"),
    "withdraw it instead": gettext_lazy("withdraw it instead"),
    "write what is recommended": gettext_lazy("write what is recommended"),
    "name what shows that it is implemented": gettext_lazy("name what shows it, with its address if it has one"),
    "write the name, or take the row out": gettext_lazy("write the name, or empty the row"),
    "write two letters, such as UZ": gettext_lazy("choose it, or write its name in full"),
    "begin it with https:// or with / for a page of this site": gettext_lazy(
        "begin it with https:// or with / for a page of this site"
    ),
    "take the other one out first": gettext_lazy("take the other one out first"),
    "choose another": gettext_lazy("choose another"),
    "enter it, then say how it ended": gettext_lazy("enter it, then say how it ended"),
}
