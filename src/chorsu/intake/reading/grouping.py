"""Which lots are one seizure: same date, place and agency; two events in a text, one event told twice.

A text is walked in clauses. A clause with lots of its own and another day, or another region, than the one before
begins a seizure; a day named behind the lots ("Случай произошёл 10 ноября") belongs to the seizure that has none yet.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from chorsu.intake.reading.eradications import destroyed, is_plants

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.lots import Lot
    from chorsu.intake.reading.places import Where
    from chorsu.intake.reading.seen import Seen
    from chorsu.intake.reading.values import Value

__all__ = ["Group", "grouped", "same_amount"]

_EQUAL = 0.01
_ROUGH = frozenset({"more than", "about", "at least", "less than", "up to"})
_ROUGHLY = 0.1


@dataclass(slots=True)
class Group:
    """Lots of one seizure, the clauses that tell of it, its dates and places."""

    lots: list[Lot] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)
    dates: list[Value[When]] = field(default_factory=list)
    places: list[Value[Where]] = field(default_factory=list)

    def holds(self, start: int) -> bool:
        """Whether a clause of this seizure holds the character `start` of the view."""
        return any(first <= start < last for first, last in self.clauses)


def grouped(
    seen: Seen, lots: Sequence[Lot], dates: Sequence[Value[When]], places: Sequence[Value[Where]]
) -> list[Group]:
    """The seizures of a text in the order of their first lots; `dates` and `places` are those of events."""
    if not lots:
        return []
    groups: list[Group] = []
    current = Group()
    of_lots = _Placed((seen.view.place(lot.start, lot.end), lot) for lot in lots)
    of_dates = _Placed((seen.place(one), one) for one in dates)
    of_places = _Placed((seen.place(one), one) for one in places)
    for start, end in _clauses(seen, of_lots, of_dates, of_places):
        own = of_lots.between(start, end)
        when, where = of_dates.between(start, end), of_places.between(start, end)
        if current.lots and _begins_another(current, own, when, where):
            groups.append(current)
            current = Group()
        elif current.lots and _follows_destruction(seen, current, own, when):
            groups.append(current)
            current = Group(places=[] if where else list(current.places))
        if when and not current.lots:  # of the days told before the first lots, those nearest to them
            current.dates = []
        current.lots += own
        current.clauses.append((start, end))
        current.dates += when
        current.places += where
    groups.append(current)
    return _without_repeats(_joined_without_lots(groups))


class _Placed[T]:
    """Things by where they begin in the view."""

    def __init__(self, placed: Iterable[tuple[tuple[int, int], T]]) -> None:
        self._all = sorted(placed, key=lambda pair: pair[0])
        self._starts = [start for (start, _), _ in self._all]

    def spans(self, start: int, end: int) -> list[tuple[tuple[int, int], T]]:
        """Those that begin from `start` to before `end`, with their places."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def between(self, start: int, end: int) -> list[T]:
        """Those that begin from `start` to before `end`."""
        return [one for _, one in self.spans(start, end)]


def _clauses(
    seen: Seen, lots: _Placed[Lot], dates: _Placed[Value[When]], places: _Placed[Value[Where]]
) -> Iterable[tuple[int, int]]:
    """Sentences, cut where one of them tells of two days or of two regions, each with its lots."""
    for start, end in seen.sentences:
        own = [first for (first, _), _ in lots.spans(start, end)]
        days = {one.value.start: span for span, one in reversed(dates.spans(start, end))}
        regions = {one.value.iso: span for span, one in reversed(places.spans(start, end)) if one.value.iso}
        marks = sorted((days if len(days) > 1 else regions).values())
        if len(own) < 2 or len(marks) < 2:  # noqa: PLR2004 — one lot or one day needs no cut
            yield start, end
            continue
        before = own[0] < marks[0][0]
        cuts = [last for _, last in marks[:-1]] if before else [first for first, _ in marks[1:]]
        pieces = list(pairwise([start, *cuts, end]))
        if all(any(first <= at < last for at in own) for first, last in pieces):
            yield from pieces
        else:
            yield start, end


def _begins_another(
    current: Group, own: Sequence[Lot], when: Sequence[Value[When]], where: Sequence[Value[Where]]
) -> bool:
    known = {one.value.start for one in current.dates}
    new_day = bool(when) and bool(known) and not any(one.value.start in known for one in when)
    if new_day:
        return True
    regions = {one.value.iso for one in current.places if one.value.iso}
    new_region = bool(regions) and any(one.value.iso and one.value.iso not in regions for one in where)
    first_day = bool(when) and not known and bool(own)
    return bool(own) and (new_region or (first_day and not _told_of(current, own)))


def _follows_destruction(seen: Seen, current: Group, own: Sequence[Lot], when: Sequence[Value[When]]) -> bool:
    """Whether goods are told with a day anew behind plants destroyed: "Вечером того же дня … остановили"."""
    goods = bool(own) and not any(map(is_plants, own))
    return goods and bool(when) and destroyed(seen, current.lots, current.holds)


def _told_of(current: Group, own: Sequence[Lot]) -> bool:
    return any(same_amount(one, other) for one in own for other in current.lots)


def _joined_without_lots(groups: Sequence[Group]) -> list[Group]:
    """Clauses that tell of no lot belong to the seizure before them, or to the first."""
    joined: list[Group] = []
    for group in groups:
        if joined and not group.lots:
            joined[-1].clauses += group.clauses
        else:
            joined.append(group)
    return [group for group in joined if group.lots]


def _without_repeats(groups: Sequence[Group]) -> list[Group]:
    """An event told twice is one: all lots of the shorter telling stand in the other, and no date speaks against it."""
    kept: list[Group] = []
    for group in groups:
        group.lots = _distinct(group.lots)
        twin = next((other for other in kept if _is_told_again(other, group)), None)
        if twin is None:
            kept.append(group)
            continue
        twin.lots = _distinct([*twin.lots, *group.lots])
        twin.clauses += group.clauses
        twin.dates += group.dates
        twin.places += group.places
    return kept


def _is_told_again(first: Group, second: Group) -> bool:
    if {one.value.start for one in first.dates} - {one.value.start for one in second.dates} and second.dates:
        return False
    isos = [{one.value.iso for one in group.places if one.value.iso} for group in (first, second)]
    if all(isos) and isos[0].isdisjoint(isos[1]):
        return False
    fewer, more = sorted((first.lots, second.lots), key=len)
    return all(any(same_amount(one, other) for other in more) for one in fewer)


def _distinct(lots: Sequence[Lot]) -> list[Lot]:
    """Lots without those told again; the more precise telling is kept."""
    kept: list[Lot] = []
    for lot in lots:
        twin = next((nth for nth, other in enumerate(kept) if same_amount(lot, other)), None)
        if twin is None:
            kept.append(lot)
        elif _precision(lot) > _precision(kept[twin]):
            kept[twin] = lot
    return kept


def same_amount(one: Lot, other: Lot) -> bool:
    """Whether two lots tell the same amount of the same substance, one of them perhaps rounded."""
    if one.code != other.code:
        return False
    (a, unit_a), (b, unit_b) = one.amount.value.base, other.amount.value.base
    if unit_a != unit_b:
        return False
    if math.isclose(a, b, rel_tol=_EQUAL):
        return True
    rough = {one.amount.value.qualifier, other.amount.value.qualifier} & _ROUGH
    if rough and math.isclose(a, b, rel_tol=_ROUGHLY):
        return True
    return _is_rounded(*sorted((one, other), key=_precision))


def _is_rounded(low: Lot, high: Lot) -> bool:
    """Whether the less precise amount is the other one rounded by two digits or more."""
    digits = _precision(low)
    rounded = float(f"{high.amount.value.base[0]:.{digits}g}")
    return digits + 1 < _precision(high) and math.isclose(rounded, low.amount.value.base[0], rel_tol=1e-9)


def _precision(lot: Lot) -> int:
    """Significant digits of the quantity in its base unit."""
    return len(f"{lot.amount.value.base[0]:.12g}".replace(".", "").strip("0")) or 1
