"""Plain text files as documents: lines, and items where the text is a list of several. Reads nothing in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.texts.charsets import decode, too_long
from chorsu.intake.texts.documents import Document, Pieces
from chorsu.intake.texts.limits import MAX_CHARACTERS
from chorsu.intake.texts.listing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.found import Found

__all__ = ["lines_of", "read_plain"]

WIDEST = 4
"""Most bytes of a character."""


def read_plain(found: Found) -> Iterator[Document]:
    """The one document of a text file; its pieces are its lines, its title is left empty."""
    if len(found.content) > MAX_CHARACTERS * WIDEST:
        raise too_long(found.name)
    decoded = decode(found.content, found.name, found.claimed)
    yield Document(
        name=found.name,
        format="txt",
        text=decoded.text,
        encoding=decoded.encoding,
        items=listed(decoded.text),
        pieces=lines_of(decoded.text),
        warnings=decoded.warnings,
        content=found.content,
    )


def lines_of(text: str) -> Pieces:
    """The lines that hold something, numbered from 1."""
    pieces, start, number = Pieces(), 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            pieces.add(start, end, "line", number)
        start, number = end + 1, number + 1
    return pieces
