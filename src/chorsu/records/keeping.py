"""How a seizure changes: found, guarded by the rule, locked, its old state kept as a version, the act entered.

Owns the one way to an object that every service of records goes through. Must not know what an act changes.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.handling.models import columns_of
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.apart import apart_of
from chorsu.records.committed import committed
from chorsu.records.contents import content_of
from chorsu.records.earlier import Seeing
from chorsu.records.identifiers import shared
from chorsu.records.models import (
    PROTECTED,
    Identifier,
    Lot,
    Persons,
    PersonsBefore,
    Photograph,
    Seizure,
    Version,
    Withheld,
)
from chorsu.records.passings import settled
from chorsu.records.persons import counted, keep_persons
from chorsu.records.reasons import reason_given
from chorsu.records.recalls.travel import travel
from chorsu.records.transfers.guarding import Before, Keeping, told_by
from chorsu.records.transfers.holding import held_statuses, open_counts, open_identifiers, open_words, words_told
from chorsu.records.transfers.reaching import home_of, newly_reached
from chorsu.records.withheld import CELLS, keep_cells, part_whole, store_apart, take_apart

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Iterator, Mapping

    from chorsu.records.transfers.said import TransferSaid

__all__ = ["Change", "ChangedError", "changing", "hold", "narrowest", "reason_given", "seen"]

KINDS = {
    "corrected", "recounted", "weighed", "confirmed", "released", "recalled", "excluded", "permitted", "passed",
    "extended", "conditioned", "marked", "withdrawn", "restored",
}  # fmt: skip


@dataclass(slots=True)
class Change:
    """A seizure in the middle of an act; the service changes `seizure`, `lots`, `persons`, the keeping stores them.

    The seizure is whole: what is withheld of it stands in it, and goes back into `withheld` when it is stored.
    """

    seizure: Seizure
    lots: list[Lot]
    identifiers: list[Identifier]
    persons: dict[str, int]
    """Counts by status; a correction is the provider's, who sees them all."""
    kind: str
    """What the act is entered as; the service may make it `recounted` where it changes protected persons alone."""
    withheld: dict[str, Withheld] = field(default_factory=dict)
    """The parts that are marked by themselves, by name."""
    said: dict[str, Any] = field(default_factory=dict)
    """What the journal commits to, and keeps, beside the new content."""
    told: str = ""
    """The reason meant for those to whom the act closes the record."""
    transfer: TransferSaid | None = None
    """On what basis the act takes personal data to another state, where it does."""

    @property
    def markings(self) -> dict[str, Marking]:
        """The marking of the record under the empty name, those of its lots under `lot:1` and so on."""
        whole = self.seizure.marking
        return {"": whole} | {f"lot:{lot.number}": whole.narrowed_to(lot.only_for) for lot in self.lots}

    @property
    def parted(self) -> bool:
        """Whether anything of it is withheld from some of those who see the rest."""
        return bool(self.withheld.keys() - {CELLS}) or any(lot.only_for is not None for lot in self.lots)


def seen(seizure: uuid.UUID, actor: Actor, at: dt.datetime) -> Seizure:
    """The seizure, for an actor who may see it.

    Raises:
        AbsentError: there is none, or not for this actor: the two are one.
    """
    found = Seizure.objects.filter(pk=seizure).first()
    if found is None or not decide(actor, found.marking, Act.SEE, at).allowed:
        raise AbsentError
    return found


class ChangedError(InputError):
    """The record is no longer the version on which an act was decided."""


def hold(seizure: uuid.UUID, version: int | None) -> None:
    """Go on only while this is the newest version, and keep it so until the transaction ends; None asks for nothing.

    For whoever may not change the record nothing is held, as the act itself refuses them.

    Raises:
        ChangedError: somebody was faster.
    """
    locked = None if version is None else Seizure.objects.select_for_update().filter(pk=seizure).first()
    if locked is not None:
        _require_newest(locked, version)


def _require_newest(locked: Seizure, version: int | None) -> None:
    if version is not None and locked.version != version:
        raise ChangedError("was changed in the meantime", where="the record", to_do="load the page again")


@contextmanager
def changing(  # noqa: PLR0913 — an act has these parts
    seizure: uuid.UUID,
    *,
    kind: str,
    act: Act,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
    version: int | None = None,
    transfer: TransferSaid | None = None,
) -> Iterator[Change]:
    """One act on a seizure in one transaction: the block changes it; before, the old state is kept; after, stored.

    Where personal data newly reach another state, `transfer` says on what basis; the decision is kept with the act.

    Raises:
        AbsentError: the actor may not see it, or it is not there.
        RefusedError: the actor sees it, but only its provider may do this.
        ChangedError: `version` is given and no longer the newest: somebody was faster.
        NeedsBasisError: personal data would newly reach another state without a basis.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    with transaction.atomic():
        if not decide(actor, seen(seizure, actor, at).marking, act, at).allowed:
            raise RefusedError("only the provider of a record may do this", to_do="ask the provider")
        locked = Seizure.objects.select_for_update().get(pk=seizure)
        _require_newest(locked, version)
        lots = list(Lot.objects.select_for_update().filter(seizure=locked).order_by("number"))
        withheld = {row.part: row for row in Withheld.objects.select_for_update().filter(seizure=locked)}
        for row in withheld.values():
            part_whole(locked, row)
        identifiers = list(Identifier.objects.select_for_update().filter(seizure=locked))
        before = {own: content_of(locked, lots, identifiers if own else shared(identifiers)) for own in (True, False)}
        number, seeing = locked.version, Seeing(at).of(locked.marking)
        persons = counted([locked.pk])[locked.pk]
        change = Change(locked, lots, identifiers, dict(persons), kind, withheld, transfer=transfer)
        markings, stood = change.markings, _before(change, act, actor)
        yield change
        locked.marking = settled(locked.marking, at)
        fresh = newly_reached(stood.marking, locked.marking, at)
        if fresh:
            keep_cells(locked, change.withheld, seeing)
        _weigh(change, stood, persons, actor, at)
        locked.version, locked.changed_at = number + 1, at
        content = committed(content_of(locked, lots, identifiers), change.persons, reason)
        _store(change)  # which takes the row apart
        travel(locked, markings, change.markings, kind=change.kind, told=change.told, at=at)
        keep_persons(locked, before=persons, now=change.persons, number=number, seeing=seeing)
        _keep(change, seeing, before=before[change.kind in _INTERNAL], number=number, reason=reason, actor=actor, at=at)
        append(
            kind=f"seizure.{change.kind}",
            record=locked.pk,
            version=locked.version,
            content=content,
            said=change.said | _told(change) | apart_of(locked, change.withheld.values(), lots, change.identifiers),
            actor=actor.user,
            at=at,
            told_to=fresh if change.kind in _INTERNAL else None,
        )


def _before(change: Change, act: Act, actor: Actor) -> Before:
    """The record as it stands. Who passes it on does so within one's own state freely, and passes what one sees."""
    home, passed = home_of(change.seizure.provider_id), act is Act.PASS_ON
    if passed and actor.agency is not None:
        home |= home_of(actor.agency)
    held = held_statuses(change.seizure.pk)
    counts = {status: count for status, count in change.persons.items() if status not in held}
    words = words_told(change.seizure, change.withheld)
    told = told_by(counts, change.identifiers, words=words, protected=not passed)
    return Before(change.seizure.pk, change.seizure.marking, told, home, protected=not passed)


def _weigh(change: Change, stood: Before, counts: Mapping[str, int], actor: Actor, at: dt.datetime) -> None:
    """Let personal data reach another state on a stated basis alone, and note the decision with the act.

    What is held back for want of a basis is opened with one, and weighed with the rest.
    """
    persons, held = dict(change.persons), held_statuses(change.seizure.pk)
    if change.transfer is not None:
        open_identifiers(change.seizure.provider_id, change.identifiers)
        open_counts(change.seizure.pk)
        open_words(change.seizure.provider_id, change.withheld)
    else:
        persons = {status: n for status, n in persons.items() if status not in held or n != counts.get(status)}
    words = words_told(change.seizure, change.withheld)
    told = told_by(persons, change.identifiers, words=words, protected=stood.protected)
    keeping = Keeping(change.seizure.provider_id, actor.user, actor.name, at)
    decision = stood.weighed(change.seizure.marking, told, change.transfer, keeping)
    if decision is not None:
        change.said["transfer"] = str(decision.pk)


def _told(change: Change) -> dict[str, str]:
    return {"told": change.told} if change.told else {}


def _store(change: Change) -> None:
    """Store the seizure with its lots, and carry its marking to everything that is told of it."""
    marking = change.seizure.marking
    take_apart(change.seizure, change.withheld, change.lots)
    change.seizure.save()
    store_apart(change.seizure, change.withheld)
    for lot in change.lots:
        lot.marking = marking.narrowed_to(lot.only_for)
        lot.save()
    _store_identifiers(change, marking)
    columns = columns_of(marking)
    del columns["only_for"]  # a part stays as narrow as its provider made it
    Version.objects.filter(seizure=change.seizure).exclude(act__in=_INTERNAL).update(**columns)
    for counts in (Persons, PersonsBefore):
        counts.objects.filter(seizure=change.seizure).exclude(status__in=PROTECTED).update(**columns)
    Photograph.objects.filter(seizure=change.seizure).update(**columns)

    if change.parted:
        # A version tells the whole: those of a record with a withheld part are its provider's alone, for good.
        Version.objects.filter(seizure=change.seizure).update(only_for=[change.seizure.provider_id])


def _store_identifiers(change: Change, marking: Marking) -> None:
    """Store the identifiers that stand, each as narrow as its provider made it, and take away the others."""
    standing = [one.pk for one in change.identifiers]
    Identifier.objects.filter(seizure=change.seizure).exclude(pk__in=standing).delete()
    for one in change.identifiers:
        one.marking = marking.narrowed_to(one.only_for)
        one.save()


def narrowest(marking: Marking, parts: Iterable[Lot]) -> Marking:
    """The marking of what tells of all these lots: as narrow as the narrowest of them."""
    for part in parts:
        marking = marking.narrowed_to(part.only_for)
    return marking


_INTERNAL = (
    "released", "recalled", "excluded", "permitted", "passed", "extended", "recounted", "conditioned", "marked",
)  # fmt: skip
"""Acts that change the audience or protected persons alone: what was before them is the provider's own affair, whoever
sees the record; for everybody else such an act changes no content."""


def _keep(  # noqa: PLR0913 — a version has these parts
    change: Change,
    seeing: list[int],
    *,
    before: dict[str, Any],
    number: int,
    reason: str,
    actor: Actor,
    at: dt.datetime,
) -> None:
    kept = Version(
        seizure=change.seizure, version=number, act=change.kind, reason=reason, at=at, by=actor.user, content=before
    )
    marking: Marking = change.seizure.marking
    hidden = change.kind in _INTERNAL or change.parted
    kept.marking = marking.only_for_provider() if hidden else marking.narrowed_to(seeing)
    if CELLS in change.withheld:
        kept.marking = kept.marking.narrowed_to(change.withheld[CELLS].only_for)
    kept.save(force_insert=True)
