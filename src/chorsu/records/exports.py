"""Downloads of a filtered list: CSV, XLSX, GeoJSON, streamed row by row, so that a million cost no memory.

Owns the columns (`docs/reference/exports.md`), the mark on synthetic records and the neutralising of formulas. Opens
its own transaction for the viewer: a streamed answer outlives the request's.
"""

from __future__ import annotations

import bisect
import csv
import io
import json
import re
import tempfile
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.db.models import Prefetch

from chorsu.directory.selectors import principal_names
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records import followthemoney
from chorsu.records.models import Link, Lot, Seizure
from chorsu.records.recalls.taking import Taking
from chorsu.records.selectors import report_names
from chorsu.records.withheld import whole
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from chorsu.handling.rules import Actor, Marking
    from chorsu.records.filters import Filter

__all__ = [
    "COLUMNS", "FORMATS", "SYNTHETIC", "Format", "Leaving", "bound", "export", "leaving", "neutral", "note_of",
]  # fmt: skip

SYNTHETIC = "SYNTHETIC"
"""What stands in the column `synthetic` of an invented record."""
COLUMNS = (
    "record", "provider", "released_until", "use", "restriction", "dissemination", "grading", "tlp", "purposes",
    "review_by", "synthetic", "left_out_by", "source_file", "source_row", "seizure_date",
    "seizure_time", "country", "country_name", "admin1", "admin1_name", "place", "place_id", "latitude", "longitude",
    "substance", "substance_name", "substance_group", "quantity", "unit", "kg", "kg_basis", "quantity_state",
    "quantity_low", "quantity_high", "purity", "packages", "goods", "item", "currency", "crime_area", "concealment",
    "conveyance", "installation", "origin", "departure", "destination", "routing", "flags", "changes",
)  # fmt: skip
"""One line a lot: the columns of `chorsu tidy`, with the record they belong to, its marking and names to read.

Persons are in no download, whatever their status; nor are photographs.
"""
_PLAIN = (
    "crime_area", "country", "admin1", "place", "place_id", "latitude", "longitude", "concealment", "conveyance",
    "installation", "origin", "departure", "destination", "routing",
)  # fmt: skip
_OF_A_LOT = (
    "substance", "substance_group", "quantity", "unit", "kg", "kg_basis", "purity", "packages", "item", "currency",
)  # fmt: skip
_READ = 1_000
_KEY = 16
"""Bytes of an identifier."""
_MOST_OF_A_SHEET = 1_048_570
"""Lines that a worksheet holds, less its header."""
_CHUNK = 1 << 16
_DANGEROUS = re.compile(r"^[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠|%\t\r\n]")

type Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its file, its media type, and what makes bytes of lines."""

    ending: str
    media_type: str
    encode: Callable[[Iterator[Line], str], Iterator[bytes]]
    """Of the lines and of the note that goes with them, empty where there is nothing to say."""


def neutral(value: Any) -> Any:
    """The value so that no spreadsheet takes it for a formula: a text that could be one gets an apostrophe first."""
    return f"'{value}" if isinstance(value, str) and _DANGEROUS.match(value) else value


class Leaving:
    """Identifiers of the seizures that a file may hold, packed, so that a million cost sixteen megabytes."""

    def __init__(self, identifiers: Iterable[uuid.UUID]) -> None:
        self._packed = b"".join(sorted(identifier.bytes for identifier in identifiers))

    def __len__(self) -> int:
        return len(self._packed) // _KEY

    def __iter__(self) -> Iterator[uuid.UUID]:
        for place in range(len(self)):
            yield uuid.UUID(bytes=self._at(place))

    def __contains__(self, identifier: uuid.UUID) -> bool:
        place = bisect.bisect_left(range(len(self)), identifier.bytes, key=self._at)
        return place < len(self) and self._at(place) == identifier.bytes

    def _at(self, place: int) -> bytes:
        return self._packed[place * _KEY : place * _KEY + _KEY]


def leaving(asked: Filter, *, actor: Actor | None = None, most: int | None = None) -> Leaving:
    """The seizures under a filter, at most `most` of them, as the present viewer sees them: what a file may hold.

    With the actor who looks, only those that this one may take out: not the ones that their provider bound to a purpose
    which the actor has not stated (`Act.EXPORT`).
    """
    seen = (asked if actor is None else asked.with_only(taking="free")).apply(Seizure.objects.all())
    found = seen.order_by("-seized_on", "-id").values_list("pk", flat=True)
    return Leaving(found[:most].iterator(chunk_size=_READ * 10))


def bound(asked: Filter) -> int:
    """How many seizures under a filter the present viewer sees but may not take out, for want of a stated purpose."""
    return asked.with_only(taking="bound").apply(Seizure.objects.all()).count()


def note_of(left_out: int) -> str:
    """What a file says of the records that it leaves out for that reason; empty where there are none."""
    if not left_out:
        return ""
    which = "1 record is" if left_out == 1 else f"{left_out} records are"
    return f"{which} left out: bound by the provider to a purpose that was not stated. The page of each says so."


def export(asked: Filter, form: str, *, actor: Actor, language: str, leaving: Leaving) -> Iterator[bytes]:
    """The seizures under a filter as a file of one of the `FORMATS`, as the actor sees them.

    Of those, only the ones in `leaving`: what the audit trail names, and nothing that came a moment later.

    Raises:
        InputError: no such form.
    """
    if form not in FORMATS:
        raise InputError(f"is none of {', '.join(FORMATS)}", where="form", to_do="choose one of them")
    return _within(asked, FORMATS[form], actor, language, leaving)


def _within(asked: Filter, form: Format, actor: Actor, language: str, leaving: Leaving) -> Iterator[bytes]:
    taking = Taking(actor, form.ending)
    with viewing(actor):
        try:
            yield from form.encode(_lines(asked, actor, language, leaving, taking), note_of(bound(asked)))
        except GeneratorExit:
            return  # the reader left: what was taken until then stays noted


def _lines(asked: Filter, actor: Actor, language: str, leaving: Leaving, taking: Taking) -> Iterator[Line]:
    """The lines, newest seizure first; of each seizure those lots that the filter means."""
    names = principal_names(language)
    wanted = asked.with_only(substance=(), unit=(), basis=(), kind=(), state=()) != asked
    lots = Prefetch("lots", _lots(asked) if wanted else Lot.objects.order_by("number"))
    seizures = asked.apply(Seizure.objects.all()).order_by("-seized_on", "-id").prefetch_related(lots)
    batch: list[Seizure] = []
    for seizure in seizures.iterator(chunk_size=_READ):
        if seizure.pk not in leaving:
            continue
        batch.append(seizure)
        if len(batch) == _READ:
            taking.note((one.pk, one.provider_id) for one in batch)
            yield from _of_batch(batch, names, actor, language)
            batch = []
    taking.note((one.pk, one.provider_id) for one in batch)
    yield from _of_batch(batch, names, actor, language)


def _lots(asked: Filter) -> Any:
    condition = asked.with_only(counting="reported").where("records_seizure", "records_lot")
    return (
        Lot.objects.select_related("seizure").extra(where=[condition.sql], params=condition.params).order_by("number")  # noqa: S610 — the fragment is our own, its values are parameters
    )


def _of_batch(batch: list[Seizure], names: dict[int, str], actor: Actor, language: str) -> Iterator[Line]:
    files = report_names({seizure.report_id for seizure in batch})
    whole(batch)
    left_out: dict[Any, Any] = {}
    counted = Link.objects.filter(drop__in=[one.pk for one in batch], state__in=("same", "confirmed"))
    for drop, a, b in counted.values_list("drop_id", "a_id", "b_id"):
        left_out.setdefault(drop, b if drop == a else a)
    for seizure in batch:
        said = _of_seizure(seizure, language) | {
            "provider": names.get(seizure.provider_id, ""),
            "source_file": files.get(seizure.report_id, ""),
            "left_out_by": str(left_out.get(seizure.pk, "")),
            "released_until": _end_of(seizure.marking, actor),
        }
        for lot in seizure.lots.all():
            yield said | _of_lot(lot, language)


def _end_of(marking: Marking, actor: Actor) -> str:
    """When the release to the actor ends; for the provider, when the last release to others does."""
    mine = marking.provider in actor.provides
    end = marking.end_for(marking.named - {marking.provider} if mine else actor.principals, now())
    return end.isoformat(timespec="minutes") if end else ""


def _of_seizure(seizure: Seizure, language: str) -> Line:
    said = {name: getattr(seizure, name) for name in _PLAIN} | _handling_of(seizure)
    return said | {
        "record": str(seizure.pk),
        "synthetic": SYNTHETIC if seizure.synthetic else "",
        "source_row": seizure.row,
        "seizure_date": str(seizure.day),
        "seizure_time": seizure.seized_at.isoformat(timespec="minutes") if seizure.seized_at else "",
        "country_name": places.label(seizure.country, language) if seizure.country else "",
        "admin1_name": places.label(seizure.admin1, language) if seizure.admin1 else "",
        "flags": ";".join(seizure.flags),
        "changes": ";".join(seizure.changes),
    }


def _handling_of(seizure: Seizure) -> Line:
    """How its provider lets it be used: codes of the field, several joined by `;`."""
    return {
        "use": ";".join(seizure.use_codes),
        "restriction": seizure.restriction,
        "dissemination": ";".join(seizure.dissemination_codes),
        "grading": f"{seizure.source_grade}{seizure.information_grade}",
        "tlp": seizure.tlp,
        "purposes": ";".join(seizure.purposes),
        "review_by": seizure.review_by.date().isoformat() if seizure.review_by else "",
    }


def _of_lot(lot: Lot, language: str) -> Line:
    name = substances.label(lot.substance, language) if lot.substance else lot.substance_text
    said = {field: getattr(lot, field) for field in _OF_A_LOT} | {"substance_name": name, "goods": lot.kind}
    return said | {"quantity_state": lot.state, "quantity_low": lot.low, "quantity_high": lot.high}


def _csv(lines: Iterator[Line], note: str) -> Iterator[bytes]:
    """The header, the lines, and where there is a note, one line more that holds it alone."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([neutral(line[name]) for name in COLUMNS])
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    if note:
        writer.writerow([f"NOTE: {note}"])
    yield buffer.getvalue().encode()


def _geojson(lines: Iterator[Line], note: str) -> Iterator[bytes]:
    said = f'"note":{json.dumps(note)},' if note else ""
    yield f'{{"type":"FeatureCollection",{said}"features":['.encode()
    first = True
    for line in lines:
        yield (b"" if first else b",\n") + json.dumps(_feature(line), ensure_ascii=False).encode()
        first = False
    yield b"]}\n"


def _feature(line: Line) -> dict[str, Any]:
    latitude, longitude = line["latitude"], line["longitude"]
    known = latitude is not None and longitude is not None
    said = {name: line[name] for name in COLUMNS if name not in {"latitude", "longitude"}}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None,
        "properties": said | {"synthetic": bool(line["synthetic"])},
    }


def _xlsx(lines: Iterator[Line], note: str) -> Iterator[bytes]:
    """A workbook: a sheet of notice, then the lines; built in a file, since a workbook ends with its directory."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, options) as book:
            notice, sheet = book.add_worksheet("Notice"), book.add_worksheet("Seizures")
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(COLUMNS):
                sheet.write_string(0, column, name, bold)
            written, synthetic, left = 0, 0, 0
            for line in lines:
                if written == _MOST_OF_A_SHEET:
                    left += 1
                    continue
                written += 1
                synthetic += bool(line["synthetic"])
                _write_line(sheet, written, line)
            _write_notice(notice, bold, (written, synthetic, left), note)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _write_line(sheet: Any, row: int, line: Line) -> None:
    for column, name in enumerate(COLUMNS):
        value = line[name]
        if isinstance(value, (int, float)):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_string(row, column, neutral(value))


def _write_notice(sheet: Any, bold: Any, counts: tuple[int, int, int], note: str) -> None:
    written, synthetic, left = counts
    said = [f"{written} lines, one a lot."]
    if synthetic:
        said.insert(0, f"{SYNTHETIC}: {synthetic} of {written} lines tell of invented seizures.")
    if left:
        said.append(f"{left} further lines are left out: a worksheet holds no more. Take them as CSV.")
    if note:
        said.append(note)
    said.append("Handle each record as its provider has marked it (columns provider to review_by).")
    for row, text in enumerate(said):
        sheet.write_string(row, 0, text, bold)


FORMATS: dict[str, Format] = {
    "csv": Format("csv", "text/csv; charset=utf-8", _csv),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "geojson": Format("geojson", "application/geo+json", _geojson),
    "ftm": Format("ftm.json", "application/x-ndjson", followthemoney.written),
}
"""The forms of a download."""
