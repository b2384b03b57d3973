"""Changing photographs: adding them to a seizure, blurring regions of one, taking one back and putting it back.

The original is kept as it came, for the provider alone; what a record shows are copies made here. Each act is entered
in the journal under the photograph's own identifier, in the transaction of the act.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from chorsu.handling.rules import Act, Actor, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.contents import storable
from chorsu.records.keeping import seen
from chorsu.records.models import Seizure
from chorsu.records.photographs.images import MOST_BYTES, Region, copies_of, look_at, stated
from chorsu.records.photographs.models import Original, Photograph

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Sequence

    from chorsu.records.photographs.images import Copies
    from chorsu.records.store import Store

__all__ = [
    "LONGEST_REASON",
    "MOST_OF_A_SEIZURE",
    "MOST_REGIONS",
    "Taken",
    "add_photographs",
    "blur",
    "put_back",
    "take_back",
]

MOST_OF_A_SEIZURE = 12
"""Photographs that a record shows; those taken back are not counted."""
MOST_REGIONS = 40
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """A photograph to add: its bytes, what it shows, what the camera wrote (where the device took that off)."""

    data: bytes
    kind: str
    file_name: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)


def add_photographs(
    *, seizure: uuid.UUID, photographs: Sequence[Taken], store: Store, actor: Actor, at: dt.datetime
) -> list[Photograph]:
    """Add photographs to a seizure, after those it has, marked as it is.

    Raises:
        AbsentError: the actor does not see the seizure.
        RefusedError: only its provider adds photographs.
        InputError: there are too many, one is of no kind known, or one cannot be read as a picture.
    """
    with transaction.atomic():
        found = seen(seizure, actor, at)
        if not decide(actor, found.marking, Act.EDIT, at).allowed:
            raise RefusedError("only the provider of a record adds photographs", to_do="ask the provider")
        # Pictures take seconds: a recall or another upload waits, and finds all of them or none.
        found = Seizure.objects.select_for_update().get(pk=found.pk)
        standing = Photograph.objects.filter(seizure=found)
        if standing.filter(taken_back_at=None).count() + len(photographs) > MOST_OF_A_SEIZURE:
            raise InputError(
                f"more than {MOST_OF_A_SEIZURE} photographs", where="photographs", to_do="choose the telling ones"
            )
        first = (standing.aggregate(last=Max("number"))["last"] or 0) + 1
        added = []
        for number, taken in enumerate(photographs, start=first):
            photograph = _added(taken, number, store, at)
            photograph.seizure, photograph.marking = found, found.marking
            photograph.save(force_insert=True)
            original = _original(taken, store)
            original.photograph, original.added_by = photograph, actor.user
            original.marking = found.marking.only_for_provider()
            original.save(force_insert=True)
            _enter("photograph.added", photograph, {"original": original.digest}, actor, at)
            added.append(photograph)
        return added


def _added(taken: Taken, number: int, store: Store, at: dt.datetime) -> Photograph:
    if taken.kind not in Photograph.Kind.values:
        raise InputError("is no kind of photograph", where=taken.kind[:40], to_do="choose one listed")
    photograph = Photograph(number=number, kind=taken.kind, added_at=at, changed_at=at)
    _take_copies(photograph, copies_of(taken.data, where=_named(taken)), store)
    return photograph


def _named(taken: Taken) -> str:
    return "".join(sign for sign in taken.file_name if sign.isprintable())[-80:] or "photograph"


def _original(taken: Taken, store: Store) -> Original:
    picture = look_at(taken.data, where=_named(taken))
    kept = store.keep([taken.data], most=MOST_BYTES, where=_named(taken))
    metadata = {**picture.metadata, **stated({"file_name": taken.file_name, **taken.metadata})}
    return Original(
        digest=kept.digest,
        media_type=picture.media_type,
        size=kept.size,
        width=picture.width,
        height=picture.height,
        metadata=storable(metadata),
    )


def _take_copies(photograph: Photograph, copies: Copies, store: Store) -> None:
    photograph.large = store.keep([copies.large], most=MOST_BYTES).digest
    photograph.small = store.keep([copies.small], most=MOST_BYTES).digest
    photograph.width, photograph.height = copies.width, copies.height


def blur(
    *, photograph: uuid.UUID, regions: Iterable[Region], store: Store, actor: Actor, at: dt.datetime
) -> Photograph:
    """Blur these rectangles, and no others, in the copies of a photograph; without any, the copies are clear again.

    Raises:
        AbsentError: the actor does not see it.
        RefusedError: only its provider may do this.
        InputError: there are too many rectangles.
    """
    asked = list(regions)
    if len(asked) > MOST_REGIONS:
        raise InputError(f"more than {MOST_REGIONS} rectangles", where="regions", to_do="draw fewer, larger ones")
    with transaction.atomic():
        found = _own(photograph, actor, at)
        if found.taken_back_at is not None:
            raise InputError("was taken back", where="the photograph", to_do="put it back first")
        found.regions = [region.to_json() for region in asked]
        _take_copies(found, copies_of(_bytes_of(found, store), asked), store)
        _change(found, "photograph.blurred", {"regions": found.regions}, actor, at)
    return found


def take_back(*, photograph: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Photograph:
    """Take a photograph back from everybody: its copies go, that it was there stays, the provider keeps the reason.

    Raises:
        AbsentError: the actor does not see it.
        RefusedError: only its provider may do this.
        InputError: no reason is given, a very long one, or it was taken back before.
    """
    why = storable(reason).strip()
    if not why:
        raise InputError("no reason is given", where="the photograph", to_do="say why it is taken back")
    if len(why) > LONGEST_REASON:
        raise InputError(f"is longer than {LONGEST_REASON} signs", where="the reason", to_do="say it shorter")
    with transaction.atomic():
        found = _own(photograph, actor, at)
        if found.taken_back_at is not None:
            raise InputError("was taken back before", where="the photograph", to_do="load the page again")
        Original.objects.filter(photograph=found).update(taken_back_why=why)
        found.large = found.small = ""
        found.taken_back_at = at
        _change(found, "photograph.taken_back", {}, actor, at)
    return found


def put_back(*, photograph: uuid.UUID, store: Store, actor: Actor, at: dt.datetime) -> Photograph:
    """Undo that it was taken back: the copies are made anew, blurred as they were.

    Raises:
        AbsentError: the actor does not see it.
        RefusedError: only its provider may do this.
        InputError: it was not taken back, or the record shows as many as it can.
    """
    with transaction.atomic():
        found = _own(photograph, actor, at)
        if found.taken_back_at is None:
            raise InputError("was not taken back", where="the photograph", to_do="load the page again")
        if Photograph.objects.filter(seizure=found.seizure_id, taken_back_at=None).count() >= MOST_OF_A_SEIZURE:
            raise InputError(
                f"more than {MOST_OF_A_SEIZURE} photographs", where="photographs", to_do="choose the telling ones"
            )
        regions = [Region.from_json(region) for region in found.regions]
        _take_copies(found, copies_of(_bytes_of(found, store), regions), store)
        found.taken_back_at = None
        _change(found, "photograph.put_back", {"regions": found.regions}, actor, at)
    return found


def _own(photograph: uuid.UUID, actor: Actor, at: dt.datetime) -> Photograph:
    """The photograph, held for its provider until the transaction ends."""
    shown = Photograph.objects.filter(pk=photograph).first()
    if shown is None or not decide(actor, shown.marking, Act.SEE, at).allowed:
        raise AbsentError
    if not decide(actor, shown.marking, Act.EDIT, at).allowed:
        raise RefusedError("only the provider of a photograph changes it", to_do="ask the provider")
    return Photograph.objects.select_for_update().get(pk=photograph)


def _bytes_of(photograph: Photograph, store: Store) -> bytes:
    return store.path(Original.objects.get(photograph=photograph).digest).read_bytes()


def _change(photograph: Photograph, kind: str, said: dict[str, Any], actor: Actor, at: dt.datetime) -> None:
    photograph.changed_at = at
    photograph.version += 1
    photograph.save()
    _enter(kind, photograph, said, actor, at)


def _enter(kind: str, photograph: Photograph, said: dict[str, Any], actor: Actor, at: dt.datetime) -> None:
    content = {
        "seizure": str(photograph.seizure_id),
        "number": photograph.number,
        "kind": photograph.kind,
        "large": photograph.large,
        "small": photograph.small,
    }
    append(
        kind=kind,
        record=photograph.pk,
        version=photograph.version,
        content={},
        said=content | said,
        actor=actor.user,
        at=at,
    )
