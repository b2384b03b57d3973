"""What was promised and kept, by pair of authorities: through the door that tells of promises (`exchange_promises`)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from chorsu.exchange.commitments.periods import Every, Promise, Rule, Sent, State, due_until, state_of
from chorsu.exchange.commitments.standing import states_of
from chorsu.exchange.deadlines.calendars import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Kept", "kept_since"]


@dataclass(slots=True)
class Kept:
    """Periods that one authority promised another and that fell due: how many, and how they stand.

    What is `missing` is late or missed; `grace` counts what is not sent and not yet late.
    """

    sender: int
    addressee: int
    promised: int = 0
    in_time: int = 0
    late: int = 0
    grace: int = 0
    missing: int = 0

    def count(self, state: State) -> None:
        """Count a period that fell due."""
        self.promised += 1
        match state:
            case State.IN_TIME:
                self.in_time += 1
            case State.SENT_LATE:
                self.late += 1
            case State.GRACE:
                self.grace += 1
            case _:
                self.missing += 1


def kept_since(since: dt.datetime, at: dt.datetime) -> list[Kept]:
    """Of what fell due between two moments, the pairs that the viewer's authority is part of, by sender and addressee.

    For an analyst of the centre all pairs.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sender, addressee, every, first, grace, last, since, ended, sent::text FROM exchange_promises(%s)",
            [at],
        )
        rows = cursor.fetchall()
    states = states_of({sender for sender, *_ in rows})
    found: dict[tuple[int, int], Kept] = {}
    for sender, addressee, every, first, grace, last, begun, ended, sent in rows:
        promise = Promise(Rule(Every(every), first, grace, last), calendar_of(states[sender]), begun, ended)
        moments = {int(number): dt.datetime.fromisoformat(moment) for number, moment in json.loads(sent).items()}
        for state in _fell_due(promise, moments, since, at):
            found.setdefault((sender, addressee), Kept(sender, addressee)).count(state)
    return [found[key] for key in sorted(found)]


def _fell_due(
    promise: Promise, sent: Mapping[int, dt.datetime], since: dt.datetime, at: dt.datetime
) -> Iterator[State]:
    """How each period stands that fell due between two moments."""
    periods = due_until(promise, at)
    for place, period in enumerate(periods):
        if since <= period.due <= at:
            after = periods[place + 1] if place + 1 < len(periods) else None
            moment = sent.get(period.number)
            yield state_of(period, None if moment is None else Sent(moment), at, after=after)
