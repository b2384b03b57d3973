"""A stored seizure as the normalised rows that it was read from, one a lot: for comparison, precision and export.

Owns the way back from the data bank to `SeizureRow`. Must not query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.kernel.seizures import LOT_DETAILS, SEIZURE_DETAILS, Cell, SeizureRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.records.models import Lot, Seizure

__all__ = ["cell_of", "rows_of"]


def cell_of(seizure: Seizure, field: str, lot: int = 1) -> Cell | None:
    """The original cell of a field, of the lot with this number where it has one of its own; None where unknown."""
    index = seizure.provenance.get(f"{field}.{lot}", seizure.provenance.get(field))
    if not isinstance(index, int) or not 0 <= index < len(seizure.source_cells):
        return None
    header, text = seizure.source_cells[index]
    return Cell(index, header, text)


def rows_of(seizure: Seizure, lots: Iterable[Lot]) -> list[SeizureRow]:
    """The seizure as rows; `source_file` is the identifier of its report, so that each report is a list of its own."""
    return [_row(seizure, lot) for lot in lots]


def _row(seizure: Seizure, lot: Lot) -> SeizureRow:
    named = {name.partition(".")[0] for name in seizure.provenance}
    cells = {name: cell_of(seizure, name, lot.number) for name in named}
    return SeizureRow(
        source_file=str(seizure.report_id),
        source_row=seizure.row,
        seizure_date=seizure.seized_on,
        country=seizure.country or None,
        admin1=seizure.admin1 or None,
        place=seizure.place,
        place_id=seizure.place_id or None,
        latitude=seizure.latitude,
        longitude=seizure.longitude,
        substance=lot.substance or None,
        substance_group=lot.substance_group or None,
        quantity=lot.quantity,
        unit=lot.unit or None,
        kg=lot.kg,
        kg_basis=lot.kg_basis,
        concealment=seizure.concealment or None,
        conveyance=seizure.conveyance or None,
        installation=seizure.installation or None,
        origin=seizure.origin or None,
        departure=seizure.departure or None,
        destination=seizure.destination or None,
        routing=seizure.routing or None,
        flags=tuple(seizure.flags),
        changes=tuple(seizure.changes),
        sheet=seizure.sheet,
        sources={name: cell for name, cell in cells.items() if cell is not None},
        details=_details(seizure, lot),
    )


def _details(seizure: Seizure, lot: Lot) -> dict[str, Any]:
    found = {name: getattr(seizure, name) for name in SEIZURE_DETAILS} | {n: getattr(lot, n) for n in LOT_DETAILS}
    return {name: value for name, value in found.items() if value not in {None, ""}}
