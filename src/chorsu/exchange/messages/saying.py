"""What an officer says of a message before it is a draft, and how it is checked."""

from __future__ import annotations

import enum
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from chorsu.exchange.deadlines.rules import Urgency
from chorsu.exchange.messages.channels import channel
from chorsu.exchange.messages.models import Message
from chorsu.handling.grounds import grounds
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from chorsu.records.transfers.said import TransferSaid

__all__ = [
    "ANSWERING", "LANGUAGES", "LONGEST_BODY", "LONGEST_SUBJECT", "About", "MessageSaid", "Question", "checked",
    "records_in",
]  # fmt: skip

LONGEST_SUBJECT = 300
LONGEST_BODY = 20_000
LANGUAGES = ("en", "ru", "az", "kk", "ky", "tg", "tk", "uz", "fa", "ps")
"""Languages in which authorities write to each other (ISO 639-1)."""
ANSWERING = frozenset({Message.Kind.REPLY, Message.Kind.REFUSAL, Message.Kind.CLARIFICATION})
"""Kinds that answer another message."""
Kind = Message.Kind


class About(enum.StrEnum):
    """What a question is about."""

    SUBJECT = "subject"
    EVENT = "event"
    CONSIGNMENT = "consignment"
    SUBSTANCE = "substance"
    LOT = "lot"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Question:
    """A structured question: about what, in a value as written, and the records that it was built from.

    The value may be empty: then the text says which one. Without `about` it is a draft's, and is not sent so.
    """

    about: About | None
    value: str = ""
    records: tuple[uuid.UUID, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The question as the database keeps it."""
        return {"about": str(self.about or ""), "value": self.value, "records": [str(one) for one in self.records]}


def records_in(question: Mapping[str, Any] | None) -> list[uuid.UUID]:
    """The records that a question was built from, as the database keeps it."""
    return [uuid.UUID(one) for one in (question or {}).get("records", ())]


@dataclass(frozen=True, slots=True)
class MessageSaid:
    """A message as it is said; `urgency` of a request, `ground` of a refusal, `to` principals (agencies, groups).

    `use` and `dissemination` are codes of `handling.codes`; None stands for the default of the channel. `personal` is
    whether it names persons, None where nobody said so; `fulfils` a commitment and the number of its period.
    """

    kind: str
    subject: str
    body: str = ""
    channel: str = "operational"
    precedence: int = Message.Precedence.ROUTINE
    urgency: str = ""
    language: str = "en"
    question: Question | None = None
    ground: str = ""
    to: Collection[int] = ()
    personal: bool | None = None
    transfer: TransferSaid | None = None
    fulfils: tuple[uuid.UUID, int] | None = None
    use: Collection[str] | None = field(default=None)
    dissemination: Collection[str] | None = field(default=None)


def checked(said: MessageSaid) -> MessageSaid:
    """The same, trimmed, with what does not belong to its kind left out.

    Raises:
        InputError: no subject, one too long, or a code of no list.
    """
    if said.kind not in Kind.values or said.precedence not in Message.Precedence.values:
        raise InputError("is no message", where="kind", to_do="choose from the list")
    if said.language not in LANGUAGES:
        raise InputError("is no language", where=said.language[:20], to_do="choose from the list")
    channel(said.channel)
    urgency = said.urgency if said.kind == Kind.REQUEST else ""
    if said.kind == Kind.REQUEST and urgency not in set(Urgency):
        raise InputError("a request has an urgency", where="urgency", to_do="choose from the list")
    ground = said.ground if said.kind == Kind.REFUSAL else ""
    if ground and ground not in grounds("permission"):
        raise InputError("no ground is given", where="the answer", to_do="choose a ground from the list")
    return replace(
        said,
        subject=_line(said.subject),
        body=_text(said.body, "body", LONGEST_BODY),
        urgency=urgency,
        ground=ground,
        question=_question(said.question),
    )


def _question(question: Question | None) -> Question | None:
    if question is None or not (question.about or question.value.strip()):
        return None
    value = _text(question.value, "question", LONGEST_SUBJECT)
    return replace(question, value=value, records=tuple(dict.fromkeys(question.records)))


def _line(text: str) -> str:
    found = " ".join(_text(text, "subject", LONGEST_SUBJECT).split())
    if not found:
        raise InputError("a message has a subject", where="subject", to_do="write it")
    return found


def _text(text: str, where: str, most: int) -> str:
    found = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(found) > most:
        raise InputError("is too long", where=where, to_do=f"say it in up to {most} characters")
    return found
