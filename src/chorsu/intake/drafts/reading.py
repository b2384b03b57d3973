"""The two doors to what reads: files to items of text (`intake.texts`), an item's text to the answer of the reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.intake.model.answering import answer_with
from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read
from chorsu.intake.texts import texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from chorsu.intake.model.service import Service
    from chorsu.intake.texts import Document, Item

__all__ = ["Part", "answer_of", "answering", "items_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a file: its text, and what the file states of it.

    `pages` are `[start, end, number]`: which characters stand on which page, where the format has pages.
    """

    text: str
    title: str = ""
    name: str = ""
    format: str = ""
    published: dt.date | None = None
    warnings: tuple[str, ...] = ()
    pages: list[list[int]] = field(default_factory=list)


def items_of(path: Path, name: str) -> Iterator[Part]:
    """The items of a file, in its order; a file inside of it that holds no text gives its warnings to the next item.

    Raises:
        InputError: the file cannot be read as text.
    """
    beside: tuple[str, ...] = ()
    for document in texts(path, name):
        warnings = document.warnings
        if document.kind == "table":
            warnings = (*warnings, f"{document.name}: a table is not read here; hand it in by itself")
        beside = (*beside, *(warning for warning in warnings if warning not in beside))
        for item in document.items if document.kind == "text" else ():
            yield _part(document, item, beside)
            beside = ()
    if beside:
        yield Part("", name=name, warnings=beside)


def _part(document: Document, item: Item, warnings: tuple[str, ...]) -> Part:
    return Part(
        document.text[item.start : item.end],
        title=item.title or document.title,
        name=document.name,
        format=document.format,
        published=item.published or document.published,
        warnings=warnings,
        pages=_pages(document, item),
    )


def _pages(document: Document, item: Item) -> list[list[int]]:
    """Runs of characters by page, from the first to the last of each."""
    found: list[list[int]] = []
    for piece in document.pieces.between(item.start, item.end) if document.pages else ():
        start, end = max(piece.start, item.start) - item.start, min(piece.end, item.end) - item.start
        if piece.kind != "page":
            continue
        if found and found[-1][2] == piece.number:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end, piece.number])
    return found


def answer_of(text: str, published: dt.date | None) -> Mapping[str, Any]:
    """What the reader makes of a text, in the file format of `chorsu read`."""
    return answer(read(text, published=published))


def answering(service: Service | None) -> Callable[[str, dt.date | None], Mapping[str, Any]]:
    """What reads texts: our reader alone, or with a language model that is asked besides."""
    if service is None:
        return answer_of
    return lambda text, published: answer_with(service, read(text, published=published))
