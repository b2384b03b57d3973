"""Messages by program: the boxes, a thread, writing and sending, what an addressee and a sender do.

The same services as the pages: where an authority wants four eyes, a message that a program sends waits for a second
officer, and nobody releases what the same owner wrote.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from chorsu.api.asking import Scope, Sent, actor_from, own_agency, whole
from chorsu.api.exchange.shapes import (
    Answer,
    Box,
    Draft,
    MessageLine,
    ThreadTold,
    Written,
    line_of_delivery,
    line_of_message,
    thread_told,
)
from chorsu.api.naming import Principal, names_of, numbers_of
from chorsu.directory.trail import trail_of
from chorsu.exchange.messages import receiving, selectors, sending, writing
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from chorsu.exchange.messages.models import Message
    from chorsu.exchange.messages.saying import MessageSaid

__all__ = ["router"]

router = Router(tags=["messages"])
reading, writes = Scope("messages"), Scope("send")
_PAGE = 50


class Boxed(Schema):
    """Which box, and which of its pages."""

    box: Box = Field("waiting", description="What waits for us, what we wait for, what we sent, what we write.")
    page: int = Field(1, ge=1, le=10_000)
    kind: Literal["", "request", "spontaneous", "alert", "reply", "refusal", "clarification"] = ""
    late: bool = Field(default=False, description="Only what is past its deadline; of the first two.")


class MessagePage(Schema):
    """A page of a box, the most urgent or the newest first; `next` is null on the last."""

    messages: list[MessageLine]
    next: int | None


class Reason(Sent):
    """Why."""

    reason: str = Field(max_length=2_000)


class NewMessage(Draft):
    """A message, sent at once where `send` is said; `id` is the sender's own number for it: sent twice it is one."""

    id: uuid.UUID | None = None
    send: bool = False


class Rewritten(Draft):
    """A draft written anew; with `seen`, only where nobody else changed it since then."""

    seen: dt.datetime | None = Field(None, description="`changed_at` of the draft as it was read.")


class NewAnswer(Answer):
    """An answer to a message that was sent to your authority."""

    kind: Literal["reply", "refusal", "clarification"]
    addressee: str | None = Field(
        None, description="For which authority it answers, where the message was sent to several that you provide for."
    )
    id: uuid.UUID | None = None
    send: bool = False


class ForWhom(Sent):
    """Of several authorities that a message was sent to: for which."""

    addressee: str | None = Field(None, description="One of them, as messages name it; null: your own first.")


class More(Sent):
    """More time for an addressee, in the hours or days that its deadline counts."""

    addressee: str = Principal
    amount: int = Field(ge=1, le=receiving.MOST_MORE)
    reason: str = Field(max_length=2_000)


class Translation(Sent):
    """The message in another language."""

    language: str = Field(max_length=8)
    subject: str = Field(max_length=300)
    body: str = Field("", max_length=20_000)


@router.get("messages", auth=reading, response=MessagePage, url_name="api-messages")
def box(request: HttpRequest, asked: Query[Boxed]) -> Any:
    """One box of your authority."""
    actor, names = actor_from(request), names_of()
    wanted = selectors.Asked(kind=asked.kind, late=asked.late)
    first = (asked.page - 1) * _PAGE
    if asked.box in {"waiting", "out"}:
        select = selectors.waiting if asked.box == "waiting" else selectors.out
        deliveries = list(select(actor, wanted, now())[first : first + _PAGE + 1])
        lines = [line_of_delivery(one, names) for one in deliveries]
    else:
        if asked.late:
            raise InputError("is asked of “waiting” and “out” alone", where="late", to_do="correct the address")
        rows = selectors.sent(actor) if asked.box == "sent" else selectors.drafts(actor)
        rows = rows.filter(kind=asked.kind) if asked.kind else rows
        lines = [line_of_message(one, names) for one in rows[first : first + _PAGE + 1]]
    trail_of(request).listed(one["message"] for one in lines[:_PAGE])
    return {"messages": lines[:_PAGE], "next": asked.page + 1 if len(lines) > _PAGE else None}


@router.get("messages/{id:identifier}", auth=reading, response=ThreadTold, url_name="api-message")
def thread(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """A message in its thread. Asking for one that was sent to your authority is its receipt, as opening it is."""
    actor = actor_from(request)
    found = selectors.thread_shown(identifier)
    if found is None:
        raise AbsentError
    with contextlib.suppress(AbsentError):  # it may be one's own
        receiving.opened(message=identifier, actor=actor, at=now())
    told = thread_told(found, actor, names_of())
    trail_of(request).opened(one["id"] for one in told["messages"])
    return told


@router.post("messages", auth=writes, response={201: Written}, url_name="api-messages")
def new(request: HttpRequest, sent: NewMessage) -> Any:
    """Write a message; it stays a draft of your authority unless `send` is said."""
    said = sent.said(sent.kind, urgency=sent.urgency, to=sent.to)
    return _written(request, said, sent.id, send=sent.send)


@router.post("messages/{id:identifier}/answer", auth=writes, response={201: Written}, url_name="api-message-answer")
def answer(request: HttpRequest, identifier: uuid.UUID, sent: NewAnswer) -> Any:
    """Answer a message: reply, refuse with a ground, or ask for clarification, which stops the clock."""
    _shown(identifier)
    own = _number(sent.addressee)
    return _written(request, sent.said(sent.kind), sent.id, send=sent.send, answers=identifier, provider=own)


@router.put("messages/{id:identifier}", auth=writes, response=Written, url_name="api-message")
def change(request: HttpRequest, identifier: uuid.UUID, sent: Rewritten) -> Any:
    """Write a draft of your authority anew."""
    _shown(identifier)
    by: dict[str, Any] = {"actor": actor_from(request), "at": now(), "seen": sent.seen}
    said = sent.said(sent.kind, urgency=sent.urgency, to=sent.to)
    with whole():
        return _state(writing.change_draft(identifier=identifier, said=said, **by))


@router.post("messages/{id:identifier}/send", auth=writes, response=Written, url_name="api-message-send")
def send(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """Send a draft; where your authority wants four eyes, it waits for a second officer."""
    _shown(identifier)
    with whole():
        return _state(sending.send_message(identifier=identifier, actor=actor_from(request), at=now()))


@router.post("messages/{id:identifier}/release", auth=writes, response=Written, url_name="api-message-release")
def release(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """Let a message go that waits for a second officer; none of its writers may."""
    _shown(identifier)
    with whole():
        return _state(sending.release_message(identifier=identifier, actor=actor_from(request), at=now()))


@router.post("messages/{id:identifier}/return", auth=writes, response=Written, url_name="api-message-return")
def give_back(request: HttpRequest, identifier: uuid.UUID, sent: Reason) -> Any:
    """Give a message that waits back to its writers."""
    _shown(identifier)
    with whole():
        by: dict[str, Any] = {"actor": actor_from(request), "at": now()}
        return _state(sending.return_message(identifier=identifier, reason=sent.reason, **by))


@router.post("messages/{id:identifier}/recall", auth=writes, response=Written, url_name="api-message-recall")
def recall(request: HttpRequest, identifier: uuid.UUID, sent: Reason) -> Any:
    """Take a sent message back: no addressee reads it any more; what it answered waits for an answer again."""
    _shown(identifier)
    with whole():
        by: dict[str, Any] = {"actor": actor_from(request), "at": now()}
        return _state(sending.recall_message(identifier=identifier, reason=sent.reason, **by))


@router.post("messages/{id:identifier}/discard", auth=writes, response={204: None}, url_name="api-message-discard")
def discard(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """Throw a draft away, with its files."""
    who: dict[str, Any] = {"actor": actor_from(request), "at": now()}
    return _done(identifier, lambda: writing.discard_draft(identifier=identifier, store=store(), **who))


@router.post(
    "messages/{id:identifier}/acknowledge", auth=writes, response={204: None}, url_name="api-message-acknowledge"
)
def acknowledge(request: HttpRequest, identifier: uuid.UUID, sent: ForWhom | None = None) -> Any:
    """Say that a message sent to your authority has been seen and is taken care of."""
    own = None if sent is None else _number(sent.addressee)
    by: dict[str, Any] = {"addressee": own, "actor": actor_from(request), "at": now()}
    return _done(identifier, lambda: receiving.acknowledge(message=identifier, **by))


@router.post("messages/{id:identifier}/extend", auth=writes, response={204: None}, url_name="api-message-extend")
def extend(request: HttpRequest, identifier: uuid.UUID, sent: More) -> Any:
    """Give an addressee of your request more time."""
    (addressee,) = numbers_of([sent.addressee])
    said: dict[str, Any] = {"amount": sent.amount, "reason": sent.reason, "actor": actor_from(request), "at": now()}
    return _done(identifier, lambda: receiving.extend(message=identifier, addressee=addressee, **said))


@router.post("messages/{id:identifier}/translate", auth=writes, response={204: None}, url_name="api-message-translate")
def translate(request: HttpRequest, identifier: uuid.UUID, sent: Translation) -> Any:
    """Put a sent message beside itself in another language.

    Nothing is added so to what your authority sends by four eyes, nor persons to a message that went abroad without.
    """
    said: dict[str, Any] = {"actor": actor_from(request), "at": now()}
    return _done(identifier, lambda: receiving.translate(message=identifier, **sent.model_dump(), **said))


def _number(named: str | None) -> int | None:
    return None if named is None else min(numbers_of([named]))


def _shown(identifier: uuid.UUID) -> None:
    if selectors.thread_shown(identifier) is None:
        raise AbsentError


def _done(identifier: uuid.UUID, act: Callable[[], object]) -> HttpResponse:
    _shown(identifier)
    with whole():
        act()
    return HttpResponse(status=204)


def _state(one: Message) -> dict[str, Any]:
    return {"id": one.pk, "thread": one.thread, "state": one.state, "changed_at": one.changed_at.isoformat()}


def _written(
    request: HttpRequest, said: MessageSaid, number: uuid.UUID | None, *, send: bool, **answers: Any
) -> Status[Any]:
    """Keep a message and, where that is said, send it: both or neither. `answers`: what it answers, and for whom."""
    own_agency(request)
    actor, at = actor_from(request), now()
    with whole():
        one = writing.write_message(said=said, actor=actor, at=at, number=number, **answers)
        if number is not None and one.pk != number:
            raise InputError("is taken", where="id", to_do="choose another number, at random")
        if send and one.state == one.State.DRAFT:
            one = sending.send_message(identifier=one.pk, actor=actor, at=at)
    trail_of(request).opened([one.pk])
    return Status(201, _state(one))
