"""The normalised row of a seizure: the shape that readers write and that `tidy`, `same` and intake share."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

__all__ = ["COLUMNS", "LOT_DETAILS", "LOT_FLAGS", "PERSONS", "PROTECTED", "SEIZURE_DETAILS", "Cell", "SeizureRow"]

PERSONS = ("detained", "wanted", "foreigner", "woman", "victim", "minor", "witness")
"""Statuses by which persons of a seizure are counted."""
PROTECTED = ("victim", "minor", "witness")
"""Statuses of persons that are never shown outside an audience of their own: at first the provider alone."""
SEIZURE_DETAILS = ("seized_at", "crime_area", "narrative", "sender_key")
"""Of the whole seizure: moment (aware), crime area (code), free text, the sender's own number."""
LOT_DETAILS = ("kind", "item", "currency", "state", "low", "high", "purity", "sample", "method", "packages", "markings")
"""Of one lot: kind of goods and item (codes), currency (ISO 4217), state of the quantity (`estimated`, `weighed`,
`confirmed` or empty), interval in the base unit, purity (percent), sample and method of the laboratory, number of
packages, and the stamps and markings on them."""
LOT_FLAGS = frozenset(
    {
        "implausible_quantity",
        "negative_quantity",
        "no_unit",
        "unknown_substance",
        "unknown_unit",
        "zero_quantity",
    }
)
"""The flags that doubt one lot and say nothing of the others of its seizure."""


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
    details: Mapping[str, Any] = field(default_factory=dict)
    """What else was read, by the names of `SEIZURE_DETAILS` and `LOT_DETAILS`; `time` is a time of the day, with its
    clock where that is told, `persons` a count for each of `PERSONS` that the table has a column for. Not an output
    column."""


COLUMNS = tuple(f.name for f in fields(SeizureRow) if f.name not in {"sheet", "sources", "details"})
"""The output columns of `chorsu tidy`, in their fixed order."""
