"""What officers do with an alert: acknowledge it, give it to somebody, send it up, add a note.

Every act is kept as a change of its own, in the name of who acts, and entered in the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.models import User
from chorsu.directory.selectors import officers_of
from chorsu.exchange.watches.keeping import content_of_change
from chorsu.exchange.watches.models import Alert, AlertChange, Watch
from chorsu.handling.rules import Role
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.handling.rules import Actor

__all__ = ["LONGEST_NOTE", "acknowledge", "assign", "escalate", "note"]

LONGEST_NOTE = 2_000
Done = AlertChange.Kind


def acknowledge(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Alert:
    """Say that a person has seen an alert.

    Raises:
        AbsentError: there is none, or not for this actor.
        InputError: it is acknowledged already.
    """
    with transaction.atomic():
        one = _own(identifier, actor)
        if one.state == Alert.State.ACKNOWLEDGED:
            raise InputError("stands so already", where="the alert", to_do="load the page again")
        one.state, one.acknowledged_at, one.acknowledged_name = Alert.State.ACKNOWLEDGED, at, actor.name
        _done(one, Done.ACKNOWLEDGED, actor, at)
    return one


def assign(*, identifier: uuid.UUID, officer: int, actor: Actor, at: dt.datetime) -> Alert:
    """Give an alert to an officer of the authority; again to another, whenever that is needed.

    Raises:
        AbsentError: as for an acknowledgement.
        RefusedError: its watch is the actor's alone.
        InputError: no officer of the authority, or the same as before.
    """
    with transaction.atomic():
        one = _shared(identifier, actor)
        if not officers_of([one.provider_id]).filter(pk=officer).exists():
            raise InputError("is no officer of this authority", where="officer", to_do="choose from the list")
        if one.assigned_to == officer:
            raise InputError("stands so already", where="the alert", to_do="load the page again")
        one.assigned_to = officer
        _done(one, Done.ASSIGNED, actor, at, officer=officer)
    return one


def escalate(*, identifier: uuid.UUID, words: str = "", actor: Actor, at: dt.datetime) -> Alert:
    """Send an alert up to the duty officers of the authority; to its liaison officers where it has none on duty.

    Raises:
        AbsentError, RefusedError: as for assigning.
        InputError: it was sent up already, there is nobody to send it to, or too many words.
    """
    with transaction.atomic():
        one = _shared(identifier, actor)
        if one.escalated_at is not None:
            raise InputError("stands so already", where="the alert", to_do="load the page again")
        people = _officers(one.provider_id, Role.DUTY) or _officers(one.provider_id, Role.LIAISON)
        if not people:
            raise InputError("has nobody on duty", where="the authority", to_do="give the alert to an officer")
        one.escalated_at, one.escalated_to = at, people
        _done(one, Done.ESCALATED, actor, at, note=_words(words))
    return one


def note(*, identifier: uuid.UUID, words: str, actor: Actor, at: dt.datetime) -> Alert:
    """Add a note to an alert, for those who see it.

    Raises:
        AbsentError: as for an acknowledgement.
        InputError: no words, or too many.
    """
    with transaction.atomic():
        one = _own(identifier, actor)
        said = _words(words)
        if not said:
            raise InputError("a note has words", where="note", to_do="write it")
        _done(one, Done.NOTED, actor, at, note=said)
    return one


def _own(identifier: uuid.UUID, actor: Actor) -> Alert:
    one = Alert.objects.select_for_update(of=("self",)).filter(pk=identifier, provider_id__in=actor.provides).first()
    if one is None or actor.user is None:
        raise AbsentError
    return one


def _shared(identifier: uuid.UUID, actor: Actor) -> Alert:
    one = _own(identifier, actor)
    watch = Watch.objects.select_for_update().filter(pk=one.watch_id).first()
    if watch is None:
        raise AbsentError
    if one.officer is not None or not watch.shared:
        raise RefusedError("its watch is yours alone", to_do="share the watch, so that others see its alerts")
    return one


def _done(  # noqa: PLR0913 — an act has these parts
    one: Alert, kind: Done, actor: Actor, at: dt.datetime, *, officer: int | None = None, note: str = ""
) -> None:
    one.version += 1
    change = AlertChange(alert=one, number=one.version, kind=kind, at=at, by=actor.user, by_name=actor.name)
    change.officer, change.note = officer, note
    change.save(force_insert=True)
    one.save(
        update_fields=[
            "state", "acknowledged_at", "acknowledged_name", "assigned_to", "escalated_at", "escalated_to", "version",
        ]
    )  # fmt: skip
    content = content_of_change(change)
    append(kind=f"alert.{kind}", record=one.pk, version=one.version, content=content, actor=actor.user, at=at)


def _officers(authority: int, role: Role) -> list[int]:
    rows = User.objects.filter(roles__contains=[role], is_active=True, machine=False, agency_id=authority)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _words(words: str) -> str:
    found = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(found) > LONGEST_NOTE:
        raise InputError("is too long", where="note", to_do=f"say it in up to {LONGEST_NOTE} characters")
    return found
