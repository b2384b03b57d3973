"""Reading of the plan, recommendations and instruments, for the viewer of the present transaction.

Owns the step from stored records to the shapes of the pure cores. Row-level security decides what is there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from chorsu.cooperation.clashes import Clash, Meeting, clashes
from chorsu.cooperation.models import Delegate, Event, Instrument, Recommendation, RecordVersion, rows_of
from chorsu.cooperation.repetition import Proposal, Wording, proposals, roots
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from chorsu.cooperation.halves import Half
    from chorsu.cooperation.models import Kept

__all__ = [
    "Asked", "Family", "clashes_of", "counts_of", "families", "history", "instruments", "one",
    "plan_of", "proposed_joins", "recommendations",
]  # fmt: skip

_DELEGATION = Prefetch("delegation", Delegate.objects.order_by("number"))
_OPEN = (
    Recommendation.Status.PROPOSED,
    Recommendation.Status.ADOPTED,
    Recommendation.Status.ACCEPTED,
    Recommendation.Status.UNDER_WAY,
)
MOST_COMPARED = 400
"""Recommendations that the list compares all with all: the newest; more would hold the page up. One record is compared
with every other one on its own page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter of recommendations: how far, who is asked, of which event, only those due; empty asks for all."""

    status: str = ""
    owner: str = ""
    addressee: str = ""
    overdue: bool = False
    text: str = ""


@dataclass(slots=True)
class Family:
    """A recommendation with its repetitions, the first recorded at the head."""

    first: Recommendation
    repetitions: list[Recommendation] = field(default_factory=list)

    @property
    def members(self) -> list[Recommendation]:
        """All of them, the first one first."""
        return [self.first, *self.repetitions]

    @property
    def adopted(self) -> int:
        """How often it was adopted."""
        return sum(one.status != Recommendation.Status.PROPOSED for one in self.members)

    @property
    def implemented(self) -> int:
        """How often it is implemented."""
        return sum(one.status == Recommendation.Status.IMPLEMENTED for one in self.members)

    def overdue(self, today: dt.date) -> bool:
        """Whether one of them is open beyond its day."""
        return any(one.due_on and one.due_on < today and one.status in _OPEN for one in self.members)


def one[R: Kept](model: type[R], identifier: uuid.UUID) -> R:
    """A record by its identifier, also a withdrawn one.

    Raises:
        AbsentError: there is none, or not for this viewer.
    """
    found = rows_of(model).filter(pk=identifier).first()
    if found is None:
        raise AbsentError
    return found


def plan_of(half: Half, *, kind: str = "", status: str = "") -> list[Event]:
    """The events of a half-year: those on its days, and those that were planned for it; by day."""
    now_there = Q(since__lte=half.until, until_day__gte=half.since)
    once_planned = Q(planned_since__lte=half.until, planned_until__gte=half.since)
    found = Event.objects.filter(now_there | once_planned, withdrawn=False)
    if kind:
        found = found.filter(kind=kind)
    if status:
        found = found.filter(status=status)
    return list(found.prefetch_related(_DELEGATION).order_by("since", "until_day", "id"))


def clashes_of(events: Iterable[Event]) -> list[Clash]:
    """The clashes among events that were not cancelled."""
    return clashes(
        Meeting(one.pk, one.since, one.until_day, tuple(member.name for member in one.delegation.all()))
        for one in events
        if one.status != Event.Status.CANCELLED
    )


def recommendations() -> QuerySet[Recommendation]:
    """All recommendations that stand, in the order in which they were made."""
    return Recommendation.objects.filter(withdrawn=False).select_related("event").order_by("entered_at", "id")


def families(asked: Asked, today: dt.date) -> list[Family]:
    """The recommendations with their repetitions, the newest first; those of which a member answers the filter."""
    rows = list(recommendations())
    found: dict[uuid.UUID, Family] = {}
    lead = roots((row.pk, row.joined_to_id) for row in rows)
    by_id = {row.pk: row for row in rows}
    for row in rows:
        family = found.setdefault(lead[row.pk], Family(by_id[lead[row.pk]]))
        if row.pk != lead[row.pk]:
            family.repetitions.append(row)
    return [family for family in reversed(found.values()) if _answers(family, asked, today)]


def counts_of(found: Iterable[Family]) -> Counter[str]:
    """How many families have a member in each standing."""
    return Counter(status for family in found for status in {member.status for member in family.members})


def proposed_joins(rows: Sequence[Recommendation], of: uuid.UUID | None = None) -> list[Proposal]:
    """The repetitions to decide on, the surest first: those of one record, or of the newest `MOST_COMPARED` all."""
    compared = rows if of is not None else rows[-MOST_COMPARED:]
    wordings = [Wording(row.pk, row.text, frozenset(row.kept_apart)) for row in compared]
    return proposals(wordings, roots((row.pk, row.joined_to_id) for row in rows), of=of)


def instruments(*, kind: str = "", in_force: bool | None = None, text: str = "") -> QuerySet[Instrument]:
    """The instruments that stand, the newest first."""
    found = Instrument.objects.filter(withdrawn=False).select_related("event").order_by("-adopted_on", "title")
    if kind:
        found = found.filter(kind=kind)
    if in_force is not None:
        found = found.filter(in_force=in_force)
    wanted = _sought(text)
    return found.filter(title__icontains=wanted) if wanted else found


def history(record: Kept) -> list[RecordVersion]:
    """What a record said before, the newest first."""
    return list(RecordVersion.objects.filter(record_id=record.pk).order_by("-version"))


def _sought(text: str) -> str:
    """Words to look for, without null characters, which no record holds."""
    return text.replace("\x00", "").strip()


def _answers(family: Family, asked: Asked, today: dt.date) -> bool:
    wanted = _sought(asked.text).casefold()
    if asked.overdue and not family.overdue(today):
        return False
    return any(
        (not asked.status or one.status == asked.status)
        and (not asked.owner or one.owner == asked.owner)
        and (not asked.addressee or one.addressee == asked.addressee)
        and (not wanted or wanted in one.text.casefold())
        for one in family.members
    )
