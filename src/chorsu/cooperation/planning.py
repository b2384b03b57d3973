"""Changing the plan: an event is entered, changed, moved, held, cancelled; each act is kept, journalled and undoable.

Undoing, withdrawing and restoring are `keeping`'s, the same for every record of this room.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.cooperation.keeping import already, changing, enter, set_delegation
from chorsu.cooperation.models import Delegate, Event
from chorsu.cooperation.saying import CountSaid, DelegateSaid, EventSaid, checked_days, checked_event
from chorsu.directory.names import normal_form
from chorsu.handling.marked import marking_of_new
from chorsu.kernel.errors import InputError
from chorsu.kernel.ids import uuid7
from chorsu.records.keeping import reason_given

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Sequence

    from chorsu.handling.rules import Actor

__all__ = ["cancel_event", "change_event", "enter_event", "hold_event", "move_event", "said_of"]

Status = Event.Status
_COPIED = (
    "kind", "title", "since", "until_day", "place", "place_id", "admin1", "country", "mode", "note",
)  # fmt: skip


def enter_event(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    said: EventSaid,
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
    number: uuid.UUID | None = None,
) -> Event:
    """Enter an event under a marking, planned or held; the same words of a document, or one `number`, are one event.

    Raises:
        RefusedError: the actor may not provide for this agency.
        InputError: a value that cannot be meant, or an event held before its day.
    """
    said = checked_event(said)
    marking = marking_of_new(actor, provider, audience, until, at)
    if said.status == Status.HELD:
        _begun(said.since, at)
    reason = reason_given(said.reason) if said.status == Status.CANCELLED else said.reason
    event = Event(id=number or uuid7(), status=said.status, synthetic=synthetic, reason=reason)
    event.span = said.span
    _say(event, said)
    if said.in_plan or said.status != Status.HELD:
        event.planned_since, event.planned_until = said.since, said.until_day
    with transaction.atomic():
        again = already(Event, provider, event, kind=said.kind, title=said.title, since=said.since)
        if again is not None:
            return again
        return enter(event, marking, actor, at, _members(said.delegation))


def change_event(
    *, identifier: uuid.UUID, said: EventSaid, actor: Actor, at: dt.datetime, version: int | None = None
) -> Event:
    """Other values for an event, as for a slip of the pen; its standing stays. Days of a plan are corrected with it.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: as for entering; nothing that changes; a `version` that is no longer the newest.
    """
    said = checked_event(said)
    with changing(Event, identifier, act="changed", actor=actor, at=at, version=version) as event:
        if event.status == Status.HELD:
            _begun(said.since, at)
        _say(event, said)
        if event.status == Status.PLANNED:
            event.planned_since, event.planned_until = said.since, said.until_day
        set_delegation(event, _members(said.delegation))
    return event


def move_event(  # noqa: PLR0913 — an act has these fields
    *, identifier: uuid.UUID, since: dt.date, until_day: dt.date, reason: str, actor: Actor, at: dt.datetime
) -> Event:
    """Other days for an event that is still to come; the days first planned stay beside them.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: no reason, days that cannot be, or an event that is over or cancelled.
    """
    stated = reason_given(reason)
    with changing(Event, identifier, act="moved", actor=actor, at=at, reason=stated) as event:
        _to_come(event)
        _set_days(event, since, until_day)
        event.status, event.reason = Status.MOVED, stated
    return event


def hold_event(  # noqa: PLR0913 — an act has these fields
    *,
    identifier: uuid.UUID,
    since: dt.date,
    until_day: dt.date,
    counts: Sequence[CountSaid] | None = None,
    actor: Actor,
    at: dt.datetime,
) -> Event:
    """Say that an event was held, on which days and, where known, with how many; what was expected stays beside it.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: days that cannot be or are to come, or an event that is held or cancelled already.
    """
    _begun(since, at)
    with changing(Event, identifier, act="held", actor=actor, at=at) as event:
        _to_come(event)
        _set_days(event, since, until_day)
        event.status = Status.HELD
        if counts:
            expected = [one | {"expected": True} for one in event.counts if one.get("expected")]
            event.counts = expected + _counts(checked_event(_with_counts(event, counts)).counts)
    return event


def cancel_event(*, identifier: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Event:
    """Say that an event will not be, with the reason; it stays in its plan as cancelled.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: no reason, or an event that is held or cancelled already.
    """
    stated = reason_given(reason)
    with changing(Event, identifier, act="cancelled", actor=actor, at=at, reason=stated) as event:
        _to_come(event)
        event.status, event.reason = Status.CANCELLED, stated
    return event


def said_of(event: Event) -> EventSaid:
    """The values of a stored event as they are entered and changed."""
    values: dict[str, Any] = {name: getattr(event, name) for name in (*_COPIED, "status", "reason")}
    members = Delegate.objects.filter(event=event).order_by("number")
    names = ("name", "title", "post", "organisation", "acting_for", "head")
    return EventSaid(
        **values,
        in_plan=event.planned_since is not None,
        organisers=tuple(event.organisers),
        states=tuple(event.states),
        counts=tuple(CountSaid(**one) for one in event.counts),
        delegation=tuple(DelegateSaid(**{name: getattr(one, name) for name in names}) for one in members),
        span=event.span,
    )


def _say(event: Event, said: EventSaid) -> None:
    for name in _COPIED:
        setattr(event, name, getattr(said, name))
    event.organisers, event.states = list(said.organisers), list(said.states)
    event.counts = _counts(said.counts)


def _counts(counts: Sequence[CountSaid]) -> list[dict[str, Any]]:
    return [
        {
            "category": one.category,
            "number": one.number,
            "qualifier": one.qualifier,
            "expected": one.expected,
            "quote": one.quote,
        }
        for one in counts
    ]


def _with_counts(event: Event, counts: Sequence[CountSaid]) -> EventSaid:
    return replace(said_of(event), counts=tuple(counts))


def _members(delegation: Sequence[DelegateSaid]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "name_form": normal_form(one.name),
            "title": one.title,
            "post": one.post,
            "organisation": one.organisation,
            "acting_for": one.acting_for,
            "head": one.head,
        }
        for one in delegation
    ]


def _set_days(event: Event, since: dt.date, until_day: dt.date) -> None:
    checked_days(since, until_day)
    event.since, event.until_day = since, until_day


def _to_come(event: Event) -> None:
    if event.withdrawn:
        raise InputError("is withdrawn", where="the event", to_do="restore it first")
    if event.status in {Status.HELD, Status.CANCELLED}:
        raise InputError(f"is {event.status} already", where="the event", to_do="undo that first, or correct it")


def _begun(since: dt.date, at: dt.datetime) -> None:
    if since > at.date():
        raise InputError("has not begun", where="the event", to_do="enter it as planned")
