"""Outcomes as the data bank takes them: a time is the moment that it means, and a row without a date is refused.

A time is by the clock told with it, else by that of a country which has a single one; else it stays in its cell alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from chorsu.intake.readers.maps import ROLES
from chorsu.intake.readers.rows import FIELDS
from chorsu.intake.readers.tidy import Outcome, Read, Refused
from chorsu.intake.schema.values import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chorsu.kernel.seizures import SeizureRow

__all__ = ["Dated", "dated"]

type Dated = Outcome
"""An outcome whose rows, where it is read, all have a date."""


def dated(outcomes: Iterable[Outcome]) -> Iterator[Dated]:
    """The same outcomes, one for one; a row read without a date (an impossible one) becomes a refusal."""
    for outcome in outcomes:
        if isinstance(outcome, Read) and any(row.seizure_date is None for row in outcome.rows):
            yield _undated(outcome)
        elif isinstance(outcome, Read) and "time" in outcome.rows[0].details:
            yield outcome._replace(rows=tuple(_timed(row) for row in outcome.rows))
        else:
            yield outcome


def _timed(row: SeizureRow) -> SeizureRow:
    """The row with its moment instead of its time."""
    details = dict(row.details)
    time: dt.time = details.pop("time")
    zone = time.tzinfo or zone_of(row.country or "")
    if zone is not None and row.seizure_date is not None:
        details["seized_at"] = dt.datetime.combine(row.seizure_date, time, tzinfo=zone)
    return replace(row, details=details)


def _undated(outcome: Read) -> Refused:
    sources = outcome.rows[0].sources
    cell = sources.get("seizure_date")
    cells = {role: str(found.text) for role in ROLES if (found := sources.get(FIELDS.get(role, role)))}
    return Refused(
        outcome.row,
        cell.header if cell else "",
        str(cell.text) if cell else "",
        "impossible_date",
        "correct the date of the seizure",
        outcome.sheet,
        cells,
    )
