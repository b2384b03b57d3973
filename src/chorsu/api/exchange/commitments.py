"""Standing commitments by program: what is due from and to one's authority, and how each period stands. To read."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from ninja import Router, Schema

from chorsu.api.asking import Scope
from chorsu.api.naming import Named, names_of
from chorsu.directory.trail import trail_of
from chorsu.exchange.commitments import selectors
from chorsu.exchange.commitments.standing import standing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.api.naming import Names
    from chorsu.exchange.commitments.standing import Line, Standing

__all__ = ["router"]

router = Router(tags=["messages"])
reading = Scope("messages")


class CommitmentLine(Schema):
    """A commitment: `state` is `proposed`, `standing`, `declined` or `ended`; `senders` are the sides that send."""

    id: uuid.UUID
    subject: str
    proposed_by: Named
    partner: Named
    senders: list[Named]
    every: str
    first: dt.date
    grace: int
    since: dt.date
    last: dt.date | None
    substances: list[str]
    channel: str
    basis: str
    contact: str
    state: str


class PeriodTold(Schema):
    """A period of one side: `open`, `grace`, `late`, `missed`, `coming`, `in-time` or `sent-late`; `late` in days.

    What fulfils it is a `message`, the `report` of records that were handed in, or a return (`statement`).
    """

    sender: Named
    number: int
    day: dt.date
    due_at: dt.datetime
    state: str
    late: int
    nothing_to_report: bool
    sent_at: dt.datetime | None
    received_at: dt.datetime | None
    message: uuid.UUID | None
    report: uuid.UUID | None
    statement: uuid.UUID | None


class CommitmentTold(CommitmentLine):
    """A commitment with its periods, oldest first."""

    periods: list[PeriodTold]


class CommitmentList(Schema):
    """The commitments of your authority, those in force and proposed first."""

    commitments: list[CommitmentLine]


@router.get("commitments", auth=reading, response=CommitmentList, url_name="api-commitments")
def commitments(request: HttpRequest) -> Any:
    """What your authority and others promised to send each other regularly."""
    names, found = names_of(), selectors.seen(now())
    trail_of(request).listed(one.one.pk for one in found)
    return {"commitments": [_line(one, names) for one in found]}


@router.get("commitments/{id:identifier}", auth=reading, response=CommitmentTold, url_name="api-commitment")
def commitment(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """One commitment with its periods: due, sent, received, late."""
    one = selectors.commitment(identifier)
    if one is None:
        raise AbsentError
    trail_of(request).opened([one.pk])
    found, names = standing(one, now()), names_of()
    periods = [_period(line, names) for rows in found.lines.values() for line in rows]
    return _line(found, names) | {"periods": periods}


def _line(found: Standing, names: Names) -> dict[str, Any]:
    one = found.one
    plain = (
        "subject",
        "every",
        "first",
        "grace",
        "since",
        "last",
        "substances",
        "channel",
        "basis",
        "contact",
        "state",
    )
    return {
        "id": one.pk,
        "proposed_by": names.of(one.provider_id),
        "partner": names.of(one.partner),
        "senders": [names.of(side) for side in one.senders],
        **{name: getattr(one, name) for name in plain},
    }


def _period(line: Line, names: Names) -> dict[str, Any]:
    return {
        "sender": names.of(line.side),
        "number": line.period.number,
        "day": line.period.day,
        "due_at": line.period.due,
        "state": str(line.state),
        "late": line.days,
        "nothing_to_report": line.nothing,
        "sent_at": line.sent_at,
        "received_at": line.received_at,
        **{name: getattr(line.act, name, None) for name in ("message", "report", "statement")},
    }
