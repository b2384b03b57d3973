"""The one gate through which personal data reach another state: on a stated basis, or not yet.

Every door uses it: an act on a record goes through `records.keeping.changing`, which asks `Before.weighed`; a record
that is new, or told anew by a sheet, goes on without a basis, but no further than its own state, and what is held back
is kept (`held_back`) until somebody states one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from chorsu.handling.rules import Marking
from chorsu.journal.services import Entered, append_many
from chorsu.records.models import Transfer
from chorsu.records.transfers.reaching import abroad, newly_reached
from chorsu.records.transfers.said import NeedsBasisError, TransferSaid
from chorsu.records.transfers.telling import adds, told_of, words_of_source

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections import Counter
    from collections.abc import Collection, Iterable, Mapping

    from django.db.models import QuerySet

    from chorsu.records.models import Identifier

__all__ = ["Before", "Keeping", "covered", "held_back", "told_by"]


def told_by(
    persons: Mapping[str, int], identifiers: Iterable[Identifier], *, words: str = "", protected: bool = True
) -> Counter[str]:
    """What a record tells of persons (`telling.told_of`); identifiers of its provider alone reach nobody."""
    shared = ((one.kind, one.normal) for one in identifiers if one.only_for is None)
    return told_of(persons, shared, words=words, protected=protected)


@dataclass(frozen=True, slots=True)
class Before:
    """A record as it stood before an act: whom it reached, what it told of persons.

    `home` is what counts as no transfer; `protected`: whether statuses are weighed that only the provider sees.
    """

    seizure: uuid.UUID
    marking: Marking
    told: Counter[str]
    home: frozenset[int]
    protected: bool = True

    def to_weigh(self, after: Marking, told: Counter[str], at: dt.datetime) -> frozenset[int]:
        """The principals abroad whom personal data newly reach, with no decision that covers them; none: no transfer.

        Whom the record reached before is reached newly where more is told of persons than before.
        """
        reached = abroad(after, self.home, at)
        fresh = newly_reached(self.marking, after, at) & reached
        more = adds(self.told, told)
        if not reached or not (fresh or more):
            return frozenset()
        if not told and not words_of_source([self.seizure]):
            return frozenset()
        return fresh | (reached - covered(self.seizure, at) if more else frozenset())

    def weighed(
        self, after: Marking, told: Counter[str], said: TransferSaid | None, keeping: Keeping
    ) -> Transfer | None:
        """The decision that lets an act go on, stored and entered; None where the act is no transfer.

        Raises:
            NeedsBasisError: it is one, and nothing was said.
            RefusedError, InputError: as for `TransferSaid.checked`.
        """
        to = self.to_weigh(after, told, keeping.at)
        if not to:
            return None
        if said is None:
            raise NeedsBasisError
        ends = {one.until for one in after.terms if one.to & to}
        until = max((end for end in ends if end is not None), default=None) if None not in ends else None
        return keeping.allowed([self.seizure], to, said, until=until)[0]


def covered(seizure: uuid.UUID, at: dt.datetime) -> frozenset[int]:
    """The principals to whom a decision that stands lets a record go."""
    standing = Transfer.objects.filter(Q(until=None) | Q(until__gt=at), seizure_id=seizure, ground="", held=False)
    return frozenset(number for to in standing.values_list("to", flat=True) for number in to)


def held_back(seizures: QuerySet[Transfer] | None = None) -> QuerySet[Transfer]:
    """What waits for a basis: kept back when it was handed in, and decided on by nobody since."""
    decided = Transfer.objects.filter(seizure_id=OuterRef("seizure_id"), held=False, at__gte=OuterRef("at"))
    return (Transfer.objects if seizures is None else seizures).filter(~Exists(decided), held=True)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Keeps decisions on transfers of one provider's records: who decided, and when (aware)."""

    provider: int
    user: int | None
    name: str
    at: dt.datetime

    def allowed(
        self, seizures: Collection[uuid.UUID], to: Collection[int], said: TransferSaid, *, until: dt.datetime | None
    ) -> list[Transfer]:
        """Keep that these records may go to `to`, on one basis.

        Raises:
            RefusedError, InputError: as for `TransferSaid.checked`.
        """
        said = said.checked()
        return self._kept([self._one(seizure, to, said, until) for seizure in seizures], "transfer.allowed")

    def refused(self, seizure: uuid.UUID, to: Collection[int], said: TransferSaid, ground: str) -> Transfer:
        """Keep that a transfer was refused on a ground."""
        one = self._one(seizure, to, said, None)
        one.ground = ground
        return self._kept([one], "transfer.refused")[0]

    def held(self, seizures: Collection[uuid.UUID], to: Collection[int], *, until: dt.datetime | None) -> int:
        """Keep that these records were meant for `to`, too, and wait for a basis; how many they are."""
        found = [self._one(seizure, to, TransferSaid(), until) for seizure in seizures]
        for one in found:
            one.held = True
        return len(self._kept(found, "transfer.held"))

    def _one(self, seizure: uuid.UUID, to: Collection[int], said: TransferSaid, until: dt.datetime | None) -> Transfer:
        one = Transfer(seizure_id=seizure, to=sorted(to), instrument=said.instrument, until=until)
        one.basis, one.purpose, one.flags = said.basis.strip(), said.purpose.strip(), sorted(said.flags)
        one.at, one.by, one.by_name = self.at, self.user, said.by_name or self.name
        one.marking = Marking(self.provider, frozenset({self.provider}))
        return one

    def _kept(self, found: list[Transfer], kind: str) -> list[Transfer]:
        Transfer.objects.bulk_create(found, batch_size=1_000)
        append_many((Entered(kind, one.pk, 1, _content(one)) for one in found), actor=self.user, at=self.at)
        return found


def _content(one: Transfer) -> dict[str, object]:
    names = ("to", "basis", "instrument", "purpose", "flags", "ground")
    return {"record": one.seizure_id} | {name: getattr(one, name) for name in names}
