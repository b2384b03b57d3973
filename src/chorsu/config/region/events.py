"""The invented events of the example region, drawn with a fixed seed from `region.yml`. Pure: no database."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Event", "Reported", "live_events", "load", "standing_events"]

_LIVE_SEED = 1
_ROUND_KG = 3
_SHARED_ROUNDINGS = (3, 2, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """One invented seizure, before anybody writes it down; `place` is the position in the agency's places."""

    date: dt.date
    agency: str
    place: int
    substance: str
    quantity: float
    unit: str
    hiding: int
    transport: int
    text: str = ""
    """Words for the substance when they stand for none of the vocabulary's."""


@dataclass(frozen=True, slots=True)
class Reported:
    """An event as one agency reports it."""

    agency: str
    event: Event


def load() -> dict[str, Any]:
    """The file of the example region."""
    text = files("chorsu.config.region").joinpath("region.yml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def standing_events(region: dict[str, Any], upto: dt.date) -> list[Reported]:
    """What had been reported before `upto`: drawn events, the planted double year, slips; by agency and date."""
    chance = random.Random(region["seed"])  # noqa: S311 — a fixed seed is the point
    first = dt.date(region["first_year"], 1, 1)
    days = (upto - first).days
    agencies = {agency["code"]: agency for agency in region["agencies"]}
    drawn = [
        _draw(
            chance, region, _choose(chance, region["agencies"], "share"), first + dt.timedelta(chance.randrange(days))
        )
        for _ in range(region["events"])
    ]
    reported = [Reported(event.agency, event) for event in drawn]
    reported += _double_year(chance, region, agencies)
    reported += _shared_border(chance, region, agencies, upto)
    reported += [Reported(slip["agency"], _slip(slip)) for slip in region["planted"]["slips"]]
    return sorted(reported, key=lambda item: (item.agency, item.event.date))


def live_events(region: dict[str, Any], day: dt.date) -> Iterator[Reported]:
    """What is reported from now on, without end: the same sequence on every installation, dated around `day`."""
    chance = random.Random(region["seed"] + _LIVE_SEED)  # noqa: S311 — a fixed seed is the point
    while True:
        agency = _choose(chance, region["agencies"], "share")
        event = _draw(chance, region, agency, day - dt.timedelta(chance.randrange(3)))
        yield Reported(agency["code"], event)


def _day(chance: random.Random, first: dt.date, days: int) -> dt.date:
    return first + dt.timedelta(chance.randrange(days))


def _choose(chance: random.Random, rows: list[dict[str, Any]], weight: str) -> dict[str, Any]:
    return chance.choices(rows, [row[weight] for row in rows])[0]


def _draw(chance: random.Random, region: dict[str, Any], agency: dict[str, Any], date: dt.date) -> Event:
    substance = _choose(chance, region["substances"], "weight")
    quantity = math.exp(chance.gauss(math.log(substance["median"]), substance["spread"]))
    whole = substance["unit"] not in {"kg", "l"}
    return Event(
        date=date,
        agency=agency["code"],
        place=chance.randrange(len(agency["places"])),
        substance=substance["code"],
        quantity=max(1, round(quantity)) if whole else max(0.001, round(quantity, _ROUND_KG)),
        unit=substance["unit"],
        hiding=chance.randrange(5),
        transport=chance.randrange(5),
    )


def _double_year(chance: random.Random, region: dict[str, Any], agencies: dict[str, Any]) -> Iterator[Reported]:
    planted = region["planted"]["double_year"]
    first = dt.date(planted["year"], 1, 1)
    for number in range(planted["events"]):
        date = _day(chance, first, 365)
        event = _draw(chance, region, agencies[planted["first"]], date)
        while event.unit != "kg":
            event = _draw(chance, region, agencies[planted["first"]], date)
        yield Reported(planted["first"], event)
        yield Reported(planted["second"], _as_told_again(chance, event, planted["second"], number))


def _as_told_again(chance: random.Random, event: Event, agency: str, number: int) -> Event:
    """The second report of an event: most alike, some a day off, some rounded, some with two digits swapped."""
    again = replace(event, agency=agency, hiding=chance.randrange(5), transport=chance.randrange(5))
    if number % 6 == 1:
        return replace(again, date=event.date + dt.timedelta(1))
    if number % 6 == 3:  # noqa: PLR2004 — every sixth, at another place
        return replace(again, quantity=round(event.quantity, 1) or event.quantity)
    return again


def _shared_border(
    chance: random.Random, region: dict[str, Any], agencies: dict[str, Any], upto: dt.date
) -> Iterator[Reported]:
    planted = region["planted"]["shared_border"]
    for number in range(planted["events"]):
        date = upto - dt.timedelta(30 + 40 * number + chance.randrange(20))
        event = replace(_draw(chance, region, agencies[planted["first"]], date), place=0)
        yield Reported(planted["first"], event)
        yield Reported(planted["second"], replace(event, agency=planted["second"], place=0))


def _slip(slip: dict[str, Any]) -> Event:
    return Event(
        date=slip["date"],
        agency=slip["agency"],
        place=slip["place"],
        substance=slip.get("substance", ""),
        quantity=slip["quantity"],
        unit=slip["unit"],
        hiding=4,
        transport=4,
        text=slip.get("text", ""),
    )
