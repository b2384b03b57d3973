"""Seizure rows as readers make them, for tests that need no file."""

import datetime as dt

from chorsu.kernel.seizures import Cell, SeizureRow
from chorsu.records.bulk import SourceRow

__all__ = ["seizure_row", "source_row", "source_rows"]


def seizure_row(number=2, **said):
    """One lot of an invented seizure at row `number`; any field may be said otherwise."""
    quantity = said.get("quantity", 1.25)
    row = {
        "source_file": "example.csv",
        "source_row": number,
        "seizure_date": dt.date(2024, 3, 5),
        "country": "UZ",
        "admin1": "UZ-SU",
        "place": "Термез",
        "place_id": "geonames:1216265",
        "latitude": 37.224,
        "longitude": 67.278,
        "substance": "heroin",
        "substance_group": "opioids",
        "quantity": quantity,
        "unit": "kg",
        "kg": quantity,
        "kg_basis": "mass",
        "conveyance": "road",
        "flags": ("damaged_text",),
        "changes": ("unit_converted",),
        "sources": {
            "seizure_date": Cell(0, "Дата", "05.03.2024"),
            "place": Cell(1, "Место", "г. Термез"),
            "substance": Cell(2, "Вещество", "героин"),
            "quantity": Cell(3, "Количество, г", "1250"),
        },
    }
    return SeizureRow(**(row | said))


def source_row(number=2, **said):
    """A source row with one lot."""
    return SourceRow((seizure_row(number, **said),))


def source_rows(count, first=2):
    """Many source rows with one lot each."""
    return [source_row(number, quantity=number / 8) for number in range(first, first + count)]
