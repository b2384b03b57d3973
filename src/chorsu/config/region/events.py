"""The invented events of the example region, drawn with a fixed seed from `region.yml`. Pure: no database.

A year is drawn by itself, so that what was reported of past years is the same whenever the region is begun.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Event", "Reported", "live_events", "load", "standing_events"]

_LIVE_DAYS = 3
"""A replayed report is of one of the last days, as many as this."""
_RETOLD_LEAST_KG = 0.3
"""The double year holds loads, no street seizures: two of those with equal grams are not worth a look."""
_HUNDRED_KG = 100


@dataclass(frozen=True, slots=True)
class Event:
    """One invented seizure, before anybody writes it down; numbers are positions in the lists of `region.yml`."""

    date: dt.date
    agency: str
    place: int
    substance: str
    quantity: float
    unit: str
    wording: int = 0
    hiding: int = -1
    transport: int = -1
    origin: str = ""
    destination: str = ""
    text: str = ""
    """Words for the substance when they stand for none of the vocabulary's."""
    date_text: str = ""
    """What stands in the date's cell when it is no date."""


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
    reported = [item for year in range(region["first_year"], upto.year + 1) for item in _year(region, year)]
    reported += _double_year(region)
    reported += _shared_border(region)
    reported += [Reported(slip["agency"], Event(**slip)) for slip in map(_complete, region["planted"]["slips"])]
    past = [item for item in reported if item.event.date < upto]
    return sorted(past, key=lambda item: (item.agency, item.event.date))


def live_events(region: dict[str, Any], today: Callable[[], dt.date]) -> Iterator[Reported]:
    """What is reported from now on, without end: the same sequence on every installation, of the last days."""
    chance = _chance(region, "live")
    planted = region["planted"]
    agencies = _agencies(region)
    while True:
        agency = _choose(chance, region["agencies"])
        event = _draw(chance, region, agency, today() - dt.timedelta(chance.randrange(_LIVE_DAYS)))
        yield Reported(agency["code"], event)
        again = chance.random() < planted["told_again_live"]
        if again and agency["code"] == planted["double_year"]["first"] and event.unit == "kg":
            second = agencies[planted["double_year"]["second"]]
            yield Reported(second["code"], _as_told_again(chance, region, event, second, 0))


def _chance(region: dict[str, Any], purpose: str) -> random.Random:
    return random.Random(f"{region['seed']} {purpose}")  # noqa: S311 — a fixed seed is the point


def _agencies(region: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {agency["code"]: agency for agency in region["agencies"]}


def _choose(chance: random.Random, agencies: list[dict[str, Any]]) -> dict[str, Any]:
    return chance.choices(agencies, [agency["share"] for agency in agencies])[0]


def _complete(slip: dict[str, Any]) -> dict[str, Any]:
    return {"substance": "", **slip}


def _year(region: dict[str, Any], year: int) -> Iterator[Reported]:
    chance = _chance(region, str(year))
    for _ in range(region["events_a_year"]):
        agency = _choose(chance, region["agencies"])
        yield Reported(agency["code"], _draw(chance, region, agency, _day(chance, year)))


def _day(chance: random.Random, year: int) -> dt.date:
    return dt.date(year, 1, 1) + dt.timedelta(chance.randrange(365))


def _draw(chance: random.Random, region: dict[str, Any], agency: dict[str, Any], date: dt.date) -> Event:
    years = date.year - region["first_year"]
    weights = [share * region["substances"][code]["yearly"] ** years for code, share in agency["mix"].items()]
    code = chance.choices(list(agency["mix"]), weights)[0]
    substance = region["substances"][code]
    quantity = _quantity(chance, region, substance)
    hiding, transport = _manner(chance, region, quantity * substance.get("kg_each", 1))
    return Event(
        date=date,
        agency=agency["code"],
        place=chance.randrange(len(agency["places"])),
        substance=code,
        quantity=quantity,
        unit=substance["unit"],
        wording=chance.randrange(12),
        hiding=hiding,
        transport=transport,
        origin=chance.choice(substance["origins"]),
        destination=chance.choice(agency["destinations"]),
    )


def _quantity(chance: random.Random, region: dict[str, Any], substance: dict[str, Any]) -> float:
    """A load or a street seizure, written as precisely as scales of that size are read; sometimes a round number."""
    size = region["street"] if chance.random() < substance["small"] else substance
    drawn = math.exp(chance.gauss(math.log(size["median"]), size["spread"]))
    if chance.random() < region["round_share"]:
        return _round_number(drawn)
    if substance["unit"] == "kg":
        return _as_weighed(drawn)
    return max(1, round(drawn))


def _as_weighed(kg: float) -> float:
    if kg < 1:
        return max(0.001, round(kg, 3) if kg > 0.01 else round(kg, 4))  # noqa: PLR2004 — below 10 g, tenths of a gram
    return round(kg, 1 if kg > _HUNDRED_KG else 2)


def _round_number(drawn: float) -> float:
    step: float = 10 ** math.floor(math.log10(drawn)) / 2
    return round(max(step, round(drawn / step) * step), 4)


def _manner(chance: random.Random, region: dict[str, Any], kg: float) -> tuple[int, int]:
    """A hiding place that holds such a load, and a transport that has such a hiding place: positions in the lists."""
    fitting = [number for number, row in enumerate(region["hiding"]) if row["least"] <= kg <= row["most"]]
    if not fitting:
        return -1, -1
    hiding = chance.choice(fitting)
    means = [row["code"] for row in region["transport"]]
    return hiding, means.index(chance.choice(region["hiding"][hiding]["by"]))


def _double_year(region: dict[str, Any]) -> Iterator[Reported]:
    planted, agencies = region["planted"]["double_year"], _agencies(region)
    chance = _chance(region, "double year")
    for number in range(planted["events"]):
        event = _load_of(chance, region, agencies[planted["first"]], _day(chance, planted["year"]))
        yield Reported(planted["first"], event)
        second = agencies[planted["second"]]
        yield Reported(planted["second"], _as_told_again(chance, region, event, second, number))


def _load_of(chance: random.Random, region: dict[str, Any], agency: dict[str, Any], date: dt.date) -> Event:
    while True:
        event = _draw(chance, region, agency, date)
        if event.unit == "kg" and event.quantity >= _RETOLD_LEAST_KG:
            return event


def _as_told_again(
    chance: random.Random, region: dict[str, Any], event: Event, agency: dict[str, Any], number: int
) -> Event:
    """The second report of an event: most alike, some a day off, some rounded, with manners of its own."""
    hiding, transport = _manner(chance, region, event.quantity)
    again = replace(
        event,
        agency=agency["code"],
        hiding=hiding,
        transport=transport,
        destination=chance.choice(agency["destinations"]),
    )
    if number % 6 == 1 and event.date.day > 1:
        return replace(again, date=event.date - dt.timedelta(1))
    if number % 6 == 3:  # noqa: PLR2004 — every sixth, at another place
        return replace(again, quantity=round(event.quantity, 1))
    return again


def _shared_border(region: dict[str, Any]) -> Iterator[Reported]:
    """Seizures that both sides of a border report, one a year; the first place of each faces the other's."""
    planted, agencies = region["planted"]["shared_border"], _agencies(region)
    chance = _chance(region, "shared border")
    for number in range(planted["events"]):
        date = _day(chance, region["first_year"] + number)
        event = replace(_load_of(chance, region, agencies[planted["first"]], date), place=0)
        yield Reported(planted["first"], event)
        yield Reported(planted["second"], replace(event, agency=planted["second"], wording=0))
