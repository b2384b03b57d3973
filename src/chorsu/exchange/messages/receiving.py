"""What the two sides do with a delivery: open, acknowledge, assign it; give more time; translate its message.

Answers are messages of their own (`writing`, `sending`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from chorsu.directory.selectors import officers_of
from chorsu.exchange.attachments.keeping import committed
from chorsu.exchange.attachments.services import attach_to
from chorsu.exchange.messages.delivering import change
from chorsu.exchange.messages.gate import files_lead_to_somebody, leaves_the_state, tells_of_persons
from chorsu.exchange.messages.models import ANSWERS, Delivery, DeliveryChange, Message, Translation
from chorsu.exchange.messages.naming import trace_in
from chorsu.exchange.messages.saying import LANGUAGES, LONGEST_BODY, LONGEST_SUBJECT
from chorsu.exchange.messages.sending import needs_four_eyes
from chorsu.exchange.messages.writing import own_delivery, own_message
from chorsu.handling.rules import Marking
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.reasons import reason_given

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Sequence

    from chorsu.exchange.attachments.files import Checked
    from chorsu.handling.rules import Actor
    from chorsu.records.store import Store

__all__ = ["MOST_MORE", "acknowledge", "assign", "extend", "opened", "translate"]

MOST_MORE = 90
"""The most hours or days that one extension adds."""
Done = DeliveryChange.Kind


def opened(*, message: uuid.UUID, actor: Actor, at: dt.datetime) -> None:
    """Note that an officer of each addressee that the actor provides for opened a message; the first time only.

    Raises:
        AbsentError: it was not sent to an authority that the actor provides for.
    """
    with transaction.atomic():
        rows = Delivery.objects.select_for_update().filter(message_id=message, addressee__in=actor.provides)
        found = list(rows.order_by("pk"))
        for one in found:
            if one.opened_at is None and one.state != Delivery.State.WITHDRAWN:
                change(one, Done.OPENED, by=actor.user, by_name=actor.name, at=at)
    if not found:
        raise AbsentError


def acknowledge(*, message: uuid.UUID, actor: Actor, at: dt.datetime, addressee: int | None = None) -> Delivery:
    """Say that a person has seen a message and takes care of it; from then on it goes up only when it is late.

    At this `addressee`, where it was sent to several that the actor provides for.

    Raises:
        AbsentError: as for opening.
        InputError: it is acknowledged already, or was taken back.
    """
    with transaction.atomic():
        one = _standing(message, actor, addressee or _unseen(message, actor))
        if one.acknowledged_at is not None:
            raise InputError("stands so already", where="the message", to_do="load the page again")
        change(one, Done.ACKNOWLEDGED, by=actor.user, by_name=actor.name, at=at)
    return one


def assign(
    *, message: uuid.UUID, officer: int, actor: Actor, at: dt.datetime, addressee: int | None = None
) -> Delivery:
    """Give a message to an officer of the authority that it was sent to; again to another, whenever that is needed.

    `addressee` as for acknowledging.

    Raises:
        AbsentError: as for opening.
        InputError: no officer of that authority, the same as before, or the message was taken back.
    """
    with transaction.atomic():
        one = _standing(message, actor, addressee)
        if not officers_of([one.addressee]).filter(pk=officer).exists():
            raise InputError("is no officer of this authority", where="officer", to_do="choose from the list")
        if one.assigned_to == officer:
            raise InputError("stands so already", where="the message", to_do="load the page again")
        change(one, Done.ASSIGNED, by=actor.user, by_name=actor.name, at=at, officer=officer)
    return one


def extend(  # noqa: PLR0913 — an act has these parts
    *, message: uuid.UUID, addressee: int, amount: int, reason: str, actor: Actor, at: dt.datetime
) -> Delivery:
    """Give an addressee more time, in the hours or days that its deadline counts; the asker's to grant.

    Raises:
        AbsentError, RefusedError: the actor's authority did not ask this addressee.
        InputError: no answer is owed, no reason, or more than `MOST_MORE`.
    """
    stated = reason_given(reason)
    with transaction.atomic():
        asked = own_message(message, actor)
        one = Delivery.objects.select_for_update().filter(message=asked, addressee=addressee).first()
        if one is None:
            raise AbsentError
        if one.state not in ANSWERS:
            raise InputError("waits for no answer", where="the message", to_do="load the page again")
        if not 1 <= amount <= MOST_MORE:
            raise InputError("is no extension", where=str(amount)[:20], to_do=f"add 1 to {MOST_MORE}")
        change(one, Done.EXTENDED, by=actor.user, by_name=actor.name, at=at, reason=stated, amount=amount)
    return one


def translate(  # noqa: PLR0913 — a translation has these parts
    *,
    message: uuid.UUID,
    language: str,
    subject: str,
    body: str,
    actor: Actor,
    at: dt.datetime,
    files: Sequence[Checked] = (),
    personal: bool | None = None,
    store: Store | None = None,
) -> Translation:
    """Put a message beside itself in another language; a later translation of the same authority is a new version.

    `files` go with it, into `store`; `personal` is whether they name persons, as is asked of the sender's when they
    leave the state: what the message did not tell, its translation does not tell either. Nor does one officer alone
    add words to what an authority sends by four eyes.

    Raises:
        AbsentError: the actor's authority neither sent nor received it.
        RefusedError: the actor's authority sent it, and wants four eyes for what it sends.
        InputError: it is not sent, or was taken back; no other language, no subject, or too long; it tells of persons
            where the message does not.
    """
    if actor.user is None:
        raise AbsentError
    said, text = (one.replace("\x00", "").strip() for one in (subject, body))
    with transaction.atomic():
        of = Message.objects.filter(pk=message).first()
        if of is None:
            raise AbsentError
        provider = _side(of, actor)
        if of.state != Message.State.SENT:
            raise InputError("is not with its addressees", where="the message", to_do="send it, then translate it")
        if provider == of.provider_id and needs_four_eyes(provider):
            raise RefusedError("a second officer releases what goes out", to_do="send it as a message of its own")
        if language not in LANGUAGES or language == of.language:
            raise InputError("is no other language", where=language[:20], to_do="choose from the list")
        if not said or len(said) > LONGEST_SUBJECT or len(text) > LONGEST_BODY:
            raise InputError("a message has a subject", where="subject", to_do="write it")
        rows = Translation.objects.filter(message=of, provider_id=provider, language=language)
        before = rows.aggregate(newest=Max("version"))["newest"] or 0
        one = Translation(message=of, language=language, version=before + 1, subject=said, body=text)
        one.by, one.by_name, one.at = actor.user, actor.name, at
        one.marking = Marking(provider, frozenset({provider}))
        one.save(force_insert=True)
        if provider == of.provider_id:
            _pass_gate(of, f"{said} \n{text}", files, personal=personal)
        given = (
            [attach_to(of, file, store=store, actor=actor, at=at, translation=one) for file in files] if store else []
        )
        content = {"message": of.pk, "language": language, "subject": said, "body": text} | committed(given)
        append(kind="translation.made", record=one.pk, version=1, content=content, actor=actor.user, at=at)
    return one


def _side(message: Message, actor: Actor) -> int:
    """The authority for which an actor translates: the sender's, or the one that it was sent to."""
    if message.provider_id in actor.provides:
        return message.provider_id
    return own_delivery(message.pk, actor).addressee


def _pass_gate(of: Message, words: str, files: Sequence[Checked], *, personal: bool | None) -> None:
    """What goes abroad with its sender's translation tells of persons only where the message was let go with some."""
    addressees = Delivery.objects.filter(message=of).values_list("addressee", flat=True)
    if not leaves_the_state(of.provider_id, addressees):
        return
    if files and personal is None:
        raise InputError("it is not said whether persons are named", where="persons", to_do="choose yes or no")
    tells = personal or files_lead_to_somebody(files) or trace_in(words) is not None
    if tells and not tells_of_persons(of):
        raise InputError("the message named no persons", where="persons", to_do="send it in a message of its own")


def _unseen(message: uuid.UUID, actor: Actor) -> int | None:
    """An authority that the actor provides for and that did not acknowledge a message yet, the actor's own first."""
    rows = Delivery.objects.filter(message_id=message, addressee__in=actor.provides, acknowledged_at=None)
    found = sorted(rows.values_list("addressee", flat=True), key=lambda one: one != actor.agency)
    return found[0] if found else None


def _standing(message: uuid.UUID, actor: Actor, addressee: int | None) -> Delivery:
    one = own_delivery(message, actor, addressee=addressee, lock=True)
    if not Message.objects.filter(pk=message, state=Message.State.SENT).exists():
        raise InputError("was taken back", where="the message", to_do="load the page again")
    return one
