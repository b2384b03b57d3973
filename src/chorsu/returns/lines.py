"""The shapes of a reconciliation: lines of a return as they came, and what else is said of the same thing.

Owns shapes alone. Pure: no Django, no database. Weights are `Decimal` kilograms, exact as stated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chorsu.returns.labels import read_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["NOTHING", "Line", "Ours", "Stated", "lines_of"]

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a return: a substance with what was stated of it.

    `number` is unique within the return and follows its order. `kg` is None where the quantity is not in a unit of
    mass. `group` and `subgroup` are the headings under which the row stood, as received. `includes` names the rows
    that this total holds where somebody said so; else they are worked out from the label and the headings.
    """

    number: int
    label: str
    subject: str = ""
    value: Decimal | None = None
    unit: str = "kg"
    kg: Decimal | None = None
    total: bool = False
    above: bool = False
    excluding: tuple[str, ...] = ()
    rest: bool = False
    group: str = ""
    subgroup: str = ""
    includes: tuple[int, ...] = ()
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that somebody states of everything: the national total, or the part of one authority."""

    kg: Decimal
    label: str
    authority: str
    source: str
    decimals: int = 3
    """How many decimals it was stated with; what rounding can explain follows from it."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Our sum of events, each event once, under the sight of the one who looks; weights reported as mass alone.

    Beside the sum stands what could explain a difference: `twice` what reports of one event would add, `late` what was
    handed in after the return came, `below` what lies below the return's threshold, `assumed` what rests on a factor,
    `implausible` what is flagged as beyond belief, `plants` whole plants weighed, `unweighed` lots without a weight,
    `provisional` what is an estimate yet. The sum holds `late` and `below`, and none of the others.
    """

    kg: Decimal
    events: int
    twice: Decimal = NOTHING
    twice_reports: int = 0
    late: Decimal = NOTHING
    late_events: int = 0
    below: Decimal | None = None
    below_events: int = 0
    assumed: Decimal = NOTHING
    assumed_lots: int = 0
    implausible: Decimal = NOTHING
    implausible_lots: int = 0
    plants: Decimal = NOTHING
    plants_lots: int = 0
    unweighed: int = 0
    provisional: Decimal = NOTHING
    provisional_lots: int = 0
    by_group: Mapping[str, Decimal] = field(default_factory=dict)


def lines_of(figures: Iterable[tuple[int, Any]]) -> list[Line]:
    """The rows of substances and the totals that hold them, out of the numbered figures of a return.

    A figure is one as stored (`models.Figure`) or as it will be filed (`stating.Entry`): their fields have one name.
    """
    found = []
    for number, figure in figures:
        if figure.role not in {"row", "total"} or figure.subject_kind == "indicator":
            continue
        said = read_label(figure.label, figure.subgroup_text)
        found.append(
            Line(
                number=number,
                label=figure.label,
                subject=figure.subject,
                value=figure.value,
                unit=figure.unit,
                kg=figure.kg,
                total=figure.role == "total",
                above=said.above,
                excluding=said.excluding,
                rest=said.rest,
                group=figure.group_text,
                subgroup=figure.subgroup_text,
                includes=tuple(figure.includes),
                part_of=figure.part_of,
            )
        )
    return found
