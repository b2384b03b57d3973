"""What stands on record already of what a return to be filed says, for the viewer of the present transaction.

Owns the question when two figures are the same one: of one state, period, authority and definition, of one subject and
amount. A different amount is no repetition: it stands beside the other. Must not change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.records.filters import Filter
from chorsu.records.models import Seizure
from chorsu.records.searching.meaning import descendants
from chorsu.returns.contents import written
from chorsu.returns.models import Return
from chorsu.returns.tables import plain

if TYPE_CHECKING:
    from collections.abc import Hashable

    from chorsu.returns.models import Figure
    from chorsu.returns.stating import Entry, Statement

__all__ = [
    "Repeated", "contradict", "figures_standing", "of_subject", "repeated", "seizures_of", "standing", "states",
]  # fmt: skip

_DRUGS = "weight"
_OF_SEIZURES = frozenset({"", _DRUGS, "seizures"})
"""Indicators that seizures speak against; nobody who seized is thereby known to have detained."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A return that stands, and how many of the figures to be filed stand in it already."""

    one: Return
    figures: int


def repeated(provider: int, said: Statement) -> list[Repeated]:
    """The returns of a provider in which figures of a checked statement stand already, that with most of them first."""
    new = [_key(entry) for entry in said.entries]
    found = [Repeated(one, sum(key in held for key in new)) for one, held in standing(provider, said)]
    return sorted((one for one in found if one.figures), key=lambda one: -one.figures)


def standing(provider: int, said: Statement) -> list[tuple[Return, set[Hashable]]]:
    """The returns of a provider for the same state, period, authority, definitions; with the keys of their figures."""
    same = Return.objects.filter(
        provider_id=provider,
        kind=Return.Kind.FIGURES,
        status=Return.Status.FILED,
        country=said.country,
        period=said.period.code,
        scope=said.scope,
        crime_area=said.crime_area,
    )
    return [
        (one, {_key(figure) for figure in one.figures.all()})
        for one in same.order_by("-received_at").prefetch_related("figures")
        if _definitions(one) == _definitions(said)
    ]


def _definitions(said: Return | Statement) -> Hashable:
    threshold = "" if said.threshold_kg is None else written(said.threshold_kg)
    return plain(said.authority_text), plain(said.threshold), threshold, plain(said.counted), said.plants_in_kg


def _key(figure: Figure | Entry) -> Hashable:
    """By what a figure is the same: its subject, its part in the return, and how much, in whatever unit of mass."""
    subject = (figure.subject_kind, figure.subject or plain(figure.label))
    value = figure.value if figure.kg is None else figure.kg
    amount = ("" if value is None else written(value), figure.unit if figure.kg is None else "kg")
    return subject, figure.role, plain(figure.authority_text), amount


def seizures_of(
    provider: int, said: Statement | Return, subject_kind: str, subject: str, *, own: bool
) -> tuple[Filter, int]:
    """The seizures of a provider in the period of a nil return and of its subject: what finds them, and how many.

    `own`: the return is of the provider's state, so that its seizures count wherever they were made.
    """
    days = said.days if isinstance(said, Return) else said.period
    asked = Filter(provider=(provider,), since=days.since, until=days.until)
    if not own:
        asked = asked.with_only(country=(said.country,))
    against = of_subject(asked, subject_kind, subject)
    return (asked, 0) if against is None else (against, against.apply(Seizure.objects.all()).count())


def of_subject(asked: Filter, subject_kind: str, subject: str) -> Filter | None:
    """The filter of those seizures alone that speak of the subject of a nil return; None where none can."""
    if subject_kind == "indicator":
        if subject not in _OF_SEIZURES:
            return None
        return asked.with_only(kind=("drug",)) if subject == _DRUGS else asked
    return asked.with_only(substance=(subject,)) if subject else asked


def states(figure: Figure, subject_kind: str, subject: str) -> bool:
    """Whether a figure says that there was something of the subject of a nil return."""
    if not figure.value:
        return False
    if not subject:
        return True
    codes = descendants(subject) if subject_kind == "substance" else (subject,)
    return figure.subject_kind == subject_kind and figure.subject in codes


def contradict(one: Return, other: Return) -> bool:
    """Whether one of two returns says that there is nothing of what the other states."""
    if (one.kind == Return.Kind.NIL) == (other.kind == Return.Kind.NIL):
        return False
    nil, said = (one, other) if one.kind == Return.Kind.NIL else (other, one)
    return any(states(figure, nil.subject_kind, nil.subject) for figure in said.figures.all())


def figures_standing(provider: int, said: Statement) -> list[Return]:
    """The returns of a provider that state figures within the state and period of a nil return."""
    same = Return.objects.filter(provider_id=provider, country=said.country, status=Return.Status.FILED)
    within = same.filter(since__gte=said.period.since, until_day__lte=said.period.until, kind=Return.Kind.FIGURES)
    return [one for one in within.order_by("since") if plain(one.authority_text) == plain(said.authority_text)]
