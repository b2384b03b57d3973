"""The count of outcomes: rows in = read + skipped by a named rule + refused; and what was flagged and changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chorsu.intake.readers.outcomes import Read, Skipped

if TYPE_CHECKING:
    from chorsu.intake.readers.outcomes import Outcome

__all__ = ["Tally"]

UNKNOWN = {
    "unknown_substance": "substance",
    "unknown_unit": "unit",
    "unknown_country": "country",
    "unknown_region": "admin1",
    "unknown_place": "place",
}
MAX_DISTINCT = 10_000
SHOWN = 5


@dataclass(slots=True)
class Tally:
    """Counts of one or more files."""

    rows_in: int = 0
    read: int = 0
    rows_out: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.rows_in += 1
        if isinstance(outcome, Read):
            self.read += 1
            self.rows_out += len(outcome.rows)
            for row in outcome.rows:
                self.flags.update(row.flags)
                self.changes.update(row.changes)
            self._add_unknown(outcome)
        elif isinstance(outcome, Skipped):
            self.skipped[outcome.rule] += 1
        else:
            self.refused[outcome.reason] += 1

    def _add_unknown(self, outcome: Read) -> None:
        row = outcome.rows[0]
        for flag in row.flags:
            if (name := UNKNOWN.get(flag)) and (cell := row.sources.get(name)):
                key = (name, cell.text.strip()[:60])
                if key in self.unknown or len(self.unknown) < MAX_DISTINCT:
                    self.unknown[key] += 1

    def lines(self) -> list[str]:
        """The summary, a few lines of text."""
        total = sum(self.skipped.values()), sum(self.refused.values())
        lines = [
            (
                f"{self.rows_in:,} rows in = {self.read:,} read + {total[0]:,} skipped{_named(self.skipped)}"
                f" + {total[1]:,} refused{_named(self.refused)}; {self.rows_out:,} rows out"
            )
        ]
        for what, counter in (("flags", self.flags), ("changes", self.changes)):
            if counter:
                lines.append(f"{what}: " + ", ".join(f"{code} {count:,}" for code, count in counter.most_common()))
        for name in dict.fromkeys(UNKNOWN.values()):
            values = [(text, count) for (of, text), count in self.unknown.most_common() if of == name]
            if values:
                shown = ", ".join(f"{text!r} {count:,}" for text, count in values[:SHOWN])
                more = f" and {len(values) - SHOWN:,} others" if len(values) > SHOWN else ""
                lines.append(f"not in the vocabulary ({name}): {shown}{more}")
        return lines


def _named(counter: Counter[str]) -> str:
    return " (" + ", ".join(f"{code} {count:,}" for code, count in counter.most_common()) + ")" if counter else ""
