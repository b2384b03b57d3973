"""What a file gives: documents, their items, and the place of every run of characters. Owns no reading of files."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

__all__ = ["INSIDE", "Box", "Document", "Item", "Kind", "Piece", "Pieces"]

INSIDE = " › "
"""Stands between a file and the file inside of it."""

type Kind = Literal["text", "table", "unread"]


class Box(NamedTuple):
    """A rectangle on a page as shares of its width and height (0 to 1) from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Piece(NamedTuple):
    """A run of characters and its place: `kind` with `number` from 1 (`page` 3, `paragraph` 12, `line` 40)."""

    start: int
    end: int
    kind: str
    number: int
    box: Box | None = None


class Item(NamedTuple):
    """A part of a document that stands for itself: a notice among others, or the whole of it."""

    start: int
    end: int
    title: str = ""
    published: dt.date | None = None
    published_from: str = ""
    """What the date was taken from, such as `time element`; empty when there is none."""


class Pieces(Sequence[Piece]):
    """Pieces in order of `start`, kept in columns: a book of half a million words takes 14 MB."""

    __slots__ = ("_boxes", "_ends", "_kinds", "_names", "_numbers", "_starts")

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._starts, self._ends, self._numbers = array("I"), array("I"), array("I")
        self._kinds, self._names, self._boxes = array("B"), list[str](), array("f")
        for piece in pieces:
            self.add(*piece)

    @classmethod
    def of_columns(cls, kind: str, numbers: bytes, starts: bytes, ends: bytes, boxes: bytes) -> Pieces:
        """Pieces of one kind from columns as `array` holds them; `boxes` has four for each piece."""
        made = cls()
        for column, content in (
            (made._numbers, numbers),
            (made._starts, starts),
            (made._ends, ends),
            (made._boxes, boxes),
        ):
            column.frombytes(content)
        made._names.append(kind)
        made._kinds = array("B", bytes(len(made._starts)))
        return made

    @classmethod
    def of_spans(cls, kind: str, starts: bytes, ends: bytes) -> Pieces:
        """Pieces of one kind without boxes, numbered from 1, from columns as `array` holds them."""
        numbers = array("I", range(1, len(starts) // array("I").itemsize + 1))
        return cls.of_columns(kind, numbers.tobytes(), starts, ends, b"")

    def add(self, start: int, end: int, kind: str, number: int, box: Box | None = None) -> None:
        """Append a piece; either all pieces have a box or none has."""
        if kind not in self._names:
            self._names.append(kind)
        self._starts.append(start)
        self._ends.append(end)
        self._numbers.append(number)
        self._kinds.append(self._names.index(kind))
        if box is not None:
            self._boxes.extend(box)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Piece: ...
    @overload
    def __getitem__(self, index: slice) -> list[Piece]: ...
    def __getitem__(self, index: int | slice) -> Piece | list[Piece]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        box = Box(*self._boxes[4 * at : 4 * at + 4]) if self._boxes else None
        return Piece(self._starts[at], self._ends[at], self._names[self._kinds[at]], self._numbers[at], box)

    def between(self, start: int, end: int) -> list[Piece]:
        """The pieces that share characters with `start` to `end`."""
        return self[bisect_right(self._ends, start) : bisect_left(self._starts, end)] if start < end else []


@dataclass(frozen=True, slots=True)
class Document:
    """One text with where it came from. `items` cover what is to be read; a text without any words has none."""

    name: str
    """The way in: `mail.eml › note.docx`."""
    format: str
    """`txt`, `html`, `docx`, `pdf`, `image`, `eml`, `xlsx`, `csv`, or empty where it is not known."""
    kind: Kind = "text"
    text: str = ""
    title: str = ""
    published: dt.date | None = None
    published_from: str = ""
    """What states the date: `Date header`, `article:published_time`, `core properties and the text`."""
    language: str = ""
    """The language that the file states, as a BCP 47 tag in lower case; a hint."""
    encoding: str = ""
    pages: int = 0
    """Pages of a format that has pages, else 0."""
    items: tuple[Item, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)
    """What a mail's headers say of it (`from`, `to`, `date`, `subject`, `reply-to`): claims, never trusted."""
    pieces: Pieces = field(default_factory=Pieces, repr=False)
    warnings: tuple[str, ...] = ()
    content: bytes = field(default=b"", repr=False)
    """The bytes of the innermost file it was read from; empty for a refused one."""

    def where(self, start: int, end: int) -> list[Piece]:
        """The places of the characters `start` to `end`, cut to them; words on one line of a page are one piece."""
        found: list[Piece] = []
        for piece in self.pieces.between(start, end):
            cut = piece._replace(start=max(start, piece.start), end=min(end, piece.end))
            if found and (joined := _one_line(found[-1], cut)):
                found[-1] = joined
            else:
                found.append(cut)
        return found


def _one_line(left: Piece, right: Piece) -> Piece | None:
    """Two pieces as one, where their boxes stand on one line of one page."""
    a, b = left.box, right.box
    if a is None or b is None or (left.kind, left.number) != (right.kind, right.number):
        return None
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    if shared * 2 < min(a.bottom - a.top, b.bottom - b.top):
        return None
    box = Box(min(a.left, b.left), min(a.top, b.top), max(a.right, b.right), max(a.bottom, b.bottom))
    return left._replace(end=right.end, box=box)
