"""A record as programs get it: what its page tells, in codes and plain values."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from ninja import Schema
from pydantic import Field

from chorsu.api.naming import Named
from chorsu.kernel.clock import now
from chorsu.records.models import PROTECTED, Photograph
from chorsu.records.persons import persons_before
from chorsu.records.release_rules.selectors import BY_RULE
from chorsu.records.selectors import history, others
from chorsu.records.updates import SENT_AGAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.api.naming import Names
    from chorsu.handling.rules import Actor
    from chorsu.records.models import Seizure, Version
    from chorsu.records.selectors import Event, Record

__all__ = ["RecordPage", "RecordShort", "RecordWhole", "short_of", "whole_of"]

_PLAIN = (
    "crime_area", "narrative", "sender_key", "country", "admin1", "place", "place_id", "latitude", "longitude",
    "concealment", "conveyance", "installation", "origin", "departure", "destination", "routing", "flags", "changes",
    "withdrawn", "synthetic", "recorded_at", "seized_at",
)  # fmt: skip
_OF_A_LOT = (
    "number", "kind", "item", "substance", "substance_group", "substance_text", "quantity", "unit", "kg", "kg_basis",
    "currency", "state", "low", "high", "purity", "sample", "method", "packages", "markings", "doubts",
)  # fmt: skip
_BEFORE = (
    "seized_on", "seized_at", "country", "admin1", "place", "crime_area", "narrative", "concealment", "conveyance",
    "installation", "origin", "departure", "destination", "routing",
)  # fmt: skip
_LOT_BEFORE = (
    "number", "substance", "quantity", "unit", "currency", "state", "purity", "sample", "method", "packages",
    "markings",
)  # fmt: skip
_CHANGING = {"seizure.corrected", "seizure.recounted", "seizure.weighed", "seizure.confirmed"}


class Lot(Schema):
    """One substance, or other goods, with one quantity in its base unit; `kg` where the reported unit allows."""

    number: int
    kind: str = Field(examples=["drug"])
    item: str
    substance: str = Field(examples=["heroin"])
    substance_group: str
    substance_text: str
    quantity: float | None
    unit: str = Field(examples=["kg"])
    kg: float | None
    kg_basis: str
    currency: str
    state: str
    low: float | None
    high: float | None
    purity: float | None
    sample: str
    method: str
    packages: int | None
    markings: str
    doubts: list[str]


class Conditions(Schema):
    """Under which conditions the provider lets the record be used (docs/handling.md)."""

    use: list[str] = Field(examples=[["H0"]])
    restriction: str
    dissemination: list[str]
    grading: str
    tlp: str
    purposes: list[str]
    review_by: dt.datetime | None
    released_until: dt.datetime | None = Field(description="When the release to you ends; null: no end is set.")


class RecordShort(Schema):
    """A record as a list tells it."""

    id: uuid.UUID
    provider: Named
    provided: bool = Field(description="Whether the bearer's authority rules it.")
    day: str = Field(description="As it was told: a day, a month (`2026-03`) or a year.", examples=["2026-03-01"])
    seized_at: dt.datetime | None
    recorded_at: dt.datetime
    crime_area: str
    narrative: str
    sender_key: str
    country: str
    admin1: str
    place: str
    place_id: str
    latitude: float | None
    longitude: float | None
    concealment: str
    conveyance: str
    installation: str
    origin: str
    departure: str
    destination: str
    routing: str
    flags: list[str]
    changes: list[str]
    withdrawn: bool
    synthetic: bool
    handling: Conditions
    lots: list[Lot]


class RecordPage(Schema):
    """A page of records, and the cursors of those before and after it; null where there is none."""

    records: list[RecordShort]
    next: str | None
    previous: str | None


class Count(Schema):
    """How many persons of a status; `protected`: the provider's and its state's liaison officers' alone."""

    status: str
    count: int
    protected: bool


class Identifier(Schema):
    """An identifier that the record tells of; `own`: its provider's alone."""

    kind: str
    written: str
    normal: str
    own: bool


class Picture(Schema):
    """A photograph; its bytes lie at `/records/{record}/photographs/{id}/{large|small}`."""

    id: uuid.UUID
    number: int
    kind: str
    version: int
    taken_back: bool


class OtherReport(Schema):
    """Another report of the event, how sure that is, and whether it is the one counted."""

    id: uuid.UUID
    state: str
    counted: bool
    derived: bool


class Source(Schema):
    """Where it was read: the file (null for who may not know its name), sheet, row, and the row as received."""

    file: str | None
    sheet: str
    row: int
    cells: list[list[str]]


class Happened(Schema):
    """One line of the history; `before`: what the record said before, where the act changed that."""

    kind: str
    version: int
    at: dt.datetime
    by: str | None
    reason: str
    entry: str
    before: dict[str, Any] | None


class RecordWhole(RecordShort):
    """A record with all that its page tells."""

    persons: list[Count]
    identifiers: list[Identifier]
    photographs: list[Picture]
    others: list[OtherReport]
    source: Source
    history: list[Happened]


def short_of(seizure: Seizure, actor: Actor, names: Names) -> dict[str, Any]:
    """A record as `RecordShort` has it."""
    marking = seizure.marking
    mine = marking.provider in actor.provides
    ends = marking.end_for(marking.named - {marking.provider} if mine else actor.principals, now())
    said = {name: getattr(seizure, name) for name in _PLAIN}
    return said | {
        "id": seizure.pk,
        "provider": names.of(seizure.provider_id),
        "provided": mine,
        "day": str(seizure.day),
        "lots": [{name: getattr(lot, name) for name in _OF_A_LOT} for lot in seizure.lots.all()],
        "handling": {
            "use": seizure.use_codes,
            "restriction": seizure.restriction,
            "dissemination": seizure.dissemination_codes,
            "grading": f"{seizure.source_grade}{seizure.information_grade}",
            "tlp": seizure.tlp,
            "purposes": seizure.purposes,
            "review_by": seizure.review_by,
            "released_until": ends,
        },
    }


def whole_of(found: Record, actor: Actor, names: Names) -> dict[str, Any]:
    """A record as `RecordWhole` has it."""
    seizure = found.seizure
    recounted = persons_before([seizure.pk])[seizure.pk]
    return short_of(seizure, actor, names) | {
        "persons": [
            {"status": one.status, "count": one.count, "protected": one.status in PROTECTED}
            for one in seizure.persons.all()
        ],
        "identifiers": [
            {"kind": one.kind, "written": one.written, "normal": one.normal, "own": one.only_for is not None}
            for one in seizure.identifiers.all()
        ],
        "photographs": [
            {"taken_back": not one.large} | {name: getattr(one, name) for name in ("id", "number", "kind", "version")}
            for one in Photograph.objects.filter(seizure=seizure)
        ],
        "others": [
            {"id": one.seizure.pk, "state": one.link.state, "counted": one.counted, "derived": one.derived}
            for one in others(seizure)
        ],
        "source": {
            "file": found.file_name or None,
            "sheet": seizure.sheet,
            "row": seizure.row,
            "cells": [[str(header), str(text)] for header, text in seizure.source_cells],
        },
        "history": [_happened(event, recounted) for event in history(found)],
    }


def _happened(event: Event, recounted: Mapping[int, Mapping[str, int]]) -> dict[str, Any]:
    told = event.before if event.kind in _CHANGING else None
    return {
        "kind": event.kind,
        "version": event.version,
        "at": event.at,
        "by": event.by or None,
        "reason": next((known for known in (BY_RULE, SENT_AGAIN) if event.reason.startswith(known)), event.reason),
        "entry": event.entry,
        "before": None if told is None else _before(told, recounted.get(told.version, {})),
    }


def _before(version: Version, persons: Mapping[str, int]) -> dict[str, Any]:
    """What a version said, as far as its page tells it."""
    content = version.content
    said = {name: content.get(name) for name in _BEFORE}
    lots = [{name: lot.get(name) for name in _LOT_BEFORE} for lot in content.get("lots", [])]
    written = [one["written"] for one in content.get("identifiers", [])]
    return said | {"lots": lots, "identifiers": written, "persons": dict(persons)}
