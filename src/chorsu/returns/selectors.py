"""Reading returns, for the viewer of the present transaction: lists, one with all beside it, the calendar, history.

Owns the step from stored figures to the shapes of the reconciliation. Row-level security decides what is there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Prefetch

from chorsu.directory.models import Agency
from chorsu.kernel.errors import AbsentError
from chorsu.records.filters import Filter
from chorsu.returns.events import ours_of
from chorsu.returns.lines import NOTHING, Line, Stated
from chorsu.returns.lines import lines_of as numbered_lines
from chorsu.returns.models import Figure, Return, ReturnVersion
from chorsu.returns.reconcile import reconcile
from chorsu.returns.standing import contradict, of_subject

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from chorsu.returns.reconcile import Reconciliation

__all__ = [
    "Day",
    "beside",
    "calendar",
    "history",
    "lines_of",
    "one_return",
    "parts_of",
    "reconciliation",
    "returns",
    "years",
]

_FIGURES = Prefetch("figures", Figure.objects.order_by("number"))


def returns(*, country: str = "", year: int | None = None, status: str = "filed") -> QuerySet[Return]:
    """Returns and nil returns, the newest period first."""
    found = Return.objects.order_by("-since", "country", "-received_at")
    if country:
        found = found.filter(country=country)
    if year:
        found = found.filter(since__lte=dt.date(year, 12, 31), until_day__gte=dt.date(year, 1, 1))
    return found.filter(status=status) if status else found


def one_return(identifier: uuid.UUID) -> Return:
    """A return with its figures.

    Raises:
        AbsentError: there is none, or not for this viewer.
    """
    found = Return.objects.prefetch_related(_FIGURES).filter(pk=identifier).first()
    if found is None:
        raise AbsentError
    return found


def beside(one: Return) -> list[Return]:
    """The other returns of the same state and period that stand beside it, with their figures; nil returns too.

    A figure that a text states in passing stands beside none: it is compared with our own sum alone.
    """
    same = Return.objects.filter(country=one.country, period=one.period, crime_area=one.crime_area)
    others = same.filter(status=Return.Status.FILED).exclude(pk=one.pk).exclude(kind=Return.Kind.STATED)
    return list(others.prefetch_related(_FIGURES))


def lines_of(one: Return) -> list[Line]:
    """The rows of a return's substances, as the reconciliation takes them."""
    return numbered_lines((figure.number, figure) for figure in one.figures.all())


def reconciliation(
    one: Return, others: Sequence[Return], names: Mapping[int, str], *, events: bool = True
) -> Reconciliation:
    """The return against everything beside it: stated totals and parts of all returns of its state and period.

    The rows are its own; where it has none, those of the first return beside it that has some. So are the parts: two
    sources may state the same parts, and are never added; failing both, the totals of single authorities are parts.
    """
    rows = lines_of(one) or next((found for other in others if (found := lines_of(other))), [])
    everything = [one, *others]
    stated = [_stated(figure, each, names) for each in everything for figure in _weighed(each, Figure.Role.STATED)]
    of_states = [said for each, said in stated if each.scope == Return.Scope.STATE]
    parts = next((said for each in everything if (said := parts_of(each, names))), _of_authorities(stated))
    ours = ours_of(one) if events else None
    return reconcile(rows, stated=of_states, parts=parts, ours=ours)


def parts_of(one: Return, names: Mapping[int, str]) -> list[Stated]:
    """The parts of authorities that a return states."""
    return [_stated(figure, one, names)[1] for figure in _weighed(one, Figure.Role.PART)]


def _of_authorities(stated: Sequence[tuple[Return, Stated]]) -> list[Stated]:
    """The totals of returns of one authority alone, of each authority the last received."""
    latest: dict[str, Stated] = {}
    for one, said in sorted(stated, key=lambda pair: pair[0].received_at):
        if one.scope == Return.Scope.AUTHORITY:
            latest[said.authority] = said
    return list(latest.values())


def _weighed(one: Return, role: str) -> list[Figure]:
    return [figure for figure in one.figures.all() if figure.role == role and figure.kg is not None]


def _stated(figure: Figure, one: Return, names: Mapping[int, str]) -> tuple[Return, Stated]:
    authority = figure.authority_text or one.authority_text or names.get(one.provider_id, "")
    return one, Stated(figure.kg or NOTHING, figure.label, authority, one.source, figure.decimals)


@dataclass(slots=True)
class Day:
    """One cell of the calendar, an authority and a month: its seizures, its returns, its nil returns; else silence."""

    seizures: int = 0
    returns: list[Return] = field(default_factory=list)
    nil: list[Return] = field(default_factory=list)
    contrary: bool = False
    """Whether what was reported is of the subject of which a nil return says that there is nothing."""

    @property
    def standing(self) -> str:
        """`reported`, `nil`, `silent`, or `both` where a nil return stands beside what was reported of its subject."""
        if self.nil and self.contrary:
            return "both"
        if self.nil and not self.seizures:
            return "nil"
        return "reported" if self.seizures or self.returns else "silent"


_COUNTS = """
    SELECT s.provider_id, extract(month FROM s.seized_on)::int, count(*) FROM records_seizure s
    WHERE {condition} GROUP BY 1, 2
"""


def calendar(year: int) -> dict[int, dict[int, Day]]:
    """What each authority reported in each month of a year, by the number of the agency and of the month.

    Months in which an authority said nothing that the viewer sees are not in it.
    """
    found: dict[int, dict[int, Day]] = defaultdict(lambda: defaultdict(Day))
    everything = Filter(since=dt.date(year, 1, 1), until=dt.date(year, 12, 31))
    for (provider, month), count in _counted(everything).items():
        found[provider][month].seizures = count
    for one in returns(year=year).filter(authority_text="").exclude(kind=Return.Kind.STATED):
        for month in one.calendar_period.months:
            day = found[one.provider_id][month]
            (day.nil if one.kind == Return.Kind.NIL else day.returns).append(one)
    _contradicted(found, everything)
    return {provider: dict(months) for provider, months in found.items()}


def _counted(asked: Filter) -> dict[tuple[int, int], int]:
    """The seizures under a filter by provider and month."""
    condition = asked.where("s")
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS.format(condition=condition.sql), condition.params)
        return {(provider, month): count for provider, month, count in cursor.fetchall()}


def _contradicted(found: Mapping[int, Mapping[int, Day]], everything: Filter) -> None:
    """Mark the days whose nil returns are spoken against, each by what was reported of its own subject."""
    states_of = dict(Agency.objects.values_list("pk", "state__code"))
    counts: dict[Filter | None, dict[tuple[int, int], int]] = {None: {}}
    for provider, months in found.items():
        for month, day in months.items():
            for one in day.nil:
                asked = (
                    everything
                    if states_of.get(provider) == one.country
                    else everything.with_only(country=(one.country,))
                )
                against = of_subject(asked, one.subject_kind, one.subject)
                if against not in counts:
                    counts[against] = _counted(against)  # type: ignore[arg-type] # None is in it
                day.contrary |= bool(counts[against].get((provider, month)))
                day.contrary |= any(contradict(one, each) for each in day.returns if each.country == one.country)


def years() -> list[int]:
    """The years that returns are of, the newest first."""
    return sorted({day.year for day in Return.objects.values_list("since", flat=True).distinct()}, reverse=True)


def history(one: Return) -> list[ReturnVersion]:
    """What the return said before, the newest first."""
    return list(ReturnVersion.objects.filter(statement=one).order_by("-version"))
