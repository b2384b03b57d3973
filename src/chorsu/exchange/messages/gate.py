"""Personal data in a message that goes to another state: on a stated basis only, by the gate of records.

Owns what of a message counts as such: what its writer says, of its words and of the files that go with it; a question
about a person; a telephone number or the like in its words, or in the words or the name of a file; a record among its
sources that tells of persons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.messages.naming import Trace, leads_to_somebody, trace_in
from chorsu.exchange.messages.saying import About, records_in
from chorsu.kernel.errors import InputError
from chorsu.records.transfers.guarding import Keeping
from chorsu.records.transfers.reaching import home_of
from chorsu.records.transfers.said import NeedsBasisError, TransferSaid
from chorsu.records.transfers.telling import personal_among

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from chorsu.exchange.attachments.files import Checked
    from chorsu.exchange.messages.models import Message
    from chorsu.handling.rules import Actor

__all__ = ["NamesPersonsError", "files_lead_to_somebody", "leaves_the_state", "pass_gate", "tells_of_persons"]


class NamesPersonsError(NeedsBasisError):
    """A message tells of persons, goes to another state, and nobody said on what basis; `by` shows that it does."""

    def __init__(self, by: Trace) -> None:
        self.by = by
        super().__init__()


def tells_of_persons(message: Message) -> bool:
    """Whether a message tells of persons, whatever its writer says; else what the writer says.

    Raises:
        InputError: nothing shows it, and its writer has not said.
    """
    return _shown_by(message) is not None


def _shown_by(message: Message) -> Trace | None:
    """What shows that a message tells of persons: as in its words, or `question`, `file`, `record`, `writer`."""
    question = message.question or {}
    trace = trace_in(" \n".join((message.subject, message.body, question.get("value", ""))))
    if trace is not None:
        return trace
    if question.get("about") == About.SUBJECT:
        return Trace("question", question.get("value", ""))
    for one in Attachment.objects.filter(message=message, translation=None).defer("key"):
        if files_lead_to_somebody([one]):
            return Trace("file", one.name)
    if personal_among(records_in(question)):
        return Trace("record", "")
    if message.personal is None:
        raise InputError("it is not said whether persons are named", where="persons", to_do="choose yes or no")
    return Trace("writer", "") if message.personal else None


def files_lead_to_somebody(files: Iterable[Attachment | Checked]) -> bool:
    """Whether the words or the name of one of these files lead to a person by themselves."""
    return any(one.persons or leads_to_somebody(one.name) for one in files)


def leaves_the_state(provider: int, authorities: Iterable[int]) -> frozenset[int]:
    """Those of the addressees that are not at home with the sender."""
    return frozenset(authorities) - home_of(provider)


def pass_gate(message: Message, to: Iterable[int], actor: Actor, at: dt.datetime) -> None:
    """Keep the decision that lets personal data go abroad in this message; nothing where there are none, or it stays.

    Raises:
        NamesPersonsError: there are, and nothing was said.
        RefusedError, InputError: as for `TransferSaid.checked`.
    """
    abroad = leaves_the_state(message.provider_id, to)
    by = _shown_by(message) if abroad else None
    if by is None:
        return
    said = TransferSaid.from_json(message.transfer)
    if said is None:
        raise NamesPersonsError(by)
    keeping = Keeping(message.provider_id, actor.user, actor.name, at)
    keeping.allowed([message.pk], abroad, said, until=None)
