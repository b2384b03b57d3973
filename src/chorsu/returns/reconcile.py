"""The reconciliation of a return: what its rows come to, what is stated beside them, what we hold, and why they differ.

Owns the arithmetic and the named causes (docs/reference/returns.md). Pure: no Django, no database. Returns are compared
with events and never added to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.returns.causes import Cause, between_rows, of_events, of_parts, of_stated
from chorsu.returns.holding import Block, blocks_of, lies_under
from chorsu.returns.lines import NOTHING, Line, Ours, Stated
from chorsu.returns.tables import plain, whole_plants
from chorsu.vocabulary.substances import substance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

__all__ = ["Comparison", "Held", "Reconciliation", "reconcile", "total_of"]


@dataclass(frozen=True, slots=True)
class Held:
    """A total row beside what it holds, in kilograms.

    `unspecified` is what the total states beyond its parts: of this type, but not said what. `short` is what its parts
    state beyond it: a total that cannot hold them; the parts are then counted.
    """

    numbers: tuple[int, ...]
    label: str
    subject: str
    stated: Decimal
    parts: Decimal
    parts_numbers: tuple[int, ...]
    inner: bool
    """Whether a wider total holds this one."""

    @property
    def unspecified(self) -> Decimal:
        """What the total states beyond its parts."""
        return max(self.stated - self.parts, NOTHING)

    @property
    def short(self) -> Decimal:
        """What the parts state beyond the total."""
        return max(self.parts - self.stated, NOTHING)

    @property
    def once(self) -> Decimal:
        """What counts of the total and its parts together."""
        return max(self.stated, self.parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures of one thing: what each is (a code), their difference, and what explains it.

    `explained` is the sum of the causes whose amount is computed and that fit; `left` what no cause accounts for.
    """

    one: str
    other: str
    one_kg: Decimal
    other_kg: Decimal
    causes: tuple[Cause, ...]

    @property
    def difference(self) -> Decimal:
        """The first less the second."""
        return self.one_kg - self.other_kg

    @property
    def explained(self) -> Decimal:
        """What the causes that are certain account for, with its sign."""
        return sum((cause.kg for cause in self.causes if cause.certain and cause.kg is not None), NOTHING)

    @property
    def left(self) -> Decimal:
        """What nothing here explains for certain."""
        return self.difference - self.explained


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Everything that the page of a return shows, in kilograms.

    `naive`: every row but plants added as it stands. `once`: each substance once. `plants`: whole plants, never added.
    `unweighed`: rows without a weight. `repeated`: rows that say the same as another, with what they would add.
    `by_group`: the once-sum by group of the tree (empty code: of no known group).
    """

    naive: Decimal
    once: Decimal
    rows: int
    decimals: int
    """With how many decimals the rows were stated at most."""
    plants: Decimal
    plants_numbers: tuple[int, ...]
    held: tuple[Held, ...]
    unweighed: tuple[int, ...]
    repeated: tuple[tuple[int, ...], Decimal]
    overlapping: tuple[tuple[int, ...], Decimal]
    """Rows of a class beside rows of its members, where nothing says whether the class holds them; at most so much."""
    by_group: dict[str, Decimal]
    stated: tuple[Stated, ...]
    parts: tuple[Stated, ...]
    parts_sum: Decimal
    ours: Ours | None
    comparisons: tuple[Comparison, ...]

    @property
    def with_plants(self) -> Decimal:
        """What the total would be if plants were added in."""
        return self.once + self.plants

    @property
    def times(self) -> Decimal | None:
        """How many times higher the total would be with plants; None where there is nothing to compare."""
        return self.with_plants / self.once if self.once and self.plants else None


def total_of(block: Block) -> Decimal:
    """What a total and all that it holds come to, each once: the larger of what it states and what its parts state."""
    return max(_kg(block.lines), _kg(block.rows) + sum((total_of(inner) for inner in block.inner), NOTHING))


def reconcile(
    lines: Sequence[Line], *, stated: Sequence[Stated] = (), parts: Sequence[Stated] = (), ours: Ours | None = None
) -> Reconciliation:
    """Reconcile the rows of a return with stated totals, parts of authorities, and our sum of events.

    A row "Total … (including the above …)" counts once in place of its parts; what it states beyond them is
    unspecified of its type. Where its parts state more than it does, it cannot hold them, and they are counted.
    """
    kept = [line for line in lines if line.subject not in whole_plants()]
    plants = [line for line in lines if line.subject in whole_plants()]
    blocks, free = blocks_of(kept)
    top = [block for block in blocks if not block.held]
    once = sum((total_of(block) for block in top), NOTHING) + _kg(free)
    sums = tuple(_held(block) for block in blocks)
    found = Reconciliation(
        naive=_kg(kept),
        once=once,
        rows=sum(line.kg is not None for line in kept),
        decimals=max((_decimals(line.kg) for line in kept if line.kg is not None), default=0),
        plants=_kg(plants),
        plants_numbers=tuple(line.number for line in plants if line.kg is not None),
        held=sums,
        unweighed=tuple(line.number for line in lines if line.kg is None and line.value is not None),
        repeated=_repeated(kept),
        overlapping=_overlapping(free, blocks),
        by_group=_by_group(top, free),
        stated=tuple(stated),
        parts=tuple(parts),
        parts_sum=sum((part.kg for part in parts), NOTHING),
        ours=ours,
        comparisons=(),
    )
    return _compared(found)


def _decimals(kg: Decimal) -> int:
    return max(0, -int(kg.normalize().as_tuple().exponent))


def _kg(lines: Iterable[Line]) -> Decimal:
    return sum((line.kg for line in lines if line.kg is not None), NOTHING)


def _held(block: Block) -> Held:
    within = [*block.rows, *(line for inner in block.inner for line in inner.lines)]
    return Held(
        numbers=tuple(line.number for line in block.lines),
        label=block.head.label,
        subject=block.head.subject,
        stated=_kg(block.lines),
        parts=_kg(block.rows) + sum((total_of(inner) for inner in block.inner), NOTHING),
        parts_numbers=tuple(line.number for line in within),
        inner=block.held,
    )


def _repeated(lines: Sequence[Line]) -> tuple[tuple[int, ...], Decimal]:
    """Rows that repeat another in label, heading, quantity and unit: perhaps one figure handed in twice."""
    seen: set[tuple[object, ...]] = set()
    numbers, extra = [], NOTHING
    for line in lines:
        if not line.value:
            continue
        key = (plain(line.label), plain(line.subgroup), line.value, line.unit)
        if key in seen:
            numbers.append(line.number)
            extra += line.kg or NOTHING
        seen.add(key)
    return tuple(numbers), extra


def _overlapping(free: Sequence[Line], blocks: Sequence[Block]) -> tuple[tuple[int, ...], Decimal]:
    """Rows of a class beside rows of its members, within one total or outside all."""
    numbers: list[int] = []
    most = NOTHING
    for rows in (free, *(block.rows for block in blocks)):
        for line in rows:
            if line.rest or not line.kg or not line.subject:
                continue
            members = [
                one for one in rows if one.kg and one.subject != line.subject and lies_under(one.subject, line.subject)
            ]
            if members:
                numbers += [line.number, *(one.number for one in members)]
                most += min(line.kg, _kg(members))
    return tuple(dict.fromkeys(numbers)), most


def _by_group(top: Sequence[Block], free: Sequence[Line]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for block in top:
        code = _group(block.head.subject)
        sums[code] = sums.get(code, NOTHING) + total_of(block)
    for line in free:
        if line.kg is not None:
            code = _group(line.subject)
            sums[code] = sums.get(code, NOTHING) + line.kg
    return dict(sorted(sums.items(), key=lambda item: -item[1]))


def _group(code: str) -> str:
    return substance(code).group if code else ""


def _compared(found: Reconciliation) -> Reconciliation:
    """The comparisons that can be made of what is there."""
    pairs: list[Comparison] = []
    if found.rows and found.naive != found.once:
        pairs.append(Comparison("naive", "once", found.naive, found.once, between_rows(found)))
    for one in found.stated:
        if found.rows:
            pairs.append(Comparison("stated", "once", one.kg, found.once, of_stated(found, one)))
        if found.parts:
            pairs.append(Comparison("stated", "parts", one.kg, found.parts_sum, of_parts(found, one)))
    if found.parts and found.rows:
        pairs.append(Comparison("parts", "once", found.parts_sum, found.once, of_stated(found, _sum_of(found))))
    official = _official(found)
    if found.ours is not None and official is not None:
        code, kg = official
        pairs.append(Comparison(code, "ours", kg, found.ours.kg, of_events(found, kg)))
    return Reconciliation(
        **{name: getattr(found, name) for name in found.__slots__ if name != "comparisons"}, comparisons=tuple(pairs)
    )


def _sum_of(found: Reconciliation) -> Stated:
    return Stated(found.parts_sum, "", "", "", max((part.decimals for part in found.parts), default=3))


def _official(found: Reconciliation) -> tuple[str, Decimal] | None:
    """The figure that our events are compared with: the rows each once, else the stated total, else the parts."""
    if found.rows:
        return "once", found.once
    if found.stated:
        return "stated", found.stated[0].kg
    return ("parts", found.parts_sum) if found.parts else None
