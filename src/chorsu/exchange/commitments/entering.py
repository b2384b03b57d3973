"""Every act on a commitment, one way: kept in order, entered in the journal, the worker's next look set anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.standing import next_look
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.handling.rules import Actor

__all__ = ["content_of", "content_of_change", "entered", "first_state", "locked", "look_again"]

_CONTENT = (
    "provider_id", "audience", "partner", "way", "subject", "substances", "channel", "every", "first", "grace", "since",
    "last", "basis", "contact", "at", "by", "by_name", "synthetic",
)  # fmt: skip
_DONE = ("kind", "at", "by", "by_name", "words", "ground", "side", "period", "message", "report", "statement")


def content_of(one: Commitment, *, acted: bool = False) -> dict[str, Any]:
    """To what the journal commits of a commitment as it was proposed; until somebody `acted`, with where it stands."""
    state, version = (first_state(one), 1) if acted else (one.state, one.version)
    return {name: getattr(one, name) for name in _CONTENT} | {"state": str(state), "version": version}


def first_state(one: Commitment) -> Commitment.State:
    """Where a commitment stands once it is proposed: what one promises to send by oneself needs no consent."""
    return Commitment.State.STANDING if one.way == Commitment.Way.GIVES else Commitment.State.PROPOSED


def content_of_change(change: CommitmentChange, standing: Commitment | CommitmentChange) -> dict[str, Any]:
    """To what the journal commits of an act; `standing` tells the state after it: the row, or the commitment."""
    version = standing.version if isinstance(standing, Commitment) else standing.number
    said = {name: getattr(change, name) for name in _DONE}
    return said | {"commitment": change.commitment_id, "state": str(standing.state), "version": version}


def locked(identifier: uuid.UUID) -> Commitment:
    """A commitment that the viewer sees, locked.

    Raises:
        AbsentError: there is none.
    """
    one = Commitment.objects.select_for_update().filter(pk=identifier).first()
    if one is None:
        raise AbsentError
    return one


def entered(
    one: Commitment,
    kind: CommitmentChange.Kind,
    *,
    actor: Actor | None,
    at: dt.datetime,
    state: Commitment.State | None = None,
    **said: Any,
) -> CommitmentChange:
    """Do one act on a commitment that is locked; by no actor, it is the clock's."""
    one.version += 1
    one.state = one.state if state is None else state
    by, name = (None, "") if actor is None else (actor.user, actor.name)
    change = CommitmentChange(commitment=one, number=one.version, kind=kind, at=at, by=by, by_name=name, **said)
    change.state = one.state
    change.save(force_insert=True)
    one.save(update_fields=["state", "version"])
    look_again(one, at)
    content = content_of_change(change, one)
    append(kind=f"commitment.{kind}", record=one.pk, version=change.number, content=content, actor=by, at=at)
    return change


def look_again(one: Commitment, at: dt.datetime) -> None:
    """Set when the worker looks at it next."""
    step = next_look(one, at)
    one.next_at = None if step is None else step[0]
    one.save(update_fields=["next_at"])
