"""The two doors to what reads: files to items of text (`intake.texts`), an item's text to the answer of the reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.intake.readers.encodings import detect

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Piece", "answer_of", "items_of"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of a file: its text, and what the file states of it. `places` are `[start, end, kind, number, box]`."""

    text: str
    title: str = ""
    name: str = ""
    published: dt.date | None = None
    language: str = ""
    warnings: tuple[str, ...] = ()
    places: list[list[Any]] = field(default_factory=list)


def items_of(path: Path, name: str) -> list[Piece]:
    """The items of a file, in its order.

    Raises:
        InputError: the file cannot be read as text.
    """
    content = path.read_bytes()
    return [Piece(content.decode(detect(content, name), "replace"), name=name)]


def answer_of(text: str, published: dt.date | None, language: str) -> Mapping[str, Any]:
    """What the reader makes of a text, in the file format of `chorsu read`."""
    from importlib import import_module

    reading = import_module("chorsu.intake.reading.reading").read(
        text, language=language or "auto", published=published
    )
    found: Mapping[str, Any] = import_module("chorsu.intake.reading.answer").answer(reading)
    return found
