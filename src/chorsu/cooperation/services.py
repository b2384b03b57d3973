"""The one door for values that were read already: a text's events, recommendations and instruments, in one act.

`propose` is what a face calls beside the services of other rooms, in one transaction of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.cooperation.following import enter_recommendation
from chorsu.cooperation.library import enter_instrument
from chorsu.cooperation.planning import enter_event
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from chorsu.cooperation.models import Event, Instrument, Recommendation
    from chorsu.cooperation.saying import EventSaid, InstrumentSaid, RecommendationSaid
    from chorsu.handling.rules import Actor

__all__ = ["Proposed", "propose"]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was entered, or stood there already, in the order in which it was given."""

    events: list[Event]
    recommendations: list[Recommendation]
    instruments: list[Instrument]


def propose(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    events: Sequence[EventSaid] = (),
    recommendations: Sequence[RecommendationSaid] = (),
    instruments: Sequence[InstrumentSaid] = (),
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
) -> Proposed:
    """Enter what was read from a text, all or nothing, under one marking; proposing the same text again adds nothing.

    A recommendation or an instrument names its event by the event's place in `events` (from 0) or by identifier.

    Raises:
        RefusedError, AbsentError, InputError: as the acts one by one; nothing is stored then.
    """
    common: dict[str, Any] = {
        "actor": actor, "provider": provider, "audience": audience, "until": until, "at": at, "synthetic": synthetic,
    }  # fmt: skip
    with transaction.atomic():
        entered = [enter_event(said=said, **common) for said in events]
        adopted = [enter_recommendation(said=_of(said, entered), **common) for said in recommendations]
        texts = [enter_instrument(said=_of(said, entered), **common) for said in instruments]
    return Proposed(entered, adopted, texts)


def _of[S: (RecommendationSaid, InstrumentSaid)](said: S, entered: Sequence[Event]) -> S:
    """What was said, with the identifier of its event in place of a place in the list."""
    if not isinstance(said.event, int):
        return said
    if not 0 <= said.event < len(entered):
        raise InputError("names an event that there is not", where="event", to_do="count from 0")
    return replace(said, event=entered[said.event].pk)
