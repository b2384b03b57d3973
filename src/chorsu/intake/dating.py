"""Outcomes as the data bank takes them: a seizure without a date cannot be placed in time, so its row is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.readers.maps import ROLES
from chorsu.intake.readers.tidy import Outcome, Read, Refused
from chorsu.intake.readers.wordlists import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Dated", "dated"]

type Dated = Outcome
"""An outcome whose rows, where it is read, all have a date."""
_FIELDS = {"date": "seizure_date"}


def dated(outcomes: Iterable[Outcome]) -> Iterator[Dated]:
    """The same outcomes, one for one; a row read without a date (an impossible one) becomes a refusal."""
    for outcome in outcomes:
        if isinstance(outcome, Read) and any(row.seizure_date is None for row in outcome.rows):
            yield _undated(outcome)
        else:
            yield outcome


def _undated(outcome: Read) -> Refused:
    sources = outcome.rows[0].sources
    cell = sources.get("seizure_date")
    cells = {role: str(found.text) for role in ROLES if (found := sources.get(_FIELDS.get(role, role)))}
    return Refused(
        outcome.row,
        cell.header if cell else "",
        str(cell.text) if cell else "",
        "impossible_date",
        codes("flag")["impossible_date"]["en"],
        outcome.sheet,
        cells,
    )
