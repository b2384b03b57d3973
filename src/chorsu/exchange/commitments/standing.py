"""How a commitment stands: its acts folded to what each period is, and which delivery says so.

Owns the one reading of acts: pages, worker and figures ask here. That something was received is what its delivery says,
and stands nowhere else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chorsu.directory.models import Agency
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.periods import (
    Every,
    Promise,
    Rule,
    Sent,
    State,
    days_late,
    due_until,
    state_of,
)
from chorsu.exchange.commitments.stepping import Step, next_step
from chorsu.exchange.deadlines.calendars import calendar_of
from chorsu.exchange.messages.models import Delivery

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Sequence

    from chorsu.exchange.commitments.periods import Period

__all__ = ["DONE", "FULFIL", "OPEN", "Line", "Standing", "rule_of", "standing", "standings", "states_of"]

Kind = CommitmentChange.Kind
OPEN = frozenset({State.OPEN, State.GRACE, State.LATE, State.MISSED})
"""Of what may still be sent."""
DONE = frozenset({State.IN_TIME, State.SENT_LATE})
FULFIL = (Kind.FULFILLED, Kind.UNFULFILLED, Kind.NOTHING)
"""The acts of which the newest says whether a period is fulfilled."""


@dataclass(frozen=True, slots=True)
class Line:
    """One period of one side: how it stands, by which act, and the delivery of what was sent; `days` it was late."""

    side: int
    period: Period
    state: State
    days: int
    act: CommitmentChange | None = None
    delivery: Delivery | None = None

    @property
    def nothing(self) -> bool:
        """Whether it was said that there is nothing to report."""
        return self.act is not None and self.act.kind == Kind.NOTHING

    @property
    def sent_at(self) -> dt.datetime | None:
        """When it was sent, or said."""
        if self.act is None:
            return None
        return self.delivery.received_at if self.delivery is not None else self.act.at

    @property
    def received_at(self) -> dt.datetime | None:
        """When the addressee first opened or acknowledged it."""
        if self.delivery is None:
            return None
        times = (self.delivery.opened_at, self.delivery.acknowledged_at)
        return min((one for one in times if one is not None), default=None)


@dataclass(slots=True)
class Standing:
    """A commitment at a moment: its acts, the periods of each side that sends, oldest first; none before its force."""

    one: Commitment
    at: dt.datetime
    changes: list[CommitmentChange]
    lines: dict[int, list[Line]] = field(default_factory=dict)

    def line(self, side: int, period: int) -> Line | None:
        """One period of one side; None where there is none."""
        return next((line for line in self.lines.get(side, ()) if line.period.number == period), None)

    def begins(self, line: Line) -> dt.datetime:
        """When a period begins: when the one before it was due, the first when the commitment came in force."""
        before = [one.period.due for one in self.lines[line.side] if one.period.number < line.period.number]
        return max(before, default=_in_force(self) or self.one.at)

    def open(self, side: int) -> list[Line]:
        """What this side may still send, the oldest first."""
        return [line for line in self.lines.get(side, ()) if line.state in OPEN]

    def figures(self, side: int) -> Counter[State]:
        """How the periods of this side stand that fell due; what was sent ahead of its day is counted on that day."""
        return Counter(line.state for line in self.lines.get(side, ()) if line.period.due <= self.at)


def rule_of(one: Commitment) -> Rule:
    """The rule of a commitment."""
    return Rule(Every(one.every), one.first, one.grace, one.last)


def standing(one: Commitment, at: dt.datetime) -> Standing:
    """How a commitment stands at a moment."""
    return standings([one], at)[0]


def standings(found: Sequence[Commitment], at: dt.datetime) -> list[Standing]:
    """How commitments stand at a moment, in the same order."""
    changes: dict[uuid.UUID, list[CommitmentChange]] = defaultdict(list)
    for change in CommitmentChange.objects.filter(commitment__in=found).order_by("commitment_id", "number"):
        changes[change.commitment_id].append(change)
    deliveries = _deliveries([change for rows in changes.values() for change in rows])
    states = states_of({side for one in found for side in one.senders})
    return [_stands(one, changes[one.pk], deliveries, states, at) for one in found]


def next_look(one: Commitment, at: dt.datetime) -> tuple[dt.datetime, Step, int, Period] | None:
    """The next step of the clock over both sides: its moment, what, whose period; None where nothing is left."""
    now = standing(one, at)
    if one.state != Commitment.State.STANDING:
        return None
    states, steps = states_of(set(one.senders)), []
    for side in one.senders:
        promise = _promise(now, side, states)
        step = next_step(promise, _steps_taken(now, side), at) if promise is not None else None
        if step is not None:
            steps.append((step[0], step[1], side, step[2]))
    return min(steps, key=lambda step: (step[0], step[2]), default=None)


def _steps_taken(now: Standing, side: int) -> dict[int, frozenset[Step] | None]:
    """By the number of each period of a side what the clock did; None where it is fulfilled."""
    found: dict[int, frozenset[Step] | None] = {}
    for change in now.changes:
        if change.side == side and change.period is not None and change.kind in set(Step):
            found[change.period] = (found.get(change.period) or frozenset()) | {Step(change.kind)}
    return found | {line.period.number: None for line in now.lines.get(side, ()) if line.state in DONE}


def _stands(
    one: Commitment,
    changes: list[CommitmentChange],
    deliveries: dict[tuple[uuid.UUID | None, int], Delivery],
    states: dict[int, str],
    at: dt.datetime,
) -> Standing:
    found = Standing(one, at, changes)
    newest = {(change.side, change.period): change for change in changes if change.kind in FULFIL}
    for side in one.senders:
        promise = _promise(found, side, states)
        if promise is None:
            continue
        periods = due_until(promise, at)
        lines = found.lines[side] = []
        for place, period in enumerate(periods):
            act, delivery = newest.get((side, period.number)), None
            if act is not None and act.message is not None:
                delivery = deliveries.get((act.message, one.other(side)))
                act = act if delivery is not None else None
            elif act is not None and act.kind == Kind.UNFULFILLED:
                act = None
            sent = None if act is None else Sent(delivery.received_at if delivery else act.at, act.kind == Kind.NOTHING)
            before = periods[place - 1] if place else None
            after = periods[place + 1] if place + 1 < len(periods) else None
            state = state_of(period, sent, at, before=before, after=after)
            days = days_late(period, promise.calendar, at if sent is None else sent.at)
            lines.append(Line(side, period, state, days, act, delivery))
    return found


def _promise(found: Standing, side: int, states: dict[int, str]) -> Promise | None:
    """What one side has promised; None before it is in force."""
    since = _in_force(found)
    if since is None:
        return None
    ended = next((change.at for change in found.changes if change.kind == Kind.ENDED), None)
    return Promise(rule_of(found.one), calendar_of(states[side]), since, ended)


def _in_force(found: Standing) -> dt.datetime | None:
    """Since when a commitment is in force; None before it is."""
    if found.one.way == Commitment.Way.GIVES:
        return found.one.at
    return next((change.at for change in found.changes if change.kind == Kind.ACCEPTED), None)


def _deliveries(changes: Collection[CommitmentChange]) -> dict[tuple[uuid.UUID | None, int], Delivery]:
    """The deliveries of what was tied, by message and addressee."""
    ties = [change.message for change in changes if change.message is not None]
    rows = Delivery.objects.filter(message__in=ties)
    return {(row.message_id, row.addressee): row for row in rows}


def states_of(agencies: set[int]) -> dict[int, str]:
    """The codes of the states of these authorities; empty for an authority of none."""
    rows = Agency.objects.filter(pk__in=agencies).values_list("pk", "state__code")
    return {number: code or "" for number, code in rows}
