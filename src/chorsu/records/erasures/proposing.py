"""Proposing that a record be erased by law, and what becomes of it: confirmed by another, withdrawn or refused.

Until another officer of the provider confirms, the record stands. Each act is entered in the journal, which alone keeps
what was withdrawn or refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.erasure import erase, named
from chorsu.records.keeping import seen
from chorsu.records.models import ErasureProposal, Seizure

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.records.models import Erasure
    from chorsu.records.store import Store

__all__ = ["confirm", "drop", "proposal_of", "propose"]


def proposal_of(seizure: uuid.UUID) -> ErasureProposal | None:
    """The erasure that is proposed of a record, for its provider; None where there is none, and for others."""
    return ErasureProposal.objects.filter(pk=seizure).first()


@transaction.atomic
def propose(*, seizure: uuid.UUID, ground: str, words: str, actor: Actor, at: dt.datetime) -> ErasureProposal:
    """Propose to erase a record, as its provider; `words` name the decision or the article, never the content.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: no such ground, no words, or it is proposed already.
    """
    told = named(ground, words)
    found = _provided(seizure, actor, at)
    if proposal_of(seizure) is not None:
        raise InputError("stands so already", where="the erasure", to_do="load the page again")
    made = ErasureProposal(seizure=found.pk, ground=ground, words=told, proposed_by=actor.user or 0, proposed_at=at)
    made.marking = Marking(found.provider_id, frozenset({found.provider_id}))
    made.save(force_insert=True)
    _enter("proposed", found, made, actor, at)
    return made


@transaction.atomic
def confirm(*, seizure: uuid.UUID, store: Store, actor: Actor, at: dt.datetime) -> Erasure:
    """Erase a record as another officer proposed it.

    Raises:
        AbsentError: there is no such record, or not for this actor.
        RefusedError: the actor does not provide it, or proposed it.
        InputError: nobody proposed it.
    """
    _provided(seizure, actor, at)
    found = _waiting(seizure)
    return erase(
        seizure=seizure,
        ground=found.ground,
        words=found.words,
        store=store,
        actor=actor,
        at=at,
        proposed_by=found.proposed_by,
    )


@transaction.atomic
def drop(*, seizure: uuid.UUID, actor: Actor, at: dt.datetime) -> bool:
    """Let the record stand: the proposer withdraws the proposal, anybody else of the provider refuses it (True).

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: nobody proposed it.
    """
    record = _provided(seizure, actor, at)
    found = _waiting(seizure)
    refused = found.proposed_by != actor.user
    found.delete()
    _enter("refused" if refused else "withdrawn", record, found, actor, at)
    return refused


def _provided(seizure: uuid.UUID, actor: Actor, at: dt.datetime) -> Seizure:
    """The record, held until the transaction ends."""
    if not decide(actor, seen(seizure, actor, at).marking, Act.EDIT, at).allowed:
        raise RefusedError("only the provider of a record may do this", to_do="ask the provider")
    found = Seizure.objects.select_for_update().filter(pk=seizure).first()
    if found is None or actor.user is None:
        raise AbsentError
    return found


def _waiting(seizure: uuid.UUID) -> ErasureProposal:
    found = proposal_of(seizure)
    if found is None:
        raise InputError("waits for nobody", where="the erasure", to_do="load the page again")
    return found


def _enter(act: str, record: Seizure, proposal: ErasureProposal, actor: Actor, at: dt.datetime) -> None:
    append(
        kind=f"seizure.erasure-{act}",
        record=record.pk,
        version=record.version,
        content={},
        said={"ground": proposal.ground, "words": proposal.words},
        actor=actor.user,
        at=at,
    )
