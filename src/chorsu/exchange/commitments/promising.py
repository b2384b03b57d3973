"""Proposing a commitment, accepting or declining it, ending it: by liaison and duty officers of its two sides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.authorities import authority_of
from chorsu.directory.models import Agency
from chorsu.exchange.commitments.entering import content_of, entered, first_state, locked, look_again
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.periods import Every
from chorsu.exchange.commitments.standing import rule_of
from chorsu.exchange.messages.channels import channel
from chorsu.exchange.once import alike, stored_once
from chorsu.handling.grounds import grounds
from chorsu.handling.rules import Marking, Role
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.reasons import reason_given
from chorsu.vocabulary import substances

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from chorsu.handling.rules import Actor

__all__ = ["LONGEST", "CommitmentSaid", "accept", "decline", "end", "may_promise", "propose"]

LONGEST = 300
_SAID = ("partner", "subject", "way", "every", "first", "grace", "since", "last", "channel", "basis", "contact")
_YEARS = dt.timedelta(days=3653)
Way, State, Kind = Commitment.Way, Commitment.State, CommitmentChange.Kind


@dataclass(frozen=True, slots=True)
class CommitmentSaid:
    """A commitment as it is proposed to `partner`; `way`, `every`, `channel` and `substances` are codes."""

    partner: int
    subject: str
    every: str
    first: dt.date
    basis: str
    way: str = Way.MUTUAL
    grace: int = 0
    since: dt.date | None = None
    last: dt.date | None = None
    substances: Collection[str] = ()
    channel: str = "operational"
    contact: str = ""


def may_promise(actor: Actor, authority: int | None) -> bool:
    """Whether an actor may promise something for an authority."""
    return authority in actor.provides and bool(actor.roles & {Role.LIAISON, Role.DUTY})


def propose(  # noqa: PLR0913 — an act has these parts
    *,
    said: CommitmentSaid,
    actor: Actor,
    at: dt.datetime,
    provider: int | None = None,
    number: uuid.UUID | None = None,
    synthetic: bool = False,
) -> Commitment:
    """Propose a commitment for one's own authority (`provider`: another that one provides for); once by its number.

    What the authority promises to send by itself stands at once.

    Raises:
        RefusedError: the actor is no liaison or duty officer of it.
        InputError: something is not said, or is in no list; the partner takes no part, or is the authority itself.
        OtherWordsError: the number stands with other words.
    """
    owner = provider if provider is not None else authority_of(actor)
    if owner is None or actor.user is None or not may_promise(actor, owner):
        raise RefusedError("liaison and duty officers promise for their authority", to_do="ask one of them")
    said = _checked(said, owner, at)
    one = Commitment(id=number or uuid7(), at=at, by=actor.user, by_name=actor.name, synthetic=synthetic)
    for name in _SAID:
        setattr(one, name, getattr(said, name))
    one.substances = sorted(set(said.substances))
    rule_of(one)
    one.state = first_state(one)
    one.marking = Marking(owner, frozenset({owner, said.partner}))
    with transaction.atomic():
        kept = stored_once(one, Commitment.objects.filter(provider_id=owner), same=_same)
        if kept is not one:
            return kept
        append(kind="commitment.proposed", record=one.pk, version=1, content=content_of(one), actor=actor.user, at=at)
        look_again(one, at)
    return one


def _same(standing: Commitment, one: Commitment) -> bool:
    return alike(standing, one, (*_SAID, "substances"))


def accept(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Commitment:
    """Accept what was proposed; from then on it is promised.

    Raises:
        AbsentError: the actor is on neither side.
        RefusedError: the actor is no liaison or duty officer of the side that is asked.
        InputError: it is accepted, declined or ended already.
    """
    with transaction.atomic():
        one = _proposed(identifier, actor)
        entered(one, Kind.ACCEPTED, state=State.STANDING, actor=actor, at=at)
    return one


def decline(*, identifier: uuid.UUID, ground: str, words: str, actor: Actor, at: dt.datetime) -> Commitment:
    """Decline what was proposed, on a ground of the list or in words.

    Raises:
        AbsentError, RefusedError, InputError: as for accepting; or neither ground nor words.
    """
    if ground and ground not in grounds("permission"):
        raise InputError("no ground is given", where="the answer", to_do="choose a ground from the list")
    said = words if ground and not words.strip() else reason_given(words)
    with transaction.atomic():
        one = _proposed(identifier, actor)
        entered(one, Kind.DECLINED, state=State.DECLINED, ground=ground, words=said.strip(), actor=actor, at=at)
    return one


def end(*, identifier: uuid.UUID, words: str, actor: Actor, at: dt.datetime) -> Commitment:
    """End a commitment, with words, from either side; a proposal is taken back so by its provider.

    Raises:
        AbsentError: the actor is on neither side.
        RefusedError: the actor is no liaison or duty officer of a side.
        InputError: no words, or it has ended already.
    """
    said = reason_given(words)
    with transaction.atomic():
        one = locked(identifier)
        sides = {one.provider_id} if one.state == State.PROPOSED else {one.provider_id, one.partner}
        _require(actor, sides)
        if one.state not in {State.PROPOSED, State.STANDING}:
            raise InputError("stands so already", where="the commitment", to_do="load the page again")
        entered(one, Kind.ENDED, state=State.ENDED, words=said, actor=actor, at=at)
    return one


def _proposed(identifier: uuid.UUID, actor: Actor) -> Commitment:
    one = locked(identifier)
    _require(actor, {one.partner})
    if one.state != State.PROPOSED:
        raise InputError("stands so already", where="the commitment", to_do="load the page again")
    return one


def _require(actor: Actor, sides: Collection[int]) -> None:
    if actor.user is None or not any(may_promise(actor, side) for side in sides):
        raise RefusedError("liaison and duty officers promise for their authority", to_do="ask one of them")


def _checked(said: CommitmentSaid, owner: int, at: dt.datetime) -> CommitmentSaid:
    """The same, trimmed."""
    if said.partner == owner or not Agency.objects.filter(pk=said.partner, until=None).exists():
        raise InputError("is no partner", where="the other side", to_do="choose another authority from the list")
    if said.way not in Way.values or said.every not in set(Every):
        raise InputError("is no commitment", where="how often", to_do="choose from the list")
    channel(said.channel)
    unknown = set(said.substances) - set(substances.group_codes()) - {one.code for one in substances.substances()}
    if unknown:
        raise InputError("is no substance", where=min(unknown)[:40], to_do="choose from the list")
    since = said.since or said.first
    if abs(said.first - at.date()) > _YEARS or said.first < since:
        raise InputError("is no first day", where=said.first.isoformat(), to_do="name a day from its beginning on")
    if said.last is not None and not said.first <= said.last <= said.first + _YEARS:
        raise InputError("is no last day", where=said.last.isoformat(), to_do="name a day after the first")
    contact = _line(said.contact, "contact") if said.contact.strip() else ""
    subject, basis = _line(said.subject, "subject"), _line(said.basis, "basis")
    return replace(said, since=since, contact=contact, subject=subject, basis=basis)


def _line(text: str, where: str) -> str:
    found = " ".join(text.replace("\x00", "").split())
    if not found or len(found) > LONGEST:
        raise InputError(f"a commitment has a {where}", where=where, to_do=f"say it in up to {LONGEST} characters")
    return found
