"""The words of drafts: what slots are called, what their values mean, why a draft is left, in the reader's language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from chorsu.desk.presenting import language, place_of
from chorsu.desk.records.wording import value_label
from chorsu.intake.drafts.models import Draft, Text
from chorsu.intake.drafts.saying import names
from chorsu.intake.drafts.slots import kind_of
from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import fields
from chorsu.ui.wording import number, spoken, unit_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import _StrPromise

__all__ = [
    "DRAFT_STATES",
    "REASONS",
    "TEXT_STATES",
    "WAYS",
    "entry_of",
    "heading_of",
    "island_words",
    "language_name",
    "place_words",
    "reason_words",
    "said_of",
    "slot_label",
]

_FIELDS = {"amount": "quantity"}
_JOINERS = "\u200c\u200d"
"""Unseen signs that words of some scripts need; no other one stands in a heading, where it could turn what is read."""
_OWN: dict[str, _StrPromise] = {
    "detained": pgettext_lazy("slot", "Detained"),
    "wanted": pgettext_lazy("slot", "Of them wanted"),
    "agency": pgettext_lazy("slot", "Agency in the text"),
    "via": pgettext_lazy("slot", "Through"),
    "nationalities": pgettext_lazy("slot", "Nationalities"),
    "total": pgettext_lazy("slot", "Total stated"),
    "identifiers": pgettext_lazy("slot", "Identifiers"),
}
REASONS: dict[str, _StrPromise] = {
    "no-seizure": pgettext_lazy("reason", "No seizure is told here"),
    "known": pgettext_lazy("reason", "Already in the data bank"),
    "not-ours": pgettext_lazy("reason", "Not ours to report"),
    "misread": pgettext_lazy("reason", "Misread beyond repair"),
}
"""Why a draft is left, in the order of the digits that choose it."""
DRAFT_STATES: dict[str, tuple[_StrPromise, str]] = {
    Draft.State.OPEN: (pgettext_lazy("draft", "To confirm"), "chip-note"),
    Draft.State.ACCEPTED: (pgettext_lazy("draft", "In the data bank"), "chip-good"),
    Draft.State.REJECTED: (pgettext_lazy("draft", "Left out"), "chip-off"),
}
TEXT_STATES: dict[str, tuple[_StrPromise, str]] = {
    Text.State.WAITING: (pgettext_lazy("text", "Being read"), "chip-note"),
    Text.State.READ: (pgettext_lazy("text", "Read"), "chip-good"),
    Text.State.FAILED: (pgettext_lazy("text", "Could not be read"), "chip-bad"),
}
WAYS: dict[str, _StrPromise] = {
    "file": pgettext_lazy("way in", "file"),
    "paste": pgettext_lazy("way in", "pasted"),
    "verb": pgettext_lazy("way in", "command line"),
    "folder": pgettext_lazy("way in", "watched folder"),
    "mailbox": pgettext_lazy("way in", "mailbox"),
}
QUALIFIERS: dict[str, _StrPromise] = {
    "more than": pgettext_lazy("quantity", "more than"),
    "at least": pgettext_lazy("quantity", "at least"),
    "about": pgettext_lazy("quantity", "about"),
    "less than": pgettext_lazy("quantity", "less than"),
    "at most": pgettext_lazy("quantity", "at most"),
    "up to": pgettext_lazy("quantity", "up to"),
}
LANGUAGES: dict[str, _StrPromise] = {
    "en": pgettext_lazy("language", "English"),
    "ru": pgettext_lazy("language", "Russian"),
    "tg": pgettext_lazy("language", "Tajik"),
    "uz": pgettext_lazy("language", "Uzbek"),
    "kk": pgettext_lazy("language", "Kazakh"),
    "ky": pgettext_lazy("language", "Kyrgyz"),
    "tk": pgettext_lazy("language", "Turkmen"),
    "az": pgettext_lazy("language", "Azerbaijani"),
    "fa": pgettext_lazy("language", "Persian"),
    "ps": pgettext_lazy("language", "Pashto"),
}


def heading_of(text: Text) -> str:
    """What a text is called: by its title, else by its name; a pasted one is no file and has no ending."""
    name = text.title or (text.name.removesuffix(".txt") if text.way == "paste" else text.name)
    return "".join(sign for sign in name if sign.isprintable() or sign in _JOINERS)


def slot_label(path: str, lots: int = 1) -> str:
    """What a slot is called; with the number of its lot where there are several."""
    if path in _OWN:
        return str(_OWN[path])
    parts = path.split(".")
    label = fields()[_FIELDS.get(parts[-1], parts[-1])].label(language())
    return f"{label} {parts[1]}" if len(parts) > 1 and lots > 1 else label


def said_of(path: str, value: Any) -> str:
    """A value in words."""
    if value is None:
        return ""
    kind = kind_of(path)
    words = _SAID.get(kind)
    return words(value) if words else value_label(kind, value) if kind in _LISTED else str(value)


def place_words(value: Mapping[str, Any]) -> str:
    """A place as it was read, in words: its name, region and state."""
    shown = place_of(value["text"], value.get("admin1", ""), value.get("country", ""), value.get("id", ""))
    return ", ".join(dict.fromkeys(part for part in (shown.name, shown.region, shown.country) if part))


def _amount(value: dict[str, Any]) -> str:
    qualifier = value.get("qualifier", "")
    words = str(QUALIFIERS.get(qualifier, qualifier))
    amount = f"{number(value['quantity'])} {unit_word(value['unit'], value['quantity'])}"
    return f"{words} {amount}" if words else amount


_LISTED = {"concealment", "conveyance", "substance"}
_SAID: Mapping[str, Callable[[Any], str]] = {
    "date": lambda value: spoken(dt.date.fromisoformat(value)),
    "place": place_words,
    "amount": _amount,
    "country": lambda value: lists.label("countries", value, language()),
    "names": lambda value: names(value, language()),
}


def entry_of(path: str, value: Any) -> str:
    """A value as an officer would type it: what stands in the field when it is opened to be changed."""
    kind = kind_of(path)
    if value is None:
        return ""
    if kind == "date":
        return str(value)
    if kind == "place":
        return str(value["text"])
    if kind == "amount":
        return f"{value['quantity']:.12g} {unit_word(value['unit'], value['quantity'])}"
    return said_of(path, value)


def reason_words(reason: str) -> str:
    """Why a draft was left."""
    code, _colon, _record = reason.partition(":")
    return str(REASONS.get(code, reason))


def language_name(code: str) -> str:
    """The name of a language; of one that is not read, that it is unknown."""
    return str(LANGUAGES[code]) if code in LANGUAGES else pgettext("language", "unknown")


def island_words() -> dict[str, str]:
    """What the island of the confirming page says."""
    return {
        "confirm.accepted": _("Accepted. It is in the data bank now."),
        "confirm.left": _("Left out. Nothing of it is in the data bank."),
        "confirm.lookFirst": _("Some values are to be looked at first; press a again to accept all the same."),
        "confirm.notDone": _("That was not done. Load the page again."),
        "confirm.noAnswer": _("No answer came; perhaps it was done. Press again: nothing is done twice."),
        "confirm.tooEarly": _(
            "That was pressed before you could see what it decides, and was not taken: look, and press again."
        ),
        "confirm.unsaved": _("%(label)s: what you typed is not saved. Enter saves it, Escape drops it; then go on."),
    }
