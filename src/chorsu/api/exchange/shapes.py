"""Messages, their deliveries and lists of them, as programs get and write them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, Literal

from ninja import Schema
from pydantic import Field

from chorsu.api.asking import Sent
from chorsu.api.exchange.files import AttachmentTold, attachment_told
from chorsu.api.naming import Named, numbers_of
from chorsu.exchange.attachments.keeping import attachments_of
from chorsu.exchange.messages import selectors
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.saying import LONGEST_BODY, LONGEST_SUBJECT, About, MessageSaid, Question, records_in
from chorsu.records.models import Seizure
from chorsu.records.transfers.said import TransferSaid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.api.naming import Names
    from chorsu.exchange.messages.models import Delivery, DeliveryChange
    from chorsu.handling.rules import Actor

__all__ = ["Answer", "Box", "Draft", "MessageLine", "ThreadTold", "Written", "line_of_delivery", "line_of_message",
           "thread_told"]  # fmt: skip

Precedence = Literal["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"]
Box = Literal["waiting", "out", "sent", "drafts"]


class Asking(Sent):
    """A structured question: about what, in a value as written, and the records that it was built from."""

    about: About = Field(examples=["event"])
    value: str = Field(max_length=LONGEST_SUBJECT)
    records: list[uuid.UUID] = Field([], max_length=50)


class Basis(Sent):
    """On what basis personal data in it may go to another state, and what for."""

    basis: str = Field(min_length=1, max_length=2_000)
    purpose: str = Field(min_length=1, max_length=2_000)


class Tie(Sent):
    """A period, by its number, of a commitment by which your authority sends."""

    commitment: uuid.UUID
    period: int = Field(ge=1, le=100_000)


class Answer(Sent):
    """What is said; `personal`: whether it names persons, which must be said before it leaves the state."""

    subject: str = Field(max_length=LONGEST_SUBJECT, examples=["Stamps on packages seized in March"])
    body: str = Field("", max_length=LONGEST_BODY)
    channel: str = Field("operational", max_length=16)
    precedence: Precedence = "ROUTINE"
    language: str = Field("en", max_length=8)
    question: Asking | None = None
    ground: str = Field("", max_length=32, description="Of a refusal: its ground, a code of the vocabulary.")
    personal: bool | None = None
    transfer: Basis | None = None
    use: list[str] | None = Field(None, max_length=8, description="Conditions of its own; null: those of the channel.")
    dissemination: list[str] | None = Field(None, max_length=8)
    fulfils: Tie | None = Field(None, description="Which period of a commitment it fulfils once it is sent.")

    def said(self, kind: str, *, urgency: str = "", to: Iterable[str] = ()) -> MessageSaid:
        """As the service takes it.

        Raises:
            InputError: an addressee stands for nobody.
        """
        asked = self.question
        question = None if asked is None else Question(asked.about, asked.value, tuple(asked.records))
        plain = ("subject", "body", "channel", "language", "ground", "personal", "use", "dissemination")
        return MessageSaid(
            kind=kind,
            precedence=Message.Precedence[self.precedence],
            urgency=urgency,
            question=question,
            to=numbers_of(list(to)),
            fulfils=(self.fulfils.commitment, self.fulfils.period) if self.fulfils else None,
            transfer=TransferSaid(self.transfer.basis, self.transfer.purpose) if self.transfer else None,
            **{name: getattr(self, name) for name in plain},
        )


class Draft(Answer):
    """A message that answers nothing, to agencies and groups; a request has an urgency."""

    kind: Literal["request", "spontaneous", "alert"]
    urgency: Literal["", "8h", "3d", "7d"] = ""
    to: list[str] = Field([], max_length=200, examples=[["agency:example-customs-kz"]])


class Written(Schema):
    """A message that was written: `draft`, `waiting` for a second officer, or `sent`."""

    id: uuid.UUID
    thread: uuid.UUID
    state: str
    changed_at: str = Field(description="When it was last changed, to be said as `seen` by whoever changes it next.")


class MessageLine(Schema):
    """A message as a list tells it; the clock is that of its delivery, null where no answer is owed."""

    message: uuid.UUID
    thread: uuid.UUID
    subject: str
    kind: str
    precedence: str
    state: str
    sender: Named
    addressee: Named | None
    at: dt.datetime | None
    due_at: dt.datetime | None
    acknowledged_at: dt.datetime | None


class Translated(Schema):
    """The message in another language, by which authority."""

    language: str
    subject: str
    body: str
    by: Named
    at: dt.datetime
    attachments: list[AttachmentTold]


class MessageTold(Schema):
    """A message as its reader sees it; to whom else it went is its sender's alone."""

    id: uuid.UUID
    answers: uuid.UUID | None
    kind: str
    channel: str
    precedence: str
    urgency: str
    subject: str
    body: str
    language: str
    question: dict[str, Any]
    ground: str
    state: str
    sender: Named
    sent_at: dt.datetime | None
    changed_at: str | None = Field(description="Of a draft of yours: when it was last changed, to be said as `seen`.")
    sent_by: str
    use: list[str]
    dissemination: list[str]
    returned_why: str | None
    fulfils: Tie | None
    translations: list[Translated]
    attachments: list[AttachmentTold]


class Changed(Schema):
    """What was done to a delivery."""

    kind: str
    at: dt.datetime
    by: str
    reason: str
    state: str
    due_at: dt.datetime | None


class DeliveryTold(Schema):
    """A message at one addressee, with its clock; seen by the two sides of it."""

    message: uuid.UUID
    sender: Named
    addressee: Named
    state: str
    received_at: dt.datetime
    opened_at: dt.datetime | None
    acknowledged_at: dt.datetime | None
    due_at: dt.datetime | None
    changes: list[Changed]


class ThreadTold(Schema):
    """A thread: its messages in the order in which they were sent, and the deliveries to and from one's own side."""

    thread: uuid.UUID
    messages: list[MessageTold]
    deliveries: list[DeliveryTold]


def line_of_delivery(one: Delivery, names: Names) -> dict[str, Any]:
    """A delivery as a list tells it."""
    return {
        "message": one.message_id,
        "thread": one.thread,
        "subject": one.message.subject,
        "kind": one.kind,
        "precedence": Message.Precedence(one.precedence).name,
        "state": one.state,
        "sender": names.of(one.sender),
        "addressee": names.of(one.addressee),
        "at": one.received_at,
        "due_at": one.due_at,
        "acknowledged_at": one.acknowledged_at,
    }


def line_of_message(one: Message, names: Names) -> dict[str, Any]:
    """A message of one's own as a list tells it."""
    return {
        "message": one.pk,
        "thread": one.thread,
        "subject": one.subject,
        "kind": one.kind,
        "precedence": Message.Precedence(one.precedence).name,
        "state": one.state,
        "sender": names.of(one.provider_id),
        "addressee": None,
        "at": one.sent_at or one.changed_at,
        "due_at": None,
        "acknowledged_at": None,
    }


def thread_told(thread: uuid.UUID, actor: Actor, names: Names) -> dict[str, Any]:
    """A thread as `ThreadTold` has it."""
    messages, deliveries = selectors.thread_of(thread), selectors.deliveries_in(thread)
    changes: dict[uuid.UUID, list[DeliveryChange]] = {}
    for change in selectors.changes_of(deliveries):
        changes.setdefault(change.delivery_id, []).append(change)
    return {
        "thread": thread,
        "messages": _messages(messages, actor, names),
        "deliveries": [_delivery(one, changes.get(one.pk, []), names) for one in deliveries],
    }


def _messages(messages: Sequence[Message], actor: Actor, names: Names) -> list[dict[str, Any]]:
    translated: dict[uuid.UUID, list[dict[str, Any]]] = {}
    files: dict[tuple[uuid.UUID, uuid.UUID | None], list[dict[str, Any]]] = {}
    for file in attachments_of(messages):
        files.setdefault((file.message_id, file.translation_id), []).append(attachment_told(file))
    for one in selectors.translations_of(messages):
        said = {name: getattr(one, name) for name in ("language", "subject", "body", "at")}
        said |= {"by": names.of(one.provider_id), "attachments": files.get((one.message_id, one.pk), [])}
        translated.setdefault(one.message_id, []).append(said)
    plain = ("id", "kind", "channel", "urgency", "subject", "body", "language", "ground", "state", "sent_at")
    return [
        {name: getattr(one, name) for name in plain}
        | {
            "answers": one.answers_id,
            "precedence": Message.Precedence(one.precedence).name,
            "question": _question(one),
            "sender": names.of(one.provider_id),
            "changed_at": one.changed_at.isoformat() if one.state == Message.State.DRAFT else None,
            "sent_by": one.sent_name,
            "use": one.use_codes,
            "dissemination": one.dissemination_codes,
            "returned_why": one.returned_why or None if one.provider_id in actor.provides else None,
            "fulfils": one.fulfils,
            "translations": translated.get(one.pk, []),
            "attachments": files.get((one.pk, None), []),
        }
        for one in messages
    ]


def _question(message: Message) -> dict[str, Any]:
    """The question, of its records those that the viewer sees."""
    question = message.question or {}
    if not question:
        return {}
    seen = Seizure.objects.filter(pk__in=records_in(question))
    return {"about": question["about"], "value": question["value"], "records": [str(one.pk) for one in seen]}


def _delivery(one: Delivery, changes: Iterable[DeliveryChange], names: Names) -> dict[str, Any]:
    plain = ("state", "received_at", "opened_at", "acknowledged_at", "due_at")
    told = ("kind", "at", "reason", "state", "due_at")
    return {name: getattr(one, name) for name in plain} | {
        "message": one.message_id,
        "sender": names.of(one.sender),
        "addressee": names.of(one.addressee),
        "changes": [{name: getattr(change, name) for name in told} | {"by": change.by_name} for change in changes],
    }
