"""What the form of a message says, as the service takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from chorsu.desk.commitments.offering import tie_in
from chorsu.desk.requests import whole_number
from chorsu.exchange.messages.saying import About, MessageSaid, Question
from chorsu.records.transfers.said import TransferSaid

if TYPE_CHECKING:
    from django.http import QueryDict

__all__ = ["chosen", "is_identifier", "personal_said", "said_in"]


def said_in(sent: QueryDict) -> MessageSaid:
    """What a form says of a message."""
    about, value = sent.get("about", ""), sent.get("value", "").strip()
    records = tuple(UUID(one) for one in sent.get("records", "").split() if is_identifier(one))
    question = Question(About(about) if about in set(About) else None, value, records)
    own = sent.get("marking") == "own"
    precedence = whole_number(sent.get("precedence", ""))
    basis, purpose = sent.get("basis", ""), sent.get("purpose", "")
    return MessageSaid(
        kind=sent.get("kind", ""),
        subject=sent.get("subject", ""),
        body=sent.get("body", ""),
        channel=sent.get("channel", "operational"),
        precedence=0 if precedence is None else precedence,
        urgency=sent.get("urgency", ""),
        language=sent.get("language", "en"),
        question=question,
        ground=sent.get("ground", ""),
        to=chosen(sent),
        personal=personal_said(sent),
        fulfils=tie_in(sent.get("fulfils", "")),
        transfer=TransferSaid(basis, purpose) if basis.strip() or purpose.strip() else None,
        use=({"H1"} if sent.get("h1") else set()) if own else None,
        dissemination=({"H2"} if sent.get("h2") else set()) if own else None,
    )


def personal_said(sent: QueryDict) -> bool | None:
    """Whether a form says that persons are named; None where it does not say."""
    return {"yes": True, "no": False}.get(sent.get("personal", ""))


def chosen(sent: QueryDict) -> set[int]:
    """The addressees that a form names, as principals."""
    return {number for one in sent.getlist("to") if (number := whole_number(one)) is not None}


def is_identifier(text: str) -> bool:
    """Whether a text is the number of a record or a message."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
