"""The bulk path into the data bank: many seizures at once by COPY, and a whole report withdrawn or restored.

COPY into a table under row-level security is refused, so rows go into a temporary table and from there by
`INSERT … SELECT` under the policies. Every function must be called inside a transaction, which then holds the
records, their lots and their journal acts together. Owns no chunking: the caller says how much one transaction takes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from chorsu.handling.marked import reviewed
from chorsu.handling.models import HANDLING_COLUMNS, MARKING_COLUMNS, TERM_COLUMNS, columns_of, whole_columns_of
from chorsu.journal.services import Entered, append_many
from chorsu.kernel.ids import uuid7
from chorsu.kernel.seizures import LOT_FLAGS, PROTECTED
from chorsu.records.apart import APART, apart
from chorsu.records.committed import committed
from chorsu.records.contents import LOT_FIELDS, SEIZURE_FIELDS, content, storable
from chorsu.records.identifiers import Said, rows_of_identifiers
from chorsu.records.models import Identifier, Persons
from chorsu.records.persons import rows_of_persons
from chorsu.records.precision import precision_of
from chorsu.records.transfers.guarding import Keeping
from chorsu.records.transfers.reaching import abroad, at_home, home_of
from chorsu.records.transfers.telling import told_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Mapping, Sequence

    from chorsu.handling.rules import Marking
    from chorsu.kernel.seizures import Cell, SeizureRow
    from chorsu.records.models import Report
    from chorsu.records.transfers.said import TransferSaid

__all__ = ["Recorded", "SourceRow", "prepared", "record_seizures"]

_FEW = 20
"""Rows that are inserted one by one; more come faster by COPY."""

_OF_THE_CALL = ("report_id", "version", "recorded_at", "changed_at", "withdrawn", "synthetic")
SHARED = (*MARKING_COLUMNS, *HANDLING_COLUMNS, *_OF_THE_CALL)
"""Columns that have one value for all rows of a call: they are not copied, but stand in the INSERT."""
SEIZURE_COLUMNS = ("id", *(name for name in SEIZURE_FIELDS if name not in SHARED), "precision")
LOT_COLUMNS = ("id", "seizure_id", *LOT_FIELDS)
_JSON = {"source_cells", "provenance"}
_LOT_WORDS = ("item", "currency", "state", "sample", "method", "markings")
_LOT_NUMBERS = ("low", "high", "purity", "packages")
_encode = json.JSONEncoder(ensure_ascii=False).encode


class SourceRow(NamedTuple):
    """One row of a report: its lots (at least one) and, where the reader kept it, every cell as (header, text).

    `persons` are counts by status where its lots do not tell them.
    """

    lots: Sequence[SeizureRow]
    cells: Sequence[tuple[str, str]] = ()
    persons: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """How much was stored."""

    seizures: int
    lots: int
    held: int = 0
    """Seizures that tell of persons, were meant to go abroad, and stay in their own state for want of a basis."""


def record_seizures(  # noqa: PLR0913 — a hand-in has these parts
    rows: Iterable[SourceRow],
    *,
    report: Report,
    marking: Marking,
    actor: int | None,
    at: dt.datetime,
    transfer: TransferSaid | None = None,
    narrowed: bool = False,
) -> Recorded:
    """Store one seizure for each source row with its lots, and enter each in the journal as `seizure.recorded`.

    What tells of persons goes abroad on the basis said in `transfer`; without one it goes no further than its own
    state, and that it waits for a basis is kept. `narrowed`: its provider marked it so on purpose, more narrowly than
    it does by default; no standing release rule widens it.

    Raises:
        IntegrityError: a row of this report is already in the data bank; nothing is stored then.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("records, lots and acts are stored in one transaction")
    home = home_of(marking.provider)
    away = abroad(marking, home, at)
    if not away:
        return _record(rows, report, marking, actor, at, narrowed=narrowed)[0]
    rows = list(rows)
    personal = [_is_personal(row) for row in rows]
    keeping = Keeping(marking.provider, actor, "", at)
    if transfer is not None:
        done, found = _record(rows, report, marking, actor, at, narrowed=narrowed)
        keeping.allowed(list(compress(found, personal)), away, transfer, until=marking.until)
        return done
    free, _found = _record(
        [row for row, held in zip(rows, personal, strict=True) if not held],
        report,
        marking,
        actor,
        at,
        narrowed=narrowed,
    )
    if not any(personal):
        return free
    held, waiting = _record(compress(rows, personal), report, at_home(marking, home), actor, at, narrowed=narrowed)
    keeping.held(waiting, away, until=marking.until)
    return Recorded(free.seizures + held.seizures, free.lots + held.lots, held.seizures)


def _is_personal(row: SourceRow) -> bool:
    own = [Said(*one) for one in _told(row)]
    words = str(row.lots[0].details.get("narrative", ""))
    return bool(told_of(_counts(row), [(one.kind, one.normal) for one in own if not one.own], words=words))


def _record(  # noqa: PLR0913 — as a hand-in
    rows: Iterable[SourceRow], report: Report, marking: Marking, actor: int | None, at: dt.datetime, *, narrowed: bool
) -> tuple[Recorded, list[uuid.UUID]]:
    """Store rows under one marking; how much, and the seizures in the order of the rows."""
    seizures: list[dict[str, Any]] = []
    lots: list[dict[str, Any]] = []
    acts: list[Entered] = []
    persons: list[Persons] = []
    identifiers: list[Identifier] = []
    marking = reviewed(marking, at)
    marked = columns_of(marking)
    shared = whole_columns_of(marking) | {
        "report_id": report.pk,
        "version": 1,
        "recorded_at": at,
        "changed_at": at,
        "withdrawn": False,
        "synthetic": report.synthetic,
        "narrowed": narrowed,
    }
    for row in rows:
        said, own = prepared(row)
        seizure = shared | said
        seizures.append(seizure)
        lots += own
        counts = _counts(row)
        persons += rows_of_persons(seizure["id"], marking, counts)
        told = rows_of_identifiers(seizure["id"], marking, _told(row))
        identifiers += told
        said = content(seizure, own, map(vars, told))
        beside = {APART: apart((), (), (), told)}
        acts.append(Entered("seizure.recorded", seizure["id"], 1, committed(said, counts), beside))
    if seizures:
        _store("records_seizure", SEIZURE_COLUMNS, seizures, shared)
        _store("records_lot", LOT_COLUMNS, lots, marked)
        Persons.objects.bulk_create(persons, batch_size=1_000)
        Identifier.objects.bulk_create(identifiers, batch_size=1_000)
        append_many(acts, actor=actor, at=at)
    return Recorded(len(seizures), len(lots)), [seizure["id"] for seizure in seizures]


def _counts(row: SourceRow) -> Mapping[str, int]:
    """The counts of persons of a row by status."""
    found: Mapping[str, int] = row.persons or row.lots[0].details.get("persons", {})
    return found


def _told(row: SourceRow) -> Iterable[Iterable[Any]]:
    found: Iterable[Iterable[Any]] = row.lots[0].details.get("identifiers", ())
    return found


def prepared(row: SourceRow) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a source row says, as the columns of a seizure and of its lots; markings and bookkeeping are not in it."""
    seizure = _seizure(row)
    return seizure, [_lot(seizure["id"], number, lot) for number, lot in enumerate(row.lots, start=1)]


def _seizure(row: SourceRow) -> dict[str, Any]:
    first = row.lots[0]
    cells, provenance = _sources(row)
    return {
        "id": uuid7(),
        "sheet": storable(first.sheet),
        "row": first.source_row,
        "source_cells": cells,
        "provenance": provenance,
        "seized_on": first.seizure_date,
        "seized_at": first.details.get("seized_at"),
        "crime_area": first.details.get("crime_area", "drugs"),
        "narrative": storable(first.details.get("narrative", "")),
        "sender_key": storable(first.details.get("sender_key", "")),
        "country": first.country or "",
        "admin1": first.admin1 or "",
        "place": storable(first.place),
        "place_id": first.place_id or "",
        "latitude": first.latitude,
        "longitude": first.longitude,
        "concealment": first.concealment or "",
        "conveyance": first.conveyance or "",
        "installation": first.installation or "",
        "origin": first.origin or "",
        "departure": first.departure or "",
        "destination": first.destination or "",
        "routing": first.routing or "",
        "flags": list(dict.fromkeys(flag for lot in row.lots for flag in lot.flags)),
        "changes": list(dict.fromkeys(change for lot in row.lots for change in lot.changes)),
        "precision": precision_of(row.lots),
    }


def _lot(seizure: uuid.UUID, number: int, lot: SeizureRow) -> dict[str, Any]:
    words = lot.sources.get("substance")
    return {
        "id": uuid7(),
        "seizure_id": seizure,
        "number": number,
        "substance": lot.substance or "",
        "substance_group": lot.substance_group or "",
        "substance_text": storable(words.text) if words else "",
        "quantity": lot.quantity,
        "unit": lot.unit or "",
        "kg": lot.kg,
        "kg_basis": lot.kg_basis,
        "kind": lot.details.get("kind", "drug"),
        **{name: storable(lot.details.get(name, "")) for name in _LOT_WORDS},
        **{name: lot.details.get(name) for name in _LOT_NUMBERS},
        "doubts": [flag for flag in lot.flags if flag in LOT_FLAGS],
    }


def _sources(row: SourceRow) -> tuple[list[list[str]], dict[str, int]]:
    """The cells as received and, for each field, the index of its cell.

    A field of the second and later lots that comes from another cell than the first lot's stands under `field.number`.
    Of protected persons not even the place of their cell is kept.
    """
    named: dict[str, Cell] = {}
    for number, lot in enumerate(row.lots, start=1):
        for name, cell in lot.sources.items():
            if name in PROTECTED:
                continue
            if named.setdefault(name, cell) is not cell and named[name].column != cell.column:
                named[f"{name}.{number}"] = cell
    if row.cells:
        cells = [[storable(header), storable(text)] for header, text in row.cells]
        return cells, {name: cell.column for name, cell in named.items()}
    columns = {cell.column: cell for cell in named.values()}
    order = {column: index for index, column in enumerate(sorted(columns))}
    cells = [[storable(columns[column].header), storable(columns[column].text)] for column in order]
    return cells, {name: order[cell.column] for name, cell in named.items()}


def _store(table: str, columns: Sequence[str], rows: Sequence[dict[str, Any]], shared: dict[str, Any]) -> None:
    """Insert rows with what they share, under the table's policies: a few as they are, many by COPY.

    COPY cannot go into a table with policies, so it goes by a temporary one, which the worker alone may make: beside
    what others would call, an officer's process makes nothing.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    every = ", ".join(f'"{name}"' for name in shared)
    common = [_parameter(name, value) for name, value in shared.items()]
    told = ([_sql(name, row[name]) for name in columns] for row in rows)
    incoming = f"incoming_{table}"
    with connection.cursor() as cursor:
        if len(rows) <= _FEW:
            each = ", ".join(["%s"] * (len(columns) + len(shared)))
            insert = f"INSERT INTO {table} ({names}, {every}) VALUES ({each})"  # noqa: S608 — our own names
            cursor.executemany(insert, [[*one, *common] for one in told])
            return
        cursor.execute(f"CREATE TEMP TABLE {incoming} ON COMMIT DROP AS SELECT {names} FROM {table} WITH NO DATA")  # noqa: S608 — our own names
        with cursor.copy(f"COPY {incoming} ({names}) FROM STDIN") as copy:
            for one in told:
                copy.write_row(one)
        values = ", ".join(["%s"] * len(shared))
        insert = f"INSERT INTO {table} ({names}, {every}) SELECT {names}, {values} FROM {incoming} ORDER BY id"  # noqa: S608 — our own names
        cursor.execute(insert, common)
        cursor.execute(f"DROP TABLE {incoming}")


def _parameter(name: str, value: Any) -> Any:
    return Jsonb(value) if name in TERM_COLUMNS and value is not None else value


def _sql(name: str, value: Any) -> Any:
    return _encode(value) if name in _JSON else value
