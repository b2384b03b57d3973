"""Seizures as entities of FollowTheMoney, one JSON object a line, built by hand from its published schema (4.11).

A seizure is an `Event`, its place an `Address` that the event leads to. Persons are in no download, hence no `Person`
here. How a record may be used stands in the `notes` of its event.
"""

from __future__ import annotations

import hashlib
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["entities_of", "written"]

type Line = dict[str, Any]
type Entity = dict[str, Any]

_HANDLING = ("use", "restriction", "dissemination", "grading", "tlp", "purposes", "released_until", "review_by")
_TOPICS = {"drugs": "crime.traffick.drug"}
"""Crime areas that the topics of FollowTheMoney know; others are `crime`."""


def written(lines: Iterator[Line], note: str) -> Iterator[bytes]:
    """The entities of lines as `records.exports` makes them, those of one record beside each other; the note first."""
    if note:
        yield _json(_entity("chorsu-note", "Note", name=["Chorsu"], description=[note]))
    known: set[str] = set()
    for _record, lots in groupby(lines, key=lambda line: line["record"]):
        for entity in entities_of(list(lots)):
            if entity["id"] not in known:
                yield _json(entity)
            if entity["schema"] == "Address":
                known.add(entity["id"])


def entities_of(lots: list[Line]) -> list[Entity]:
    """The event of one seizure, given as its lines (one a lot), after its place where it has one."""
    first = lots[0]
    place = _place(first)
    what = [words for lot in lots if (words := _what(lot))]
    name = " · ".join(part for part in (", ".join(what[:3]), first["place"], first["seizure_date"]) if part)
    event = _entity(
        f"chorsu-{first['record']}",
        "Event",
        name=[name],
        summary=["; ".join(what)],
        date=[first["seizure_date"]],
        country=[first["country"].lower()],
        location=[_where(first)],
        addressEntity=[place["id"]] if place else [],
        recordId=[first["record"]],
        publisher=[first["provider"]],
        topics=[_TOPICS.get(first["crime_area"], "crime")],
        keywords=sorted(
            {lot["substance"] or lot["item"] for lot in lots} | {"SYNTHETIC" if first["synthetic"] else ""}
        ),
        notes=["; ".join(f"{key}: {first[key]}" for key in _HANDLING if first[key])],
    )
    return [place, event] if place else [event]


def _what(lot: Line) -> str:
    amount = "" if lot["quantity"] is None else f"{lot['quantity']:g} {lot['unit'] or lot['currency'] or ''}".strip()
    return " ".join(part for part in (lot["substance_name"] or lot["item"] or lot["goods"], amount) if part)


def _where(line: Line) -> str:
    return ", ".join(part for part in (line["place"], line["admin1_name"], line["country_name"]) if part)


def _place(line: Line) -> Entity | None:
    full = _where(line)
    if not full:
        return None
    position = [line[axis] for axis in ("latitude", "longitude")]
    told = "|".join(map(str, (line["place_id"], full, *position)))
    at = ["" if value is None else f"{value:.6f}" for value in position]
    return _entity(
        f"chorsu-place-{hashlib.sha256(told.encode()).hexdigest()[:24]}",
        "Address",
        name=[full],
        full=[full],
        city=[line["place"]],
        region=[line["admin1_name"]],
        country=[line["country"].lower()],
        latitude=at[:1],
        longitude=at[1:],
    )


def _entity(identifier: str, schema: str, **properties: list[str]) -> Entity:
    said = {name: kept for name, values in properties.items() if (kept := [value for value in values if value])}
    return {"id": identifier, "schema": schema, "properties": said}


def _json(entity: Entity) -> bytes:
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"
