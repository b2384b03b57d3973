"""How far each column of a fill-out is filled, with the way to the records that leave it empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy

from chorsu.desk.records.wording import FLAGS
from chorsu.records.lots import IMPOSSIBLE
from chorsu.returns.fillouts.individual import OUT_OF_BOUNDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from chorsu.returns.fillouts.shape import Coverage, Fillout

__all__ = ["ColumnLine", "DoubtLine", "column_lines", "doubt_lines", "doubt_name"]

_FIELDS: dict[str, _StrPromise] = {
    "country": gettext_lazy("Country"),
    "admin1": gettext_lazy("Region"),
    "place": gettext_lazy("Place"),
    "seized_on": gettext_lazy("Seizures by their date"),
    "substance": gettext_lazy("Substance"),
    "quantity": gettext_lazy("Quantity"),
    "unit": gettext_lazy("Unit"),
    "kg": gettext_lazy("Weight"),
    "state": gettext_lazy("State of the quantity"),
    "concealment": gettext_lazy("Hiding place"),
    "installation": gettext_lazy("Installation"),
    "conveyance": gettext_lazy("Transport"),
    "origin": gettext_lazy("Country of origin"),
    "departure": gettext_lazy("Country of departure"),
    "destination": gettext_lazy("Country of destination"),
    "routing": gettext_lazy("Routing"),
}


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column: its header in the template, what fills it, how many rows are filled and missing, the missing ones."""

    header: str
    filled_from: str
    filled: int
    missing: int
    share: str
    style: str
    href: str


def column_lines(fillout: Fillout, coverage: Coverage, records: str, *, more: bool) -> list[ColumnLine]:
    """The columns in their order."""
    found = []
    for column in fillout.columns:
        filled = coverage.filled.get(column.header, 0)
        missing = 0 if column.optional else coverage.rows - filled
        share = gettext("filled") if not missing else gettext("partly filled") if filled else gettext("empty")
        style = "chip-good" if not missing else "chip-note" if filled else "chip-warn"
        if column.optional:
            share, style = gettext("where there is something to say"), "chip-off"
        href = f"{records}&{column.lack}" if missing and column.lack and not more else ""
        found.append(ColumnLine(column.header, str(_FIELDS[column.fields]), filled, missing, share, style, href))
    return found


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Why rows are doubtful, how many are, and the way to their records, where a filter can say it."""

    name: str
    count: int
    href: str


def doubt_lines(coverage: Coverage, records: str, *, more: bool) -> list[DoubtLine]:
    """The doubts that were met, in a fixed order."""
    return [
        DoubtLine(doubt_name(code), count, f"{records}&flag={code}" if code in IMPOSSIBLE and not more else "")
        for code in (*IMPOSSIBLE, OUT_OF_BOUNDS)
        if (count := coverage.doubts[code])
    ]


def doubt_name(code: str) -> str:
    """Why a row is doubtful, in the reader's language."""
    return gettext("less or more than any seizure can be") if code == OUT_OF_BOUNDS else str(FLAGS[code])
