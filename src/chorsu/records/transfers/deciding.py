"""Whether a release takes personal data to another state, and the decision that it then needs.

Owns what counts as personal data of a seizure, and as abroad. Must not release anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.directory.models import Agency
from chorsu.handling.grounds import flags, grounds
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.keeping import reason_given, seen
from chorsu.records.models import Persons, Transfer

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.records.models import Seizure

__all__ = ["TransferSaid", "abroad", "needs_basis", "refuse_transfer", "transfers_of", "weigh"]


@dataclass(frozen=True, slots=True)
class TransferSaid:
    """What the provider says of a transfer: an instrument or a basis in words, the purpose, the flags by code."""

    basis: str = ""
    purpose: str = ""
    instrument: uuid.UUID | None = None
    flags: frozenset[str] = frozenset()


def personal(seizure: Seizure) -> bool:
    """Whether a seizure tells of persons, protected ones among them, as far as its provider sees them."""
    return Persons.objects.filter(seizure=seizure, count__gt=0).exists()


def abroad(provider: int, principals: Collection[int]) -> bool:
    """Whether any of these is more than the provider, its state or an authority of its state."""
    agency = Agency.objects.select_related("state").filter(pk=provider).first()
    own = {provider}
    if agency is not None and agency.state is not None:
        own |= {agency.state.pk, *agency.state.agencies.values_list("pk", flat=True)}
    return not set(principals) <= own


def needs_basis(seizure: Seizure, principals: Collection[int]) -> bool:
    """Whether a release of this seizure to these principals is a transfer that must be weighed."""
    return abroad(seizure.provider_id, principals) and personal(seizure)


def weigh(  # noqa: PLR0913 — a decision has these parts
    seizure: Seizure,
    principals: Collection[int],
    said: TransferSaid | None,
    *,
    until: dt.datetime | None,
    actor: Actor,
    at: dt.datetime,
) -> Transfer | None:
    """The decision that lets a release go on, stored and entered; None where the release needs none.

    Raises:
        RefusedError: it needs one and nothing was said, or a flag gives a ground that refuses it.
        InputError: no basis, no purpose, or a flag that there is not.
    """
    if not needs_basis(seizure, principals):
        return None
    if said is None:
        raise RefusedError("needs a legal basis", to_do="state the agreement or the law, and the purpose")
    _checked(said)
    if any(flags()[code].refuses for code in said.flags):
        raise RefusedError("is refused on that ground", to_do="keep the refusal instead")
    return _keep(seizure, principals, said, ground="", until=until, actor=actor, at=at)


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
    _known(said.flags)
    given = ground or next((flags()[code].refuses for code in sorted(said.flags) if flags()[code].refuses), "")
    if given not in grounds("transfer"):
        raise InputError("no ground is given", where="the transfer", to_do="choose a ground from the list")
    return _keep(found, principals, said, ground=given, until=None, actor=actor, at=at)


def transfers_of(seizure: uuid.UUID) -> list[Transfer]:
    """The decisions on transfers of a record, newest first; its provider's alone."""
    return list(Transfer.objects.filter(seizure_id=seizure).order_by("-at"))


def _known(codes: Collection[str]) -> None:
    if not set(codes) <= flags().keys():
        raise InputError("is no flag", where="the transfer", to_do="choose from the list")


def _checked(said: TransferSaid) -> None:
    _known(said.flags)
    if said.instrument is None and not said.basis.strip():
        raise InputError("needs a legal basis", where="the transfer", to_do="name an instrument, or say which law")
    reason_given(said.purpose)


def _keep(  # noqa: PLR0913 — a decision has these parts
    seizure: Seizure,
    principals: Collection[int],
    said: TransferSaid,
    *,
    ground: str,
    until: dt.datetime | None,
    actor: Actor,
    at: dt.datetime,
) -> Transfer:
    one = Transfer(seizure_id=seizure.pk, to=sorted(principals), instrument=said.instrument, ground=ground, until=until)
    one.basis, one.purpose = said.basis.strip(), said.purpose.strip()
    one.flags, one.at, one.by, one.by_name = sorted(said.flags), at, actor.user, actor.name
    one.marking = Marking(seizure.provider_id, frozenset({seizure.provider_id}))
    one.save(force_insert=True)
    content = {"record": seizure.pk, "to": one.to, "basis": one.basis, "instrument": one.instrument}
    content |= {"purpose": one.purpose, "flags": one.flags, "ground": ground}
    kind = "transfer.refused" if ground else "transfer.allowed"
    append(kind=kind, record=one.pk, version=1, content=content, actor=actor.user, at=at)
    return one
