"""Whether a release takes personal data to another state, and the decisions that are kept.

What is weighed and how it is kept is `transfers.guarding`; here are the questions that pages ask, and the refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.handling.grounds import flags, grounds
from chorsu.handling.rules import Act, Actor, decide
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.keeping import seen
from chorsu.records.models import Transfer
from chorsu.records.transfers.guarding import Keeping, held_back
from chorsu.records.transfers.reaching import home_of
from chorsu.records.transfers.said import TransferSaid
from chorsu.records.transfers.telling import personal_among

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.records.models import Seizure

__all__ = ["TransferSaid", "needs_basis", "refuse_transfer", "transfers_of", "waiting_for_basis"]


def needs_basis(seizure: Seizure, principals: Collection[int]) -> bool:
    """Whether a release of this seizure to these principals is a transfer that must be weighed."""
    return bool(set(principals) - home_of(seizure.provider_id)) and bool(personal_among([seizure.pk]))


def refuse_transfer(  # noqa: PLR0913 — as a decision that allows
    *,
    seizure: uuid.UUID,
    principals: Collection[int],
    said: TransferSaid,
    ground: str,
    actor: Actor,
    at: dt.datetime,
) -> Transfer:
    """Keep that a transfer was refused, and on which ground; where none is given, the one that a flag gives.

    Raises:
        AbsentError, RefusedError: as for a release.
        InputError: no ground.
    """
    found = seen(seizure, actor, at)
    if not decide(actor, found.marking, Act.RELEASE, at).allowed:
        raise RefusedError("only the provider of a record may do this", to_do="ask the provider")
    said.known()
    given = ground or next((flags()[code].refuses for code in sorted(said.flags) if flags()[code].refuses), "")
    if given not in grounds("transfer"):
        raise InputError("no ground is given", where="the transfer", to_do="choose a ground from the list")
    return Keeping(found.provider_id, actor.user, actor.name, at).refused(found.pk, principals, said, given)


def transfers_of(seizure: uuid.UUID) -> list[Transfer]:
    """The decisions on transfers of a record, newest first; its provider's alone."""
    return list(Transfer.objects.filter(seizure_id=seizure, held=False).order_by("-at"))


def waiting_for_basis(seizure: uuid.UUID) -> Transfer | None:
    """What a record was meant for when it was handed in, where it still waits for a basis; its provider's alone."""
    return held_back(Transfer.objects.filter(seizure_id=seizure)).order_by("-at").first()
