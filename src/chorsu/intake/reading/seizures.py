"""Seizures: lots of one date, place and agency with what else is told of them. Owns the assembly, no reading of words.

A total stated beside its parts ("12 кг наркотиков, в том числе 10 кг героина") is kept apart from the lots, so that
nothing is counted twice.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chorsu.intake.reading.agencies import listed, whole_service
from chorsu.intake.reading.doubts import DOUBTED
from chorsu.intake.reading.eradications import destroyed
from chorsu.intake.reading.grouping import Group, grouped
from chorsu.intake.reading.lots import linking
from chorsu.intake.reading.substances import GENERIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.agencies import Agency
    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.detained import Persons
    from chorsu.intake.reading.lots import Lot
    from chorsu.intake.reading.places import Where
    from chorsu.intake.reading.quantities import Amount
    from chorsu.intake.reading.seen import Seen
    from chorsu.intake.reading.values import Value

__all__ = ["Around", "Seizure", "assembled"]

_SUM = 0.005
_OVER = 0.98
_NEAR_TOTAL = 40
_HOME, _OF_AGENCY = 0.5, 0.4
"""How sure a place is that only the home of a person, or the region of an agency, tells."""
_WIDE = frozenset({"country", "region"})
_NOT_SCENES = frozenset({"country", "river", "sea"})
_MISSING, _LEAST = 0.1, 0.05
"""What a missing date or place costs the confidence, and the least that is left."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the other finders read of a text, all in text order."""

    dates: Sequence[Value[When]] = ()
    places: Sequence[Value[Where]] = ()
    agencies: Sequence[Value[Agency]] = ()
    concealments: Sequence[Value[str]] = ()
    conveyances: Sequence[Value[str]] = ()
    persons_detained: Sequence[Value[Persons]] = ()
    nationalities: Sequence[Value[str]] = ()


@dataclass(slots=True)
class Seizure:
    """One seizure. Empty where the text does not tell; `kind` is `seizure` or `eradication`."""

    lots: list[Lot]
    kind: str = "seizure"
    date: Value[When] | None = None
    place: Value[Where] | None = None
    country: str = ""
    agency: Value[Agency] | None = None
    concealment: Value[str] | None = None
    conveyance: Value[str] | None = None
    departure: Value[Where] | None = None
    transit: list[Value[Where]] = field(default_factory=list)
    destination: Value[Where] | None = None
    arrested: Value[Persons] | None = None
    wanted: Value[Persons] | None = None
    nationalities: list[Value[str]] = field(default_factory=list)
    total: Value[Amount] | None = None
    confidence: float = 0.0


def assembled(seen: Seen, lots: Sequence[Lot], totals: Sequence[Value[Amount]], around: Around) -> list[Seizure]:
    """The seizures that the lots of a text make, in text order."""
    days = [one for one in around.dates if one.value.role == "event" and _is_time_of_event(one.value)]
    at = _scenes(around.places)
    groups = grouped(seen, lots, days, at)
    made = [_seizure(seen, group, around, alone=len(groups) == 1) for group in groups]
    for one in made:
        _set_total(seen, one, totals, only=len(made) == 1)
        _share(one, around)
    return [one for one in made if one.lots]


def _scenes(places: Sequence[Value[Where]]) -> list[Value[Where]]:
    """Places where something happened; where no words say so, those without any role, but no whole country.

    Failing these, where somebody was jailed.
    """
    told = [one for one in places if one.value.role == "at"]
    narrow = [one for one in told if one.value.kind not in _NOT_SCENES]
    bare = [one for one in places if not one.value.role and one.value.kind != "country"]
    return (told if narrow else bare or told) or [one for one in places if one.value.role == "held"]


def _is_time_of_event(when: When) -> bool:
    return when.kind != "period"


def _seizure(seen: Seen, group: Group, around: Around, *, alone: bool) -> Seizure:
    def own[T](values: Sequence[Value[T]]) -> list[Value[T]]:
        return list(values) if alone else [one for one in values if group.holds(seen.place(one)[0])]

    places = own(around.places)
    roles = {role: [one for one in places if one.value.role == role] for role in ("from", "via", "to")}
    seizure = Seizure(list(group.lots))
    seizure.kind = "eradication" if destroyed(seen, group.lots, group.holds) else "seizure"
    seizure.date = next(iter(group.dates), None) or _reported(own(around.dates))
    seizure.place = _scene(seen, group) or _inferred(seen, group, places)
    seizure.agency = _agency(seen, group, own(around.agencies))
    seizure.concealment = _most_telling([one for one in own(around.concealments) if not _grows(seizure, one)])
    seizure.conveyance = next(iter(own(around.conveyances)), None)
    seizure.departure = next(iter(roles["from"]), None)
    seizure.transit = roles["via"]
    seizure.destination = next(iter(roles["to"]), None)
    counts = own(around.persons_detained)
    seizure.arrested = _greatest(counts, "arrested")
    seizure.wanted = _greatest(counts, "wanted")
    seizure.nationalities = _distinct(own(around.nationalities))
    return seizure


def _agency(seen: Seen, group: Group, agencies: Sequence[Value[Agency]]) -> Value[Agency] | None:
    """The first agency told; where that is an office of no list, one of the list in the sentence of the lots."""
    first = next(iter(agencies), None)
    if first is None or first.value.code:
        return first
    whole = whole_service(first.value) if first.value.national else ""
    if whole:
        return replace(first, value=listed(whole))
    clauses = {seen.sentence(seen.view.place(lot.start, lot.end)[0]) for lot in group.lots}
    of_list = (one for one in agencies if one.value.code and seen.sentence(seen.place(one)[0]) in clauses)
    return next(of_list, first)


def _reported(dates: Sequence[Value[When]]) -> Value[When] | None:
    return next((one for one in dates if one.value.role == "reported" and one.value.kind == "day"), None)


def _scene(seen: Seen, group: Group) -> Value[Where] | None:
    """The place of the event: the most precise in the clause of the first lot, else the first of the seizure."""
    if not group.places:
        return None
    at = min(seen.view.place(lot.start, lot.end)[0] for lot in group.lots)
    clause = next((span for span in group.clauses if span[0] <= at < span[1]), None)
    inside = [one for one in group.places if clause and clause[0] <= seen.place(one)[0] < clause[1]]
    candidates = inside or group.places
    narrow = [one for one in candidates if one.value.kind != "country"]
    first = next((one for one in narrow if one.value.iso), next(iter(narrow), candidates[0]))
    if first.value.kind != "region":
        return first
    within = (one for one in candidates if one.value.iso == first.value.iso and one.value.kind not in _WIDE)
    return next(within, first)


def _inferred(seen: Seen, group: Group, places: Sequence[Value[Where]]) -> Value[Where] | None:
    """Where nobody says where: the home of a person told of beside the lots, or the one region of the agencies."""
    clauses = {seen.sentence(seen.view.place(lot.start, lot.end)[0]) for lot in group.lots}
    homes = [one for one in places if one.value.role == "home" and seen.sentence(seen.place(one)[0]) in clauses]
    if homes:
        return replace(homes[0], confidence=min(homes[0].confidence, _HOME))
    regions = [one for one in places if one.value.role == "part of a name" and one.value.iso]
    if len({one.value.iso for one in regions}) == 1:
        return replace(regions[0], confidence=min(regions[0].confidence, _OF_AGENCY))
    elsewhere = [one for one in places if one.value.role == "home"]
    if len({one.value.iso for one in elsewhere}) == 1:
        return replace(elsewhere[0], confidence=min(elsewhere[0].confidence, _OF_AGENCY))
    ends = [one for one in places if one.value.role == "to" and one.value.iso]  # "crossed into", "mailed to"
    if len({one.value.iso for one in ends}) == 1:
        return replace(ends[0], confidence=min(ends[0].confidence, _OF_AGENCY))
    return None


def _grows(seizure: Seizure, hidden: Value[str]) -> bool:
    """Whether plants stand where they grow: in a garden nothing is thereby hidden."""
    return hidden.value == "residence" and all(lot.amount.value.unit == "plant" for lot in seizure.lots)


def _most_telling(values: Sequence[Value[str]]) -> Value[str] | None:
    return max(values, key=lambda one: (one.value != "other", one.confidence, -one.start), default=None)


def _greatest(counts: Sequence[Value[Persons]], what: str) -> Value[Persons] | None:
    """The largest number told, with those told of besides: a notice names one person first and all of them later."""
    best: Value[Persons] | None = None
    most = current = 0
    for one in counts:
        if one.value.what != what or not one.value.number:
            continue
        current = current + one.value.number if one.value.more else one.value.number
        if best is None or current > most or (current == most and one.confidence > best.confidence):
            best, most = one, current
    return best and replace(best, value=replace(best.value, number=most))


def _distinct(values: Sequence[Value[str]]) -> list[Value[str]]:
    seen: dict[str, Value[str]] = {}
    for one in values:
        seen.setdefault(one.value, one)
    return list(seen.values())


def _set_total(seen: Seen, seizure: Seizure, totals: Sequence[Value[Amount]], *, only: bool) -> None:
    """Take a stated total out of the lots: "drugs" beside named ones, or a sum of the others."""
    for lot in seizure.lots:
        if len(seizure.lots) > 1 and _is_total(seen, lot, [one for one in seizure.lots if one is not lot]):
            seizure.total = lot.amount
            seizure.lots.remove(lot)
            return
    if only and seizure.total is None:
        mass = _sum(seizure.lots, "kg")
        stated = [one for one in totals if one.value.base[1] == "kg" and one.value.base[0] >= mass * _OVER]
        found = [one for one in stated if _announced(seen, one)]
        seizure.total = next(iter(found), None)


def _is_total(seen: Seen, lot: Lot, others: Sequence[Lot]) -> bool:
    quantity, unit = lot.amount.value.base
    rest = _sum(others, unit)
    if lot.code in GENERIC:
        return 0.0 < rest * _OVER <= quantity
    kin = [one for one in others if one.amount.value.base[1] == unit]
    adds_up = len(kin) > 1 and math.isclose(quantity, rest, rel_tol=_SUM)
    return adds_up and (_announced(seen, lot.amount) or _parts_follow(seen, lot))


def _sum(lots: Sequence[Lot], unit: str) -> float:
    return math.fsum(lot.amount.value.base[0] for lot in lots if lot.amount.value.base[1] == unit)


def _announced(seen: Seen, amount: Value[Amount]) -> bool:
    """Whether a word for a total stands close before the amount, in its clause."""
    start, _ = seen.place(amount)
    near = [found for found in seen.find(linking(seen.language, "total")) if 0 <= start - found.end < _NEAR_TOTAL]
    return any(not re.search(r"[,.;]\s", seen.view.plain[found.end : start]) for found in near)


def _parts_follow(seen: Seen, lot: Lot) -> bool:
    end = seen.view.place(lot.start, lot.end)[1]
    return any(0 <= found.start - end < _NEAR_TOTAL for found in seen.find(linking(seen.language, "parts")))


def _share(seizure: Seizure, around: Around) -> None:
    """What a text says once for all its seizures, agency and country; and how sure the seizure is."""
    if seizure.agency is None:
        seizure.agency = next(iter(around.agencies), None)
    place = seizure.place.value if seizure.place else None
    seizure.country = (place.country if place else "") or _country(around, seizure)
    told = [one.confidence for one in (seizure.date, seizure.place) if one is not None]
    sure = [*(lot.confidence for lot in seizure.lots), *told]
    mean = math.fsum(sure) / (len(sure) or 1)
    surest = DOUBTED if all(lot.confidence <= DOUBTED for lot in seizure.lots) else 1.0
    seizure.confidence = round(min(surest, max(_LEAST, mean - _MISSING * (2 - len(told)))), 2)


def _country(around: Around, seizure: Seizure) -> str:
    agency = seizure.agency.value.country if seizure.agency else ""
    countries = [one.value.country for one in around.places if one.value.role in {"at", ""} and one.value.country]
    return agency or next(iter(countries), "")
