"""What is done with a request of a data subject: taken in, forwarded, replied to by a provider, answered."""

from __future__ import annotations

import csv
import datetime as dt
import functools
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.directory.authorities import authority_of
from chorsu.directory.models import Agency
from chorsu.handling.rules import Actor, Role
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.keeping import reason_given
from chorsu.records.models import SubjectForward, SubjectRequest

if TYPE_CHECKING:
    import uuid

__all__ = ["answer_subject", "deadline", "forward", "receive", "reply"]


@functools.cache
def deadline() -> dt.timedelta:
    """How long an answer may take, from the reviewed file of deadlines."""
    text = (files("chorsu.handling") / "data/deadlines.tsv").read_text(encoding="utf-8")
    rows = {row["code"]: row for row in csv.DictReader(text.splitlines(), delimiter="\t")}
    return dt.timedelta(days=int(rows["data-subject"]["days"]))


def receive(  # noqa: PLR0913 — a request has these parts
    *, name: str, identifier: str, asks: str, words: str, received_at: dt.datetime, actor: Actor, at: dt.datetime
) -> SubjectRequest:
    """Take a request in; the clock runs from the day it was received.

    Raises:
        AbsentError: the actor is no data-protection officer.
        InputError: no name, a kind that there is not, or a day that lies ahead.
    """
    officer = _officer(actor)
    if asks not in SubjectRequest.Asks.values or received_at > at:
        raise InputError("is no request", where="the request", to_do="choose from the list, and a day that has come")
    one = SubjectRequest(name=reason_given(name), identifier=_text(identifier), asks=asks, words=_text(words))
    one.received_at, one.due_at, one.entered_by = received_at, received_at + deadline(), officer
    with transaction.atomic():
        one.save(force_insert=True)
        _enter("subject.received", one.pk, {"name": one.name, "asks": asks, "received": received_at}, actor, at)
    return one


def forward(*, request: uuid.UUID, authority: int, actor: Actor, at: dt.datetime) -> SubjectForward:
    """Ask one authority whether it provided something, and what is to be answered.

    Raises:
        AbsentError: the actor is no data-protection officer, or there is no such request.
        InputError: no such authority, forwarded already, or answered already.
    """
    officer = _officer(actor)
    with transaction.atomic():
        one = _open(request)
        if not Agency.objects.filter(pk=authority).exists() or one.forwards.filter(authority=authority).exists():
            raise InputError("stands so already", where="the request", to_do="choose another authority")
        sent = SubjectForward.objects.create(request=one, authority=authority, at=at, by=officer)
        _enter("subject.forwarded", one.pk, {"authority": authority}, actor, at)
    return sent


def reply(*, forwarded: uuid.UUID, words: str, actor: Actor, at: dt.datetime) -> SubjectForward:
    """Say, for the authority asked, what may be answered; once.

    Raises:
        AbsentError: nothing such was forwarded to the actor's authority.
        InputError: nothing is said, or it was replied already.
    """
    said = reason_given(words)
    with transaction.atomic():
        one = SubjectForward.objects.select_for_update().filter(pk=forwarded).first()
        if one is None or actor.user is None or one.authority != authority_of(actor):
            raise AbsentError
        if one.replied_at is not None:
            raise InputError("stands so already", where="the reply", to_do="load the page again")
        one.reply, one.replied_by, one.replied_name, one.replied_at = said, actor.user, actor.name, at
        one.save(update_fields=["reply", "replied_by", "replied_name", "replied_at"])
        _enter("subject.replied", one.request_id, {"authority": one.authority, "reply": said}, actor, at)
    return one


def answer_subject(*, request: uuid.UUID, words: str, actor: Actor, at: dt.datetime) -> SubjectRequest:
    """Keep what was answered to the person; the clock stops.

    Raises:
        AbsentError: the actor is no data-protection officer, or there is no such request.
        InputError: nothing is said, or it was answered already.
    """
    officer, said = _officer(actor), reason_given(words)
    with transaction.atomic():
        one = _open(request)
        one.answer, one.answered_by, one.answered_at = said, officer, at
        one.save(update_fields=["answer", "answered_by", "answered_at"])
        _enter("subject.answered", one.pk, {"answer": said}, actor, at)
    return one


def _officer(actor: Actor) -> int:
    if Role.DATA_PROTECTION not in actor.roles or actor.user is None:
        raise AbsentError
    return actor.user


def _open(request: uuid.UUID) -> SubjectRequest:
    one = SubjectRequest.objects.select_for_update().filter(pk=request).first()
    if one is None:
        raise AbsentError
    if one.answered_at is not None:
        raise InputError("stands so already", where="the request", to_do="load the page again")
    return one


def _text(words: str) -> str:
    return words.strip().replace("\x00", "")[:2_000]


def _enter(kind: str, record: uuid.UUID, content: dict[str, Any], actor: Actor, at: dt.datetime) -> None:
    append(kind=kind, record=record, version=1, content=content, actor=actor.user, at=at)
