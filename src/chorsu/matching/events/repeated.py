"""A whole list handed in twice: every row of a month has its exact twin. Parcels are not so even; copies are.

Owns the finding of such months and the pairing of their twins. Where rows of a list are equal by chance, some occur
once, some twice, some three times; where the list is there twice, every row occurs an even number of times.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from chorsu.matching.events.comparable import Comparable
from chorsu.matching.events.weights import setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["twins"]

STATED = attrgetter(*(f.name for f in fields(Comparable) if f.name not in {"id", "kg", "filled"}))


def twins(rows: Sequence[Comparable]) -> Iterator[tuple[int, int]]:
    """Pairs of row numbers: each row of a list's month that is there twice, with its copy in the second run."""
    months: defaultdict[tuple[str, str, int], defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows):
        if row.day is not None and row.figures is not None:
            date = dt.date.fromordinal(row.day)
            months[row.file, row.country, date.year * 12 + date.month][hash(STATED(row))].append(number)
    for groups in months.values():
        if _is_repeated([len(group) for group in groups.values()]):
            for group in groups.values():
                half = len(group) // 2
                yield from zip(group[:half], group[half : 2 * half], strict=True)


def _is_repeated(sizes: list[int]) -> bool:
    """Whether nearly all different rows of a month occur an even number of times, and there are enough to tell."""
    even = sum(1 for size in sizes if size % 2 == 0)
    return len(sizes) >= setting("repeated_rows") and even >= setting("repeated_share") * len(sizes)
