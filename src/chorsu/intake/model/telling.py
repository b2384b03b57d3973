"""What a model said, held against the text: only quotes that stand in it remain, each with its place. Pure.

The answer is taken for hostile. It is a JSON object (alone, or between marks of code) of the form that the service
asks for; what has another type, stands nowhere in the text, or is more than a note can hold is refused with a note.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Notes", "Span", "Told", "told_in"]

type Span = tuple[int, int]

PATHS = ("date", "place", "from", "to", "concealment", "conveyance", "arrested", "wanted")
_PARTS = ("substance", "amount")
_MOST_SEIZURES, _MOST_ITEMS, _MOST_NOTES = 50, 40, 10
_LONGEST_QUOTE = 300
_SHOWN = 60
_FENCE = re.compile(r"\A\s*```[a-z]*\s*(.*?)\s*```\s*\Z", re.DOTALL)


class Notes:
    """Lines that say what was refused; a few of them, however much was."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def refuse(self, why: str, words: str = "") -> None:
        """Add a line, with the words as far as they can be shown."""
        shown = "".join(c if c.isprintable() else "\N{MIDDLE DOT}" for c in words[:_SHOWN])
        line = f"the model: {why}" + (f": “{shown}”" if words else "")
        if len(self.lines) < _MOST_NOTES and line not in self.lines:
            self.lines.append(line)


@dataclass(frozen=True, slots=True)
class Told:
    """One seizure as a model tells it: places in the text by path, and of each lot `substance` and `amount`."""

    spans: Mapping[str, Span] = field(default_factory=dict)
    lots: tuple[Mapping[str, Span], ...] = ()


def told_in(content: str, text: str) -> tuple[list[Told], Notes]:
    """The seizures of an answer whose quotes stand in the text, and notes of what was refused. Never raises."""
    notes = Notes()
    try:
        found = json.loads(_unfenced(content))
    except (ValueError, RecursionError):
        notes.refuse("its answer was no JSON")
        return [], notes
    seizures = found.get("seizures") if isinstance(found, dict) else None
    if not isinstance(seizures, list):
        notes.refuse("its answer had no list of seizures")
        return [], notes
    told = [_told(one, text, notes) for one in seizures[:_MOST_SEIZURES]]
    return [one for one in told if one.spans or one.lots], notes


def _unfenced(content: str) -> str:
    fenced = _FENCE.match(content)
    return fenced[1] if fenced else content


def _told(said: Any, text: str, notes: Notes) -> Told:
    if not isinstance(said, dict):
        notes.refuse("a seizure was no object")
        return Told()
    listed = said.get("items")
    items = [one for one in listed[:_MOST_ITEMS] if isinstance(one, dict)] if isinstance(listed, list) else []
    whole, parts = _quotes(said, PATHS, notes), [_quotes(one, _PARTS, notes) for one in items]
    at = _anchor((*whole.values(), *(quote for part in parts for quote in part.values())), text)
    spans = _placed(whole, text, at, notes)
    lots = tuple(lot for part in parts if (lot := _placed(part, text, at, notes)))
    return Told(spans, lots)


def _quotes(said: Mapping[str, Any], paths: tuple[str, ...], notes: Notes) -> dict[str, str]:
    """The words for each path that has any."""
    found: dict[str, str] = {}
    for path in paths:
        words = said.get(path)
        if isinstance(words, dict):
            words = words.get("quote")
        if words in (None, ""):
            continue
        if not isinstance(words, str):
            notes.refuse("a value was no quote")
        elif len(words) > _LONGEST_QUOTE:
            notes.refuse("its quote is too long", words)
        elif words.strip():
            found[path] = words.strip()
    return found


def _placed(quotes: Mapping[str, str], text: str, at: int, notes: Notes) -> dict[str, Span]:
    """The quotes that stand in the text, each at its place nearest to the others of its seizure."""
    found: dict[str, Span] = {}
    for path, quote in quotes.items():
        start = min(_places(quote, text), key=lambda place: abs(place - at), default=-1)
        if start < 0:
            notes.refuse("its quote does not stand in the text", quote)
        else:
            found[path] = (start, start + len(quote))
    return found


def _anchor(quotes: tuple[str, ...], text: str) -> int:
    """Where the first quote stands that stands only once: the others of the seizure are near."""
    for quote in quotes:
        places = _places(quote, text)
        first, second = next(places, None), next(places, None)
        if first is not None and second is None:
            return first
    return 0


def _places(quote: str, text: str) -> Iterator[int]:
    """Where a quote stands in the text letter by letter, as whole words."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        cut_before = start > 0 and text[start - 1].isalnum() and quote[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and quote[-1].isalnum()
        if not cut_before and not cut_after:
            yield start
        start = text.find(quote, start + 1)
