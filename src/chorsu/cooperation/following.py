"""Recommendations followed up: entered, changed, moved on with evidence, joined where one repeats another.

A join is a decision of a person about the record that repeats; both records stay, and the decision can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.cooperation.joins import one_at_a_time, refuse_ring
from chorsu.cooperation.keeping import already, changing, enter, reason_if_given
from chorsu.cooperation.models import Event, Recommendation
from chorsu.cooperation.saying import STANDINGS, checked_evidence, checked_recommendation
from chorsu.handling.marked import marking_of_new
from chorsu.handling.rules import Act, decide
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.kernel.ids import uuid7
from chorsu.records.keeping import reason_given

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Iterable

    from chorsu.cooperation.saying import Evidence, RecommendationSaid
    from chorsu.handling.rules import Actor

__all__ = [
    "change_recommendation", "enter_recommendation", "event_named", "follow_recommendation", "join_recommendation",
    "keep_recommendation_apart", "part_recommendation",
]  # fmt: skip

Status = Recommendation.Status
_COPIED = ("text", "proposed_by", "addressee", "owner", "due_on")


def enter_recommendation(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    said: RecommendationSaid,
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
    number: uuid.UUID | None = None,
) -> Recommendation:
    """Enter a recommendation under a marking; the same words of a document, or one `number`, are entered once.

    Where it was adopted and no day is given, it is the last day of its event.

    Raises:
        RefusedError: the actor may not provide for this agency.
        AbsentError: the event is not there, or not for this actor.
        InputError: no text, or an end that calls for a reason or evidence: those are given by `follow_recommendation`.
    """
    said = checked_recommendation(said)
    marking = marking_of_new(actor, provider, audience, until, at)
    if said.status in {Status.IMPLEMENTED, Status.NOT_IMPLEMENTED}:
        raise InputError("is entered before it ends", where="status", to_do="enter it, then say how it ended")
    event = event_named(said.event)
    one = Recommendation(id=number or uuid7(), status=said.status, event=event, synthetic=synthetic)
    one.span = said.span
    for name in _COPIED:
        setattr(one, name, getattr(said, name))
    if said.status != Status.PROPOSED:
        one.adopted_on = said.adopted_on or (event.until_day if event else None)
    with transaction.atomic():
        again = already(Recommendation, provider, one, text=one.text)
        if again is not None:
            return again
        return enter(one, marking, actor, at)


def change_recommendation(
    *, identifier: uuid.UUID, said: RecommendationSaid, actor: Actor, at: dt.datetime, version: int | None = None
) -> Recommendation:
    """Other words, addressee, owner or due date; how far it is stays as it is.

    Raises:
        AbsentError, RefusedError, InputError: as for every act.
    """
    said = checked_recommendation(said)
    event = event_named(said.event)
    with changing(Recommendation, identifier, act="changed", actor=actor, at=at, version=version) as one:
        for name in _COPIED:
            setattr(one, name, getattr(said, name))
        one.event = event
    return one


def follow_recommendation(  # noqa: PLR0913 — an act has these fields
    *,
    identifier: uuid.UUID,
    status: str,
    reason: str = "",
    evidence: Iterable[Evidence] = (),
    on: dt.date | None = None,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Recommendation:
    """Say how far it is; `evidence` is added to what stands. `on` is the day of adoption.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: implemented without evidence, not implemented without a reason, or nothing that changes.
    """
    if status not in STANDINGS:
        raise InputError("is no standing of a recommendation", where="status", to_do="choose from the list")
    added = checked_evidence(evidence)
    stated = reason_given(reason) if status == Status.NOT_IMPLEMENTED else reason_if_given(reason)
    with changing(
        Recommendation, identifier, act="followed", actor=actor, at=at, reason=stated, version=version
    ) as one:
        _standing(one)
        one.evidence = [*one.evidence, *(link for link in added if link not in one.evidence)]
        if status == Status.IMPLEMENTED and not one.evidence:
            raise InputError("nothing shows it", where="evidence", to_do="name what shows that it is implemented")
        if status == Status.PROPOSED:
            one.adopted_on = None
        elif one.adopted_on is None:
            one.adopted_on = on or (at.date() if one.status == Status.PROPOSED else None)
        one.status, one.reason = status, stated
    return one


def join_recommendation(*, identifier: uuid.UUID, to: uuid.UUID, actor: Actor, at: dt.datetime) -> Recommendation:
    """Decide that a recommendation repeats another: they are counted together from now on.

    Raises:
        AbsentError: one of them is not there, or not for this actor.
        RefusedError: the actor's agency does not provide the one that repeats.
        InputError: they are one already, or the same record.
    """
    with transaction.atomic():
        one_at_a_time()
        other = _seen(to, actor, at)
        with changing(Recommendation, identifier, act="joined", actor=actor, at=at) as one:
            _standing(one)
            one.joined_to = other
            refuse_ring(one)
            one.kept_apart = [each for each in one.kept_apart if each != other.pk]
    return one


def part_recommendation(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Recommendation:
    """Take a recommendation out of what it was joined to; it is not proposed again for that.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: it is joined to nothing.
    """
    with changing(Recommendation, identifier, act="parted", actor=actor, at=at) as one:
        if one.joined_to_id is None:
            raise InputError("is joined to nothing", where="the recommendation", to_do="load the page again")
        one.kept_apart = sorted({*one.kept_apart, one.joined_to_id}, key=str)
        one.joined_to = None
    return one


def keep_recommendation_apart(
    *, identifier: uuid.UUID, other: uuid.UUID, actor: Actor, at: dt.datetime
) -> Recommendation:
    """Decide that a recommendation does not repeat another, so that it is not proposed again.

    Raises:
        AbsentError, RefusedError, InputError: as for a join.
    """
    seen = _seen(other, actor, at)
    with changing(Recommendation, identifier, act="kept-apart", actor=actor, at=at) as one:
        if seen.pk == one.pk:
            raise InputError("is the same record", where="the recommendation", to_do="choose another")
        one.kept_apart = sorted({*one.kept_apart, seen.pk}, key=str)
    return one


def event_named(identifier: uuid.UUID | int | None) -> Event | None:
    """The event that a recommendation or an instrument names, as far as the viewer sees it."""
    if identifier is None:
        return None
    found = None if isinstance(identifier, int) else Event.objects.filter(pk=identifier, withdrawn=False).first()
    if found is None:
        raise AbsentError
    return found


def _seen(identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Recommendation:
    found = Recommendation.objects.filter(pk=identifier, withdrawn=False).first()
    if found is None or not decide(actor, found.marking, Act.SEE, at).allowed:
        raise AbsentError
    return found


def _standing(one: Recommendation) -> None:
    if one.withdrawn:
        raise InputError("is withdrawn", where="the recommendation", to_do="restore it first")
