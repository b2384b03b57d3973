"""Every row of a table accounted for: read rows as the data bank takes them, refusals kept, skipped ones counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from chorsu.intake.models import Refusal
from chorsu.intake.readers.outcomes import Outcome, Read, Refused, Skipped
from chorsu.intake.readers.protected import names_protected
from chorsu.kernel.seizures import PROTECTED
from chorsu.records.bulk import SourceRow
from chorsu.records.contents import storable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.intake.models import HandIn

__all__ = ["Sorted", "account", "cells", "sort_outcomes"]

MOST_RANGES = 500
"""Ranges of skipped rows that are remembered for each rule."""


@dataclass(slots=True)
class Sorted:
    """The outcomes of a table, or of a chunk of it, by what became of them."""

    rows: list[SourceRow] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows there were."""
        return len(self.rows) + len(self.refused) + len(self.skipped)


def sort_outcomes(outcomes: Iterable[Outcome]) -> Sorted:
    """Sort outcomes by kind; read rows carry every cell as received."""
    found = Sorted()
    for outcome in outcomes:
        if isinstance(outcome, Read):
            found.rows.append(SourceRow(outcome.rows, cells(outcome)))
        elif isinstance(outcome, Skipped):
            found.skipped.append(outcome)
        else:
            found.refused.append(outcome)
    return found


def account(hand_in: HandIn, found: Sorted) -> None:
    """Keep the refusals and add everything to the counts of a hand-in; storing the hand-in is the caller's."""
    Refusal.objects.bulk_create([_refusal(hand_in, refused) for refused in found.refused], batch_size=1_000)
    _count_skipped(hand_in, found.skipped)
    hand_in.rows_done += found.count
    hand_in.rows_read += len(found.rows)
    hand_in.rows_refused += len(found.refused)
    hand_in.rows_skipped += len(found.skipped)


def cells(read: Read) -> list[tuple[str, str]]:
    """Every cell of a row as (header, text), also those that no value was read from.

    Cells that count protected persons are empty, those too whose header alone says so: whoever sees a record sees
    its cells.
    """
    counted = {cell.column for lot in read.rows for name, cell in lot.sources.items() if name in PROTECTED}
    return [
        (header, "" if at in counted or names_protected(header) else text)
        for at, (header, text) in enumerate(zip_longest(read.headers[: len(read.cells)], read.cells, fillvalue=""))
    ]


def _refusal(hand_in: HandIn, refused: Refused) -> Refusal:
    refusal = Refusal(
        hand_in=hand_in,
        sheet=storable(refused.sheet),
        row=refused.row,
        column=storable(refused.column),
        value=storable(refused.value),
        reason=refused.reason,
        suggestion=storable(refused.suggestion),
        cells=storable(dict(refused.cells)),
    )
    refusal.marking = hand_in.marking
    return refusal


def _count_skipped(hand_in: HandIn, skipped: list[Skipped]) -> None:
    """`skipped_by`: rule → how many, and the ranges of rows (sheet, first, last) as far as they are remembered."""
    counts = Counter(outcome.rule for outcome in skipped)
    for rule, count in counts.items():
        entry = hand_in.skipped_by.setdefault(rule, {"count": 0, "rows": []})
        entry["count"] += count
    for outcome in skipped:
        ranges = hand_in.skipped_by[outcome.rule]["rows"]
        if ranges and ranges[-1][0] == outcome.sheet and ranges[-1][2] == outcome.row - 1:
            ranges[-1][2] = outcome.row
        elif len(ranges) < MOST_RANGES:
            ranges.append([outcome.sheet, outcome.row, outcome.row])
