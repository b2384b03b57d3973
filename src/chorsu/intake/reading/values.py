"""What reading gives: a value with the words it was read from, how sure the reading is, and what else it could be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Setting", "Value"]


@dataclass(frozen=True, slots=True)
class Value[T]:
    """`value`, read from `text[start:end] == quote`; `confidence` 0 to 1; `alternatives` best first."""

    value: T
    start: int
    end: int
    quote: str
    confidence: float = 1.0
    alternatives: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a text before its words are read.

    Attributes:
        language: `en`, `ru`, `tg`, `uz`, `kk`, `ky`, `tk`, `az`, `fa` (Persian and Dari) or `ps`; "" when none of them.
        script: `Latn`, `Cyrl` or `Arab`.
        published: the day of publication, from which "yesterday" counts; None when nobody says.
        country: ISO 3166-1 alpha-2 of the publisher's country, where the sender or the text tells it.
    """

    language: str
    script: str = ""
    published: dt.date | None = None
    country: str | None = None
    notes: tuple[str, ...] = field(default=())
