"""To what the journal commits of a seizure, and how that is found again in the data bank for any of its versions.

Beside the content of a version (`records.contents`) an entry commits to the counts of persons, of protected ones too,
and to the reason. Whoever changed it and when is compared with the entry itself. Reads as the worker.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from chorsu.handling.astray import astray_sql
from chorsu.journal.contents import defaults_of
from chorsu.journal.stating import stated
from chorsu.records.apart import APART, apart
from chorsu.records.contents import LOT_FIELDS, SEIZURE_FIELDS, content
from chorsu.records.erasures.models import ABOUT_ERASING
from chorsu.records.models import (
    Erasure,
    Identifier,
    Lot,
    Persons,
    PersonsBefore,
    Sanitised,
    Seizure,
    Version,
    Withheld,
)
from chorsu.records.withheld import SOURCE

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Mapping, Sequence

    from chorsu.journal.contents import Kept

__all__ = ["ASTRAY", "STANDING", "committed", "rebuild_seizures"]

STANDING = "SELECT id, version FROM records_seizure"
"""Everything of which an entry must tell."""
ASTRAY = astray_sql(
    "records_seizure",
    dict.fromkeys(
        (
            "records_lot",
            "records_persons",
            "records_persons_before",
            "records_identifier",
            "records_version",
            "records_photograph",
        ),
        "seizure_id",
    ),
)
"""Rows of a record that reach others than it does."""
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_OF_THE_ROW = ("id", "version", "recorded_at", "changed_at")
type _Place = tuple[uuid.UUID, int]
"""A seizure and one of its versions."""


def committed(said: Mapping[str, Any], persons: Mapping[str, int], reason: str = "") -> dict[str, Any]:
    """What is committed to: `said` is a content of `records.contents`; a count of nobody states nothing.

    Identifiers that are their provider's own are in no version that others see, and so are not committed to.
    """
    found = stated({**said, "lots": None, "identifiers": None, "reason": reason}, _defaults(Seizure))
    if told := [one for one in said.get("identifiers", ()) if "own" not in one]:
        found["identifiers"] = told
    found["lots"] = [stated(lot, _defaults(Lot)) for lot in said.get("lots", ())]
    counted = {status: count for status, count in persons.items() if count}
    return found | {"persons": counted} if counted else found


def rebuild_seizures(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of the version of each entry, by number."""
    found = _erased([entry for entry in entries if entry.kind == "seizure.erased"])
    found |= _sanitised([entry for entry in entries if entry.kind == "seizure.sanitised"])
    found |= {entry.number: {} for entry in entries if entry.kind in ABOUT_ERASING}
    answered = {"seizure.erased", "seizure.sanitised", *ABOUT_ERASING}
    entries = [entry for entry in entries if entry.kind not in answered]
    ids = list({entry.record for entry in entries})
    rows = _Rows(ids)
    versions = _versions(entries)
    persons = _Counts(ids)
    for entry in entries:
        row = rows.of.get(entry.record)
        if row is None:
            continue
        newest = row["version"] == entry.version
        kept = versions.get((entry.record, entry.version))
        if newest:
            said = rows.content(entry.record)
        elif kept is not None:
            said = kept.content
        else:
            continue
        before = versions.get((entry.record, entry.version - 1))
        told = committed(said, persons.at(entry.record, entry.version), before.reason if before else "")
        if newest:
            told[APART] = rows.apart(entry.record)
        found[entry.number] = told | _told_otherwise(entry, row, before, newest=newest)
    return found


def _erased(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What stays of records that were erased: on which ground, by whom and when."""
    rows = Erasure.objects.in_bulk([entry.record for entry in entries])
    found = {}
    for entry in entries:
        row = rows.get(entry.record)
        if row is not None:
            same = (row.version, row.by, row.at) == (entry.version, entry.actor, entry.at)
            found[entry.number] = {"ground": row.ground, "words": row.words} | ({} if same else {"told_by": row.by})
    return found


def _sanitised(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """The ties of sanitised versions; the tie to a source that was erased is gone, and the entry alone tells of it."""
    rows = Sanitised.objects.in_bulk([entry.record for entry in entries])
    sources = {str(entry.said.get("source")) for entry in entries if entry.record not in rows}
    gone = {str(pk) for pk in Erasure.objects.filter(pk__in=sources - {"None"}).values_list("pk", flat=True)}
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        row = rows.get(entry.record)
        if row is not None:
            same = (row.by, row.at) == (entry.actor, entry.at)
            found[entry.number] = {"source": row.source_id, "how": row.how} | ({} if same else {"told_by": row.by})
        elif entry.said.get("source") in gone:
            found[entry.number] = {}
    return found


class _Rows:
    """What stands now of seizures: their rows with what is withheld of them, their lots and identifiers."""

    def __init__(self, ids: Collection[uuid.UUID]) -> None:
        found = Seizure.objects.filter(pk__in=ids).values(*_OF_THE_ROW, *SEIZURE_FIELDS)
        self.of: dict[uuid.UUID, dict[str, Any]] = {row["id"]: row for row in found}
        self._flags = {pk: row["flags"] for pk, row in self.of.items()}
        self._parts: dict[uuid.UUID, list[Withheld]] = defaultdict(list)
        for part in Withheld.objects.filter(seizure__in=ids):
            self._parts[part.seizure_id].append(part)
            if part.seizure_id in self.of:
                _put_back(self.of[part.seizure_id], part)
        self._lots: dict[uuid.UUID, list[Lot]] = defaultdict(list)
        for lot in Lot.objects.filter(seizure__in=ids).order_by("number"):
            self._lots[lot.seizure_id].append(lot)
        self._identifiers: dict[uuid.UUID, list[Identifier]] = defaultdict(list)
        for one in Identifier.objects.filter(seizure__in=ids):
            self._identifiers[one.seizure_id].append(one)

    def content(self, pk: uuid.UUID) -> dict[str, Any]:
        """The content of the newest version."""
        return content(self.of[pk], map(vars, self._lots[pk]), map(vars, self._identifiers[pk]))

    def apart(self, pk: uuid.UUID) -> dict[str, Any]:
        """What is marked more narrowly than the seizure."""
        return apart(self._flags[pk], self._parts[pk], self._lots[pk], self._identifiers[pk])


def _put_back(row: dict[str, Any], part: Withheld) -> None:
    """What a part says that is marked by itself, where the row says nothing; with the cells go all doubts in order."""
    for name, value in part.values.items():
        if row[name] in _EMPTY:
            row[name] = value
    if part.part == SOURCE:
        row["flags"] = part.flags


def _versions(entries: Sequence[Kept]) -> dict[_Place, Version]:
    """The versions kept of the seizures of these entries, as far as an entry needs them."""
    numbers = {number for entry in entries for number in (entry.version, entry.version - 1)}
    ids = {entry.record for entry in entries}
    rows = Version.objects.filter(seizure__in=ids, version__in=numbers)
    return {(row.seizure_id, row.version): row for row in rows}


def _told_otherwise(entry: Kept, row: Mapping[str, Any], before: Version | None, *, newest: bool) -> dict[str, Any]:
    """Nothing, where what stands beside a content agrees with the entry; else what does not."""
    told: dict[str, Any] = {"act": "recorded", "by": entry.actor, "at": row["recorded_at"]}
    if before is not None:
        told = {"act": before.act, "by": before.by, "at": before.at}
    true = {"act": entry.kind.partition(".")[2], "by": entry.actor, "at": entry.at}
    if newest:
        told["changed_at"], true["changed_at"] = row["changed_at"], entry.at
    return {f"told_{name}": value or "nobody" for name, value in told.items() if value != true[name]}


class _Counts:
    """Counts of persons of seizures at any version."""

    def __init__(self, ids: Collection[uuid.UUID]) -> None:
        self._now: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
        rows = Persons.objects.filter(seizure__in=ids)
        for pk, status, count in rows.values_list("seizure_id", "status", "count"):
            self._now[pk][status] = count
        self._before: dict[uuid.UUID, list[tuple[int, str, int]]] = defaultdict(list)
        kept = PersonsBefore.objects.filter(seizure__in=ids).order_by("-version")
        for pk, version, status, count in kept.values_list("seizure_id", "version", "status", "count"):
            self._before[pk].append((version, status, count))

    def at(self, pk: uuid.UUID, version: int) -> dict[str, int]:
        """The counts as that version told them: the newest, with what each later act changed put back."""
        changed = {status: count for number, status, count in self._before[pk] if number >= version}
        return {**self._now[pk], **changed}


@cache
def _defaults(model: type[Seizure | Lot]) -> dict[str, Any]:
    return defaults_of(model, SEIZURE_FIELDS if model is Seizure else LOT_FIELDS)
