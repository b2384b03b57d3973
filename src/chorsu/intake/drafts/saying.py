"""Slots in words where their value or their quote says less: names of countries, qualified quantities. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chorsu.intake.schema import lists
from chorsu.kernel.errors import InputError
from chorsu.vocabulary.qualifiers import find_qualifier, label

if TYPE_CHECKING:
    from chorsu.intake.drafts.slots import Slot

__all__ = ["names", "qualified"]

_NEAR = 40
"""Signs before a quantity among which its qualifier is looked for."""
_MOST_WORDS = 4


def names(value: str, lang: str) -> str:
    """Names after one another, those of countries and their codes by the name of the country in a language."""
    return ", ".join(_name(part.strip(), lang) for part in value.split(",") if part.strip())


def _name(part: str, lang: str) -> str:
    code = lists.find("countries", part)
    return lists.label("countries", code, lang) if code else part


def qualified(slot: Slot, words: str, text: str, lang: str) -> str:
    """The words of an amount with its qualifier, by the words of the text before it, else by its name in a language.

    The words that the reader gives of an amount are the number and its unit alone.
    """
    said = (slot.value or {}).get("qualifier")
    code = _code(said) if said else ""
    if not code:
        return f"{said} {words}" if said else words
    if slot.start is not None and words == slot.quote:
        first = max(0, slot.start - _NEAR)
        before = list(re.finditer(r"\S+", text[first : slot.start]))
        for one in before[-_MOST_WORDS:]:
            start = first + one.start()
            if _code(text[start : slot.start]) == code:
                return f"{text[start : slot.start]}{words}"
    return f"{label(code, lang)} {words}"


def _code(words: str) -> str:
    try:
        return find_qualifier(words)
    except InputError:
        return ""
