"""What a seizure says, as one plain mapping: the content to which the journal commits and that a version keeps.

Owns the one list of what counts as content. Bookkeeping (identifier, moments of change, precision) is not content.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from chorsu.handling.models import HANDLING_COLUMNS, MARKING_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chorsu.records.models import Lot, Seizure

__all__ = ["LOT_FIELDS", "SEIZURE_FIELDS", "content", "content_of", "storable"]

SEIZURE_FIELDS = (
    "report_id",
    "sheet",
    "row",
    "source_cells",
    "provenance",
    "withdrawn",
    "synthetic",
    "seized_on",
    "seized_at",
    "crime_area",
    "narrative",
    "sender_key",
    "country",
    "admin1",
    "place",
    "place_id",
    "latitude",
    "longitude",
    "concealment",
    "conveyance",
    "installation",
    "origin",
    "departure",
    "destination",
    "routing",
    "flags",
    "changes",
    *(name for name in MARKING_COLUMNS if name != "only_for"),
    *HANDLING_COLUMNS,
)
LOT_FIELDS = (
    "number",
    "substance",
    "substance_group",
    "substance_text",
    "quantity",
    "unit",
    "kg",
    "kg_basis",
    "kind",
    "item",
    "currency",
    "state",
    "low",
    "high",
    "purity",
    "sample",
    "method",
    "packages",
    "markings",
    "doubts",
)


def content(seizure: Mapping[str, Any], lots: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The content of a seizure given as mappings; dates, moments and identifiers become text, so that it is JSON."""
    said: dict[str, Any] = {name: _plain(seizure[name]) for name in SEIZURE_FIELDS}
    said["lots"] = [{name: lot[name] for name in LOT_FIELDS} for lot in lots]
    return said


def content_of(seizure: Seizure, lots: Iterable[Lot]) -> dict[str, Any]:
    """The content of a stored seizure with its lots in their order."""
    return content(
        {name: getattr(seizure, name) for name in SEIZURE_FIELDS},
        ({name: getattr(lot, name) for name in LOT_FIELDS} for lot in lots),
    )


def storable[T](value: T) -> T:
    """Text as PostgreSQL can hold it, also inside lists and mappings; numbers of a workbook become plain text.

    A null character is shown as ␀, half of a surrogate pair as a question mark.
    """
    if isinstance(value, str):
        return str(value).replace("\x00", "␀").encode("utf-8", "replace").decode()  # type: ignore[return-value] # text
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}  # type: ignore[return-value] # a mapping
    if isinstance(value, (list, tuple)):
        return [storable(item) for item in value]  # type: ignore[return-value] # JSON has lists alone
    return value


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float, list, dict)):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
