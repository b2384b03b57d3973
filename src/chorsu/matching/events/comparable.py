"""What of a seizure row is compared: a small frozen record, made once for each row and cheap to keep by the million.

Owns the reading of a `SeizureRow` (and of the source cells it came from) into comparable parts. Must not compare.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from chorsu.matching.events.figures import Figures, figures
from chorsu.matching.events.weights import generic_place_words

if TYPE_CHECKING:
    from chorsu.kernel.seizures import SeizureRow

__all__ = ["Comparable", "comparable", "script_of"]

SHORTEST_WORD = 3
CATCH_ALL = "other"
MONTH_ONLY = "date_month"
"""The readers' flag of a row whose date stands for a whole month."""
MONTHS = 12
SCRIPTS = (
    ("Latn", re.compile(r"[A-Za-z\u00c0-\u024f]")),
    ("Cyrl", re.compile(r"[\u0400-\u052f]")),
    ("Arab", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
)


@dataclass(frozen=True, slots=True)
class Comparable:
    """The compared parts of one row. Codes are those of the vocabulary; `day` is `date.toordinal()`."""

    id: str
    file: str
    script: str
    """ISO 15924 code of the script the place was written in; empty where no place was written."""
    unit_word: str
    spelling: str
    """The place as the reporter wrote it, in small letters; two habits of spelling betray two reporters."""
    country: str
    day: int | None
    substance: str
    group: str
    unit: str
    figures: Figures | None
    kg: float | None
    by_weight: bool
    regions: tuple[str, ...]
    place: str
    """The known place below a region; empty where only a region is named."""
    at: tuple[float, float] | None
    """Latitude and longitude of that place, in degrees."""
    words: tuple[str, ...]
    """Distinctive words of the place in Latin letters."""
    concealment: str
    conveyance: str
    installation: str
    sources: tuple[str, ...]
    """Countries of origin and departure other than the reporting one."""
    destination: str
    routing: str
    year: int | None
    filled: int
    """How many of the optional fields are given: of two reports equally precise, the fuller one speaks for both."""
    month: int | None = None
    """Year × 12 + month (from 0) of a row of which the month only is known; its `day` is then None."""


def comparable(row_id: str, row: SeizureRow) -> Comparable:
    """The comparable parts of one row, under the id it is to be reported by."""
    written = _written_place(row)
    country = row.country or ""
    partners = {row.origin, row.departure} - {None, country}
    regions = _parts(row.admin1 or "")
    by_month = MONTH_ONLY in row.flags
    place = row.place_id if row.place_id and row.place_id not in regions else ""
    optional = (row.place, row.admin1, row.concealment, row.conveyance, row.installation, row.origin, row.departure)
    return Comparable(
        id=row_id,
        file=sys.intern(row.source_file),
        script=script_of(written),
        unit_word=sys.intern(_source_text(row, "unit").casefold().strip(" .") or row.unit or ""),
        spelling=_spelling(written),
        country=sys.intern(country),
        day=row.seizure_date.toordinal() if row.seizure_date and not by_month else None,
        substance=sys.intern(row.substance or ""),
        group=sys.intern(row.substance_group or row.substance or ""),
        unit=sys.intern(row.unit or ""),
        figures=figures(row.quantity),
        kg=row.kg,
        by_weight=row.kg_basis == "mass",
        regions=regions,
        place=sys.intern(place),
        at=_point(row) if place else None,
        words=_words(written),
        concealment=_stated(row.concealment),
        conveyance=_stated(row.conveyance),
        installation=_stated(row.installation),
        sources=tuple(sorted(sys.intern(code) for code in partners if code)),
        destination=sys.intern(row.destination or "") if row.destination != country else "",
        routing=_stated(row.routing),
        year=row.seizure_date.year if row.seizure_date else None,
        filled=sum(1 for value in optional if value),
        month=row.seizure_date.year * MONTHS + row.seizure_date.month - 1 if row.seizure_date and by_month else None,
    )


def _stated(code: str | None) -> str:
    """A code that says something: the catch-all of a list says only that the list had no better word."""
    return sys.intern(code) if code and code != CATCH_ALL else ""


def _point(row: SeizureRow) -> tuple[float, float] | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)


def _source_text(row: SeizureRow, field: str) -> str:
    cell = row.sources.get(field)
    return cell.text if cell else ""


def _written_place(row: SeizureRow) -> str:
    region, place = _source_text(row, "admin1"), _source_text(row, "place") or row.place
    return f"{place}, {region}" if region and region != place else place


@lru_cache(maxsize=50_000)
def script_of(text: str) -> str:
    """ISO 15924 code of the script that most letters of a text are in (`Latn`, `Cyrl`, `Arab`), or empty."""
    counts = [(len(pattern.findall(text)), code) for code, pattern in SCRIPTS]
    most, code = max(counts)
    return code if most else ""


@lru_cache(maxsize=50_000)
def _parts(codes: str) -> tuple[str, ...]:
    return tuple(sys.intern(code) for code in codes.split("/") if code)


@lru_cache(maxsize=50_000)
def _spelling(text: str) -> str:
    return sys.intern(" ".join(re.findall(r"\w+", text.casefold())))


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    latin = anyascii(text).casefold().replace("'", "").replace("`", "")
    found = dict.fromkeys(re.findall(r"[a-z]+", latin))
    return tuple(sys.intern(w) for w in found if len(w) >= SHORTEST_WORD and w not in generic_place_words())
