"""The library of instruments: entered and changed; taking back and undoing are `keeping`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.cooperation.following import event_named
from chorsu.cooperation.keeping import already, changing, enter
from chorsu.cooperation.models import Instrument
from chorsu.cooperation.saying import checked_instrument
from chorsu.handling.marked import marking_of_new
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.cooperation.saying import InstrumentSaid
    from chorsu.handling.rules import Actor

__all__ = ["change_instrument", "enter_instrument"]

_COPIED = (
    "kind", "title", "adopted_on", "place", "in_force", "force_since", "force_until", "exchange", "link",
)  # fmt: skip


def enter_instrument(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    said: InstrumentSaid,
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
    number: uuid.UUID | None = None,
) -> Instrument:
    """Enter an instrument under a marking; the same words of a document, or one `number`, are entered once.

    Raises:
        RefusedError: the actor may not provide for this agency.
        AbsentError: the event is not there, or not for this actor.
        InputError: a value that cannot be meant.
    """
    said = checked_instrument(said)
    marking = marking_of_new(actor, provider, audience, until, at)
    one = Instrument(id=number or uuid7(), synthetic=synthetic)
    one.span = said.span
    _say(one, said)
    with transaction.atomic():
        again = already(Instrument, provider, one, kind=said.kind, title=said.title)
        if again is not None:
            return again
        return enter(one, marking, actor, at)


def change_instrument(
    *, identifier: uuid.UUID, said: InstrumentSaid, actor: Actor, at: dt.datetime, version: int | None = None
) -> Instrument:
    """Other values for an instrument.

    Raises:
        AbsentError, RefusedError, InputError: as for every act.
    """
    said = checked_instrument(said)
    with changing(Instrument, identifier, act="changed", actor=actor, at=at, version=version) as one:
        _say(one, said)
    return one


def _say(one: Instrument, said: InstrumentSaid) -> None:
    for name in _COPIED:
        setattr(one, name, getattr(said, name))
    one.parties = list(said.parties)
    one.event = event_named(said.event)
