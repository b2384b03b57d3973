"""The repair file: the rows that could not be read, why, and their cells under headers that `tidy` reads again.

Correct the cells and hand the file in: it needs no map. The first columns are for people and are not read.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from chorsu.intake.readers.maps import ROLES
from chorsu.intake.readers.output import harmless

if TYPE_CHECKING:
    from chorsu.intake.readers.outcomes import Refused

__all__ = ["REPAIR_COLUMNS", "RepairFile"]

EXPLAINED = ("file", "sheet", "row", "column", "value", "reason", "suggestion")
HEADERS = {role: "seizure_date" if role == "date" else role for role in ROLES}
REPAIR_COLUMNS = (*EXPLAINED, *HEADERS.values())


class RepairFile:
    """Writes refused rows as CSV in UTF-8, with the mark that spreadsheets need to see that."""

    def __init__(self, stream: IO[str]) -> None:
        stream.write("\ufeff")
        self.writer = csv.writer(stream, lineterminator="\n")
        self.writer.writerow(REPAIR_COLUMNS)

    def write(self, name: str, refused: Refused) -> None:
        """Write one refused row of the file `name`."""
        explained = (
            name,
            refused.sheet,
            str(refused.row),
            refused.column,
            refused.value,
            refused.reason,
            refused.suggestion,
        )
        cells = [refused.cells.get(role, "") for role in ROLES]
        self.writer.writerow([harmless(text.replace("\0", "\ufffd")) for text in (*explained, *cells)])
