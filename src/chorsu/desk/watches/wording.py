"""The words of watches: what one asks, why an alert came, what was done to it, errors, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

from chorsu.desk.exchange.wording import error_line as line_of
from chorsu.desk.presenting import language
from chorsu.desk.records.wording import value_label
from chorsu.desk.watches.naming import UnclearNameError
from chorsu.exchange.watches.criteria import Criteria
from chorsu.kernel.errors import ChorsuError
from chorsu.vocabulary.manners import label as manner_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.functional import _StrPromise

__all__ = ["CHANGES", "STATES", "asked_lines", "error_line", "mail_words", "reason_lines"]

CHANGES: dict[str, _StrPromise] = {
    "acknowledged": pgettext_lazy("alert act", "Acknowledged"),
    "assigned": pgettext_lazy("alert act", "Given to an officer"),
    "escalated": pgettext_lazy("alert act", "Sent up to the duty officers"),
    "noted": pgettext_lazy("alert act", "Note"),
    "reopened": pgettext_lazy("alert act", "More came: new again"),
}
STATES: dict[str, _StrPromise] = {
    "new": pgettext_lazy("alert", "New"),
    "acknowledged": pgettext_lazy("alert", "Acknowledged"),
}
_CRITERIA: dict[str, _StrPromise] = {
    "identifiers": gettext_lazy("Identifier"),
    "substances": gettext_lazy("Substance"),
    "least_kg": pgettext_lazy("watch", "At least"),
    "places": pgettext_lazy("watch", "Place of the seizure"),
    "route": pgettext_lazy("watch", "Route"),
    "concealment": gettext_lazy("Concealment"),
    "conveyance": gettext_lazy("Conveyance"),
    "words": pgettext_lazy("watch", "Words"),
}
"""What a watch asks, in the order in which it is told."""
_REASONS = {
    "identifier": "identifiers", "substance": "substances", "quantity": "substances", "place": "places",
    "route": "route", "concealment": "concealment", "conveyance": "conveyance", "words": "words",
}  # fmt: skip
_FIELDS = {"substances": "substance", "groups": "substance", "places": "admin1", "route": "origin"}
_ERRORS: dict[str, _StrPromise] = {
    "asks for nothing": gettext_lazy("Name at least one thing to watch for."),
    "is no quantity": gettext_lazy("Write the least quantity in kilograms, as 1.5."),
    "is too short to watch for": gettext_lazy("A word of fewer than three letters stands in everything: write more."),
    "a watch has a name": gettext_lazy("Give the watch a name, in up to 200 characters."),
    "has passed": gettext_lazy("The last day has passed: choose today or a later day."),
    "is no day": gettext_lazy("The last day is no day of the calendar: write it as 2026-12-31."),
    "are too many": gettext_lazy("Your authority has as many watches as it may: end those that are not needed."),
    "is no substance": gettext_lazy("This is no substance that is known: %(where)s"),
    "is no place": gettext_lazy("This is no country or region that is known: %(where)s"),
    "is a city": gettext_lazy("%(where)s is a city or a village. Write its region or country: %(names)s."),
    "is only like a name": gettext_lazy("This is not known: %(where)s. Did you mean %(names)s?"),
    "is no identifier": gettext_lazy("This is no identifier that can be read: %(where)s"),
    "quiet hours have two ends": gettext_lazy("Say when the quiet hours begin and when they end, or neither."),
    "is no time": gettext_lazy("Write the quiet hours as times of the day, from 00:00 to 23:59."),
    "watches are made for one's own authority only": gettext_lazy("You make watches for your own authority only."),
    "only who made it keeps it alone": gettext_lazy("Only who made the watch can keep it alone: leave it shared."),
    "others have alerts of it": gettext_lazy(
        "Colleagues have alerts of this watch: give to yourself what they were given, acknowledge what was sent up, and"
        " keep it alone then."
    ),
    "was changed in the meantime": gettext_lazy(
        "Not kept: this watch was changed in the meantime. What you wrote stands below; look at the watch in another"
        " window. Press once more to put yours in its place."
    ),
    "has ended": gettext_lazy("This watch has ended: make another one."),
    "its watch is yours alone": gettext_lazy("Only you see this watch: share it, so that others see its alerts."),
    "has nobody on duty": gettext_lazy("Your authority has no duty officer: give the alert to an officer."),
    "a note has words": gettext_lazy("Write the note."),
    "is no officer of this authority": gettext_lazy("Choose an officer of your authority."),
    "is no address of mail": gettext_lazy("This is no address of mail: write it as name@example.org."),
    "stands so already": gettext_lazy("Somebody was faster: it stands so already."),
}


def error_line(error: ChorsuError) -> str:
    """An error as one line for the page."""
    known = _ERRORS.get(error.what)
    if known is None and error.what.startswith("names more than"):
        return gettext("That is more than one watch can name: make two.")
    if known is None:
        return line_of(error)
    line = str(known)
    names = _either(error.names) if isinstance(error, UnclearNameError) else ""
    return line % {"where": error.where, "names": names} if "%(" in line else line


def asked_lines(said: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a watch asks, each criterion with its values in words."""
    asked = Criteria.from_json(said)
    found: dict[str, Iterable[str]] = {
        name: [_value(name, one) for one in sorted(getattr(asked, name))]
        for name in ("places", "route", "concealment", "conveyance")
    }
    found["substances"] = [_value("substances", one) for one in sorted(asked.substances | asked.groups)]
    found["identifiers"] = [_identifier(kind, normal) for kind, normal in sorted(asked.identifiers)]
    found["words"] = sorted(asked.words)
    if asked.least_kg is not None:
        found["least_kg"] = [_kg(asked.least_kg)]
    return [(str(title), _either(found[name])) for name, title in _CRITERIA.items() if found.get(name)]


def reason_lines(reasons: Sequence[str]) -> list[tuple[str, str]]:
    """Why a record answers (`criteria.answers`), in words: the criterion and the value that the record tells."""
    return [_reason(*reason.split(":", 1)) for reason in reasons]


def mail_words(count: int, spoken: str) -> tuple[str, str]:
    """The subject and the text of a mail that says that so many alerts wait, and where; not what they are about."""
    with translation.override(spoken):
        subject = ngettext("%(count)s alert waits", "%(count)s alerts wait", count) % {"count": count}
        address = f"{settings.CHORSU_OFFICERS_URL}{reverse('alerts')}"
        return subject, gettext("Read them here: %(address)s") % {"address": address} + "\n"


def _either(values: Iterable[str]) -> str:
    return pgettext("watch: one of several values", " or ").join(values)


def _reason(kind: str, value: str) -> tuple[str, str]:
    title = str(_CRITERIA[_REASONS[kind]])
    if kind == "quantity":
        code, _space, kg = value.removesuffix(" kg").rpartition(" ")
        return title, f"{_value('substances', code)}, {_kg(float(kg))}" if code else _kg(float(kg))
    if kind == "identifier":
        return title, _identifier(*value.split(" ", 1))
    return title, value if kind == "words" else _value(_REASONS[kind], value)


def _value(name: str, code: str) -> str:
    return value_label(_FIELDS.get(name, name), code)


def _identifier(kind: str, normal: str) -> str:
    try:
        return f"{manner_label('identifier', kind, language())} {normal}"
    except ChorsuError:
        return f"{kind} {normal}"


def _kg(kg: float) -> str:
    shown = number_format(kg if kg != int(kg) else int(kg), force_grouping=True)
    return pgettext("quantity", "%(kg)s kg") % {"kg": shown}
