"""Keeping and ending prepared messages of an authority: its liaison and duty officers do; all of them write by one.

Like a draft a template leaves no entry in the journal: it says nothing to anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from chorsu.exchange.messages.naming import trace_in
from chorsu.exchange.messages.saying import ANSWERING, checked
from chorsu.exchange.templates.models import Template
from chorsu.handling.rules import Actor, Marking, Role
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.db.models import QuerySet

    from chorsu.exchange.messages.naming import Trace
    from chorsu.exchange.messages.saying import MessageSaid

__all__ = ["LONGEST_NAME", "MOST", "LeadsToSomebodyError", "end_template", "keep_template", "may_keep", "templates_of"]

LONGEST_NAME = 100
MOST = 100
"""Templates of one authority: a list that is still read."""


class LeadsToSomebodyError(InputError):
    """The words of a template lead to somebody: by this `trace`."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        super().__init__("a template leads to nobody", where=trace.words, to_do="take it out of the words")


def may_keep(actor: Actor) -> bool:
    """Whether an actor keeps the templates of the authorities that it provides for."""
    return bool(actor.provides) and bool(actor.roles & {Role.LIAISON, Role.DUTY})


def templates_of(actor: Actor) -> QuerySet[Template]:
    """The templates that stand of the authorities that an actor provides for, by name."""
    return Template.objects.filter(provider_id__in=actor.provides, ended_at=None).order_by("name", "pk")


def keep_template(*, name: str, said: MessageSaid, provider: int, actor: Actor, at: dt.datetime) -> Template:
    """Keep a message as a template of an authority: its words and kind, to nobody; one of the same name gives way.

    Raises:
        RefusedError: the actor is no liaison or duty officer of it.
        InputError: no name, an answer, too many; `LeadsToSomebodyError`: its words do; or as `saying.checked`.
    """
    if provider not in actor.provides or not may_keep(actor) or actor.user is None:
        raise RefusedError("liaison and duty officers keep templates", to_do="ask one of them")
    said, called = checked(said), " ".join(name.replace("\x00", "").split())
    if not called or len(called) > LONGEST_NAME:
        raise InputError("a template has a name", where="name", to_do=f"name it in up to {LONGEST_NAME} signs")
    if said.kind in ANSWERING:
        raise InputError("an answer is no template", where="kind", to_do="keep a message that begins a thread")
    trace = trace_in(f"{said.subject}\n{said.body}")
    if trace is not None:
        raise LeadsToSomebodyError(trace)
    with transaction.atomic():
        _take_turns(provider)
        standing = Template.objects.filter(provider_id=provider, ended_at=None)
        standing.filter(name=called).update(ended_at=at)
        if standing.count() >= MOST:
            raise InputError("has too many templates", where="the authority", to_do="take one away first")
        one = Template(name=called, about=str((said.question and said.question.about) or ""))
        for part in ("kind", "channel", "precedence", "urgency", "language", "subject", "body"):
            setattr(one, part, getattr(said, part))
        one.made_by, one.made_name, one.made_at = actor.user, actor.name, at
        one.marking = Marking(provider, frozenset({provider}))
        one.save(force_insert=True)
    return one


def _take_turns(authority: int) -> None:
    """Two who keep one at once wait for each other: of a name there is one, and of all of them no more than `MOST`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('exchange_template'), %s)", [authority])


def end_template(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> None:
    """Take a template away; what was written by it stays.

    Raises:
        AbsentError: there is none of the actor's authority.
        RefusedError: the actor is no liaison or duty officer.
    """
    with transaction.atomic():
        if not templates_of(actor).filter(pk=identifier).exists():
            raise AbsentError
        if not may_keep(actor):
            raise RefusedError("liaison and duty officers keep templates", to_do="ask one of them")
        Template.objects.filter(pk=identifier).update(ended_at=at)
