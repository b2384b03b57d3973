"""The shapes that components show. Faces fill them; the kit knows no record, no vocabulary and no request.

Text in these shapes is already in the reader's language; names stay in their original script.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from django.utils.functional import _StrPromise

    type Text = str | _StrPromise

__all__ = [
    "Amount",
    "Call",
    "Chip",
    "Choice",
    "Column",
    "Difference",
    "Figure",
    "Filter",
    "MarkingChip",
    "NotCounted",
    "PlaceName",
    "RailEntry",
    "Reach",
    "Ring",
    "Row",
    "SourceCell",
    "Step",
    "SubstanceChip",
    "Table",
    "TableCell",
    "Viewer",
]


_WIDEST_ROW = 6
"""Columns that a row of a sheet shows side by side."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One built page in the left rail; `key` is the letter to press after `g`, `count` what waits there."""

    label: Text
    url: str
    icon: str
    key: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Something that rings until somebody acknowledges it: of whom, since when; `acknowledge_url` takes a POST."""

    sender: str
    since: dt.datetime
    href: str
    acknowledge_url: str


@dataclass(frozen=True, slots=True)
class Ring:
    """What rings as the page is opened; `stream_url` tells of what begins and ends to ring."""

    stream_url: str
    calls: Sequence[Call]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is signed in and for whom they act; `sign_out_url` takes a POST, `password_url` is empty without one."""

    name: str
    post: Text = ""
    acting_for: Text = ""
    sign_out_url: str = ""
    password_url: str = ""
    account_url: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity: `value` (or `low`..`high`) in `unit`, the code of a base unit or text shown as it is.

    `provisional` draws it hollow. `kg` with `factor` is the equivalent, shown as assumed; without `factor` it is not.
    `factor` without `kg`: `value` itself rests on it, and is drawn as assumed.
    """

    value: float | Decimal | int | None
    unit: str
    provisional: bool = False
    kg: float | Decimal | None = None
    factor: str = ""
    low: float | Decimal | None = None
    high: float | Decimal | None = None


@dataclass(frozen=True, slots=True)
class SubstanceChip:
    """A substance by name with the colour number (1 to 9, or 10 for grey) that its group has."""

    name: str
    scale: int = 10
    group: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in its original script; `romanised` is shown beside it on request, `region` and `country` after it."""

    name: str
    romanised: str = ""
    region: str = ""
    country: str = ""
    href: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom one release reaches, whom of them it leaves out, and until when."""

    audience: Text
    but: Text = ""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MarkingChip:
    """Who provided a record, who may see it, and until when; `note` for what a short chip leaves out.

    `but` names whom of them it leaves out; `also` are further releases, each on terms of its own.
    """

    provider: str
    audience: Text
    until: dt.date | None = None
    note: Text = ""
    everybody: bool = False
    but: Text = ""
    also: Sequence[Reach] = ()

    @property
    def reaches(self) -> list[Reach]:
        """Every release of the marking, in order."""
        return [Reach(self.audience, self.but, self.until), *self.also]


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A piece of the sheet a value came from: `rows` are (number as people count, texts), `letters` name the columns.

    `row` and `column` (position in the texts, from 0) say which cell is meant; `changes` what was done to it and why.
    """

    file: str
    letters: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    row: int
    column: int
    sheet: str = ""
    headers: Sequence[str] = ()
    changes: Sequence[Text] = ()

    @property
    def stands(self) -> bool:
        """Whether its one row is shown column below column: too wide for a page, it would be cut."""
        return len(self.rows) == 1 and len(self.letters) > _WIDEST_ROW


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of two reports side by side, with the reason that the comparison gives."""

    label: Text
    left: str
    right: str
    verdict: Literal["same", "near", "differs", "unknown", "words"]
    """`words`: what each report wrote, not compared."""
    why: Text = ""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """What a figure leaves out: how many, which, and the address of those rows."""

    count: int
    what: Text
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A top figure; `value` is a number (shown by locale) or text, `was` the number before the switch of counting."""

    label: Text
    value: float | Decimal | int | str | None
    unit: str = ""
    href: str = ""
    was: float | Decimal | int | None = None
    note: Text = ""
    not_counted: Sequence[NotCounted] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A word that stands out by its colour, too; `tone` is that of the kit's chips: off, note, good, warn, bad."""

    word: Text
    tone: str = "off"


@dataclass(frozen=True, slots=True)
class Choice:
    """One side of a switch; its address is the state."""

    label: Text
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force: what it holds to, and the address without it."""

    label: Text
    value: str
    remove_href: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a guide on the page."""

    title: Text
    text: Text = ""
    href: str = ""
    link: Text = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `sort_href` sorts by it, `sorted` says how it is sorted now, `shown` False hides it until chosen."""

    key: str
    label: Text
    unit: str = ""
    number: bool = False
    sort_href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    shown: bool = True
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: text or one of the shapes above; `filter_href` holds the list to this value, `href` leads elsewhere."""

    value: object
    filter_href: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the address that `Enter` opens; `selection` is the value its tick box sends."""

    cells: Sequence[TableCell]
    href: str = ""
    selection: str = ""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A real table. `name` keeps a reader's columns and density in this browser; `downloads` are (label, address).

    On a phone each row stands as a card of its own, each cell behind the title of its column; with `cards` without
    titles, what is seized first (columns of records alone have their places there).
    """

    name: str
    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    downloads: Sequence[tuple[Text, str]] = field(default=())
    selectable: bool = False
    total: int | None = None
    cards: bool = False
