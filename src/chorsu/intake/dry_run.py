"""The dry run: what a file would give, before anything is stored. Reads the first rows only and says so.

Pure of the database. Its result is plain values, so that it can be kept beside the hand-in and shown in any language.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.intake.dating import Dated, dated
from chorsu.intake.readers.tally import Tally
from chorsu.intake.readers.tidy import Read, Refused, read_table
from chorsu.kernel.seizures import COLUMNS

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from chorsu.intake.readers.maps import MapFile
    from chorsu.kernel.seizures import SeizureRow

__all__ = ["MOST_ROWS", "look_through"]

MOST_ROWS = 5_000
"""Rows that a dry run reads at most."""
MOST_SECONDS = 4.0
"""Time that a dry run takes at most, once it has read `LEAST_ROWS`."""
LEAST_ROWS = 300
SAMPLE = 8
"""Read rows that are shown before and after."""
SHOWN_REFUSALS = 20
BLOCK = 1 << 20


@dataclass(slots=True)
class _Look:
    tally: Tally = field(default_factory=Tally)
    sample: list[list[SeizureRow]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def add(self, outcome: Dated) -> None:
        self.tally.add(outcome)
        if isinstance(outcome, Read) and len(self.sample) < SAMPLE:
            self.sample.append(list(outcome.rows))
        elif isinstance(outcome, Refused) and len(self.refused) < SHOWN_REFUSALS:
            self.refused.append(outcome)


def look_through(path: Path, mapping: MapFile | None, *, name: str, today: dt.date) -> dict[str, Any]:
    """Read the first rows of a file: counts by outcome, rule, reason and flag, samples, and how many rows to expect.

    Raises:
        InputError: the file cannot be read, or holds no table of seizures.
    """
    look, began, whole = _Look(), time.monotonic(), True
    for outcome in dated(read_table(path, mapping, name=name, today=today)):
        look.add(outcome)
        rows = look.tally.rows_in
        if rows >= MOST_ROWS or (rows >= LEAST_ROWS and rows % 100 == 0 and time.monotonic() - began > MOST_SECONDS):
            whole = False
            break
    tally = look.tally
    return {
        "rows": tally.rows_in,
        "whole": whole,
        "expected": tally.rows_in if whole else max(tally.rows_in, _lines(path)),
        "read": tally.read,
        "lots": tally.rows_out,
        "skipped": dict(tally.skipped),
        "refused": dict(tally.refused),
        "flags": dict(tally.flags),
        "changes": dict(tally.changes),
        "unknown": [[name, text, count] for (name, text), count in tally.unknown.most_common(12)],
        "sample": [[_plain(row) for row in rows] for rows in look.sample],
        "refusals": [[r.sheet, r.row, r.column, r.value, r.reason, r.suggestion] for r in look.refused],
    }


def _lines(path: Path) -> int:
    """Lines of a text file (fewer than its rows only where a cell spans lines); 0 for a workbook."""
    with path.open("rb") as stream:
        if stream.read(4) == b"PK\x03\x04":
            return 0
        stream.seek(0)
        count = 0
        while block := stream.read(BLOCK):
            count += block.count(b"\n")
    return count


def _plain(row: SeizureRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in COLUMNS}
    values |= {
        "seizure_date": row.seizure_date.isoformat() if row.seizure_date else None,
        "sources": {name: [cell.column, cell.header, str(cell.text)] for name, cell in row.sources.items()},
        "sheet": row.sheet,
    }
    return values
