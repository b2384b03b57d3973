"""Hand-overs: written at the end of a shift, signed by the next officer, or raised to the liaison officers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.directory.authorities import authority_of
from chorsu.directory.roster import officers_to_tell
from chorsu.exchange.duty.models import HandOver
from chorsu.exchange.duty.selectors import standing_at
from chorsu.exchange.messages.models import Message, Notice
from chorsu.exchange.once import stored_once
from chorsu.handling.rules import Marking, Role
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from chorsu.handling.rules import Actor
    from chorsu.journal.contents import Kept

__all__ = ["LONGEST", "STANDING", "UNSIGNED", "hand_over", "raise_unsigned", "rebuild_hand_overs", "sign"]

LONGEST = 20_000
UNSIGNED = dt.timedelta(hours=1)
"""How long a hand-over waits for its signature before the liaison officers are told."""
MOST = 100
STANDING = "SELECT id, version FROM exchange_hand_over"


def hand_over(*, words: str, actor: Actor, at: dt.datetime, number: uuid.UUID | None = None) -> HandOver:
    """Hand the shift of the actor's authority over: what stands open, with who has it, and what is promised is kept.

    Under its `number` once: sent again it is the hand-over that stands; a number that is somebody else's gives way.

    Raises:
        RefusedError: the actor serves no authority.
        InputError: no words, or too long.
        OtherWordsError: the number stands with other words.
    """
    authority = authority_of(actor)
    if authority is None or actor.user is None or authority not in actor.provides:
        raise RefusedError("a shift is handed over in one's own authority", to_do="ask that authority")
    text = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise InputError("no words", where="the hand-over", to_do="say what comes next, or that there is nothing")
    if len(text) > LONGEST:
        raise InputError("is too long", where="the hand-over", to_do=f"say it in up to {LONGEST} characters")
    one = HandOver(
        id=number or uuid7(),
        words=text,
        standing=standing_at(actor, authority, at),
        at=at,
        by=actor.user,
        by_name=actor.name,
    )
    one.marking = Marking(authority, frozenset({authority}))
    with transaction.atomic():
        kept = stored_once(one, HandOver.objects.filter(by=actor.user, provider_id=authority), same=_same)
        if kept is not one:
            return kept
        append(kind="handover.written", record=one.pk, version=1, content=_written(one), actor=actor.user, at=at)
    return one


def _same(standing: HandOver, one: HandOver) -> bool:
    return "".join(standing.words.split()) == "".join(one.words.split())


def sign(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> HandOver:
    """Take the shift over, in one's own name.

    Raises:
        AbsentError: no such hand-over of an authority that the actor provides for.
        RefusedError: the actor wrote it, or serves another authority.
        InputError: it is signed.
    """
    with transaction.atomic():
        seen = HandOver.objects.filter(pk=identifier).first()
        if seen is None:
            raise AbsentError
        if seen.by == actor.user or seen.provider_id not in actor.principals:
            raise RefusedError("the next officer of the same authority signs it", to_do="ask a colleague")
        one = HandOver.objects.select_for_update().filter(pk=identifier, signed_at=None).first()
        if one is None:
            raise InputError("is signed", where="the hand-over", to_do="load the page again")
        one.signed_at, one.signed_by, one.signed_name = at, actor.user, actor.name
        one.version += 1
        one.save(update_fields=["signed_at", "signed_by", "signed_name", "version"])
        append(
            kind="handover.signed", record=one.pk, version=one.version, content=_signed(one), actor=actor.user, at=at
        )
    return one


def raise_unsigned(at: dt.datetime) -> int:
    """Tell the liaison officers, once, of each hand-over that nobody signed in time; as the worker. How many."""
    raised = 0
    while raised < MOST and _raise_next(at):
        raised += 1
    return raised


def _raise_next(at: dt.datetime) -> bool:
    with transaction.atomic():
        rows = HandOver.objects.select_for_update(skip_locked=True).filter(signed_at=None, raised_at=None)
        one = rows.filter(at__lte=at - UNSIGNED).order_by("at").first()
        if one is None:
            return False
        one.raised_at, one.version = at, one.version + 1
        one.save(update_fields=["raised_at", "version"])
        told = Notice(delivery_id=one.pk, kind=Notice.Kind.HANDOVER, sender=one.provider_id, addressee=one.provider_id)
        told.people, told.precedence, told.at = officers_to_tell(one.provider_id, Role.LIAISON, at), _ROUTINE, at
        told.marking = one.marking
        told.save(force_insert=True)
        append(kind="handover.raised", record=one.pk, version=one.version, content=_raised(one), actor=None, at=at)
    return True


_ROUTINE = Message.Precedence.ROUTINE


def rebuild_hand_overs(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of each act on a hand-over, by number of the journal's entry."""
    acts = {"handover.written": _written, "handover.signed": _signed, "handover.raised": _raised}
    rows = HandOver.objects.in_bulk({entry.record for entry in entries})
    return {entry.number: acts[entry.kind](rows[entry.record]) for entry in entries if entry.record in rows}


def _written(one: HandOver) -> dict[str, Any]:
    names = ("provider_id", "words", "standing", "at", "by", "by_name")
    return {name: getattr(one, name) for name in names}


def _signed(one: HandOver) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("signed_at", "signed_by", "signed_name")}


def _raised(one: HandOver) -> dict[str, Any]:
    return {"raised_at": one.raised_at}
