"""The normalised row of a seizure: the shape that readers write and that `tidy`, `same` and intake share."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["COLUMNS", "Cell", "SeizureRow"]


@dataclass(frozen=True, slots=True)
class Cell:
    """The source cell that a value was read from: column index (from 0), header text, text as received."""

    column: int
    header: str
    text: str


@dataclass(frozen=True, slots=True)
class SeizureRow:
    """One lot of one seizure, normalised; empty values are `None` (or `""` where the column is free text).

    Countries are ISO 3166-1 alpha-2 codes, `admin1` ISO 3166-2 codes (several joined by `/`), `place_id` a code of
    the vocabulary's places, `substance` and `substance_group` codes of the substance tree, `unit` a base-unit code,
    `quantity` in that unit, `kg` in kilograms, latitude and longitude in degrees (WGS 84).
    """

    source_file: str
    source_row: int
    """Line of the table as a person counts it: the first line of the file or sheet is 1."""
    seizure_date: dt.date | None = None
    country: str | None = None
    admin1: str | None = None
    place: str = ""
    place_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    substance: str | None = None
    substance_group: str | None = None
    quantity: float | None = None
    unit: str | None = None
    kg: float | None = None
    kg_basis: str = ""
    """`mass` (reported in a unit of mass), `assumed:<factor>` or empty."""
    concealment: str | None = None
    conveyance: str | None = None
    installation: str | None = None
    origin: str | None = None
    departure: str | None = None
    destination: str | None = None
    routing: str | None = None
    flags: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    sheet: str = ""
    """Name of the sheet in a workbook; empty for text tables. Not an output column."""
    sources: dict[str, Cell] = field(default_factory=dict)
    """For each field that was read: the cell it came from. Not an output column."""


COLUMNS = tuple(f.name for f in fields(SeizureRow) if f.name not in {"sheet", "sources"})
"""The output columns of `chorsu tidy`, in their fixed order."""
