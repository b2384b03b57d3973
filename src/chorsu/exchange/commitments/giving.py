"""Data in the bank as what fulfils a period: what a hand-in brought, or a return, where the other side can read it.

It counts from when it is said: till then nobody has asked whether the other side can read it. Must not know pages.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.directory.authorities import authority
from chorsu.exchange.commitments.entering import entered, locked
from chorsu.exchange.commitments.fulfilling import in_use, opened, reopened, required
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.standing import standings
from chorsu.handling.other_eyes import looking_as
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.models import Report, Seizure
from chorsu.returns.models import Return

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet

    from chorsu.exchange.commitments.standing import Standing
    from chorsu.handling.rules import Actor

__all__ = ["Given", "What", "fulfil_by_data", "may_give", "read_of", "reopened_by_withdrawal"]

MOST = 30


class What(enum.StrEnum):
    """What data are; each is the column of an act that names them."""

    REPORT = "report"
    RETURN = "statement"


@dataclass(frozen=True, slots=True)
class Given:
    """Data that may fulfil a period: what they are, since when they are there."""

    what: What
    number: UUID
    at: dt.datetime
    one: Report | Return


def fulfil_by_data(  # noqa: PLR0913 — an act has these parts
    *, identifier: UUID, period: int, what: What, number: UUID, actor: Actor, at: dt.datetime
) -> CommitmentChange:
    """Say that what was handed in, or a return, fulfils a period of the side whose it is.

    Raises:
        AbsentError: no such commitment, or the actor does not provide these data.
        RefusedError: their authority does not send here.
        InputError: the period is not open; the data were withdrawn, are older than the period, fulfil something
            already, or the other side can not read them.
    """
    with transaction.atomic():
        rows: QuerySet[Report] | QuerySet[Return] = Report.objects.all() if what is What.REPORT else _returns()
        found = rows.select_for_update().filter(pk=number, provider_id__in=actor.provides).first()
        if found is None:
            raise AbsentError
        one, side = locked(identifier), found.provider_id
        required(one, actor, side)
        now, line = opened(one, side, period, at)
        if not _stands(found):
            raise InputError("was withdrawn", where="the data", to_do="choose others")
        if found.received_at < now.begins(line):
            raise InputError("is older than the period", where="the data", to_do="choose others")
        if in_use(side, at, **{str(what): number}):
            raise InputError("fulfils something already", where="the data", to_do="choose others")
        if number not in _read_by(one.other(side), what, [number]):
            raise InputError("is not read by the other side", where="the data", to_do="release them first")
        tie: dict[str, Any] = {str(what): number}
        return entered(one, CommitmentChange.Kind.FULFILLED, side=side, period=period, actor=actor, at=at, **tie)


def may_give(now: Standing, side: int, at: dt.datetime) -> list[Given]:
    """The newest data of a side that may fulfil one of its open periods, for an officer who provides them."""
    still = now.open(side)
    if not still:
        return []
    since = min(now.begins(line) for line in still)
    reports = Report.objects.filter(provider_id=side, withdrawn_at=None, received_at__gte=since)
    returns = _returns().filter(provider_id=side, status=Return.Status.FILED, received_at__gte=since)
    found = [
        *(Given(What.REPORT, one.pk, one.received_at, one) for one in reports.order_by("-received_at")[:MOST]),
        *(Given(What.RETURN, one.pk, one.received_at, one) for one in returns.order_by("-received_at")[:MOST]),
    ]
    read = {
        number
        for what in What
        for number in _read_by(now.one.other(side), what, [one.number for one in found if one.what is what])
    } - _tied(side, at)
    return sorted((one for one in found if one.number in read), key=lambda one: one.at, reverse=True)[:MOST]


def read_of(now: Standing, side: int) -> set[UUID]:
    """Of the data that fulfil periods of a side, those that the other side can read by now."""
    acts = [line.act for line in now.lines.get(side, ()) if line.act is not None]
    named = {What.REPORT: [act.report for act in acts], What.RETURN: [act.statement for act in acts]}
    other = now.one.other(side)
    return {number for what, rows in named.items() for number in _read_by(other, what, [row for row in rows if row])}


def reopened_by_withdrawal(what: What, number: UUID, provider: int, actor: Actor, at: dt.datetime) -> None:
    """Open again what these data fulfilled, now that their provider withdraws them."""
    reopened(provider, actor, at, **{str(what): number})


def _stands(one: Report | Return) -> bool:
    return one.withdrawn_at is None if isinstance(one, Report) else one.status == Return.Status.FILED


def _returns() -> QuerySet[Return]:
    """Returns proper: a figure that a text states in passing fulfils nothing."""
    return Return.objects.exclude(kind=Return.Kind.STATED)


def _tied(side: int, at: dt.datetime) -> set[UUID | None]:
    """The data that fulfil a period of a side now."""
    found = standings(list(Commitment.objects.filter(state=Commitment.State.STANDING)), at)
    acts = [line.act for one in found for line in one.lines.get(side, ()) if line.act is not None]
    return {act.report for act in acts} | {act.statement for act in acts}


def _read_by(other: int, what: What, numbers: Collection[UUID]) -> set[UUID]:
    """Of these data what the officers of an authority can read: a return, or a record of what was handed in."""
    eyes = authority(other)
    if eyes is None or not numbers:
        return set()
    with looking_as(eyes.actor):
        if what is What.RETURN:
            return set(Return.objects.filter(pk__in=numbers).values_list("pk", flat=True))
        rows = Seizure.objects.filter(report__in=numbers, withdrawn=False)
        return set(rows.order_by().values_list("report_id", flat=True).distinct())
