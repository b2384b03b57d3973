"""What an officer, or a program, looks up: what was written may mean, how often it may be asked, when an answer leaves.

Owns what the pages and the machine door do alike before and after `records.lookup`; must not decide who sees what.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from chorsu.directory.models import Agency
from chorsu.handling.rules import COURT
from chorsu.handling.viewer import viewing
from chorsu.intake.reading.entered import LONGEST, Entered, of_kind, readings
from chorsu.records.lookup import Found, look_up
from chorsu.records.lookups.pacing import Limits, count_look_up
from chorsu.vocabulary.manners import manners

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from chorsu.handling.rules import Actor

__all__ = ["LONGEST", "STEP_SECONDS", "found_by", "in_steps", "is_purpose", "meant"]

STEP_SECONDS = 0.25
"""Answers leave at whole steps after the question came: how many hidden records were passed over on the way does not
show in the time. A step is longer than an answer takes with thousands of them."""


@contextmanager
def in_steps() -> Iterator[None]:
    """A block that takes whole steps."""
    begun = time.monotonic()
    yield
    time.sleep((begun - time.monotonic()) % STEP_SECONDS)


def is_purpose(code: str) -> bool:
    """Whether an identifier may be looked up for this: a crime area, or proceedings in court."""
    return code == COURT or code in manners("crime_area")


def meant(written: str, kind: str, actor: Actor) -> tuple[Entered, ...]:
    """What was written can mean: of the kind that was chosen, or all that it can be; nothing where it is no identifier.

    Local phones are those of the actor's state.
    """
    if not written or len(written) > LONGEST:
        return ()
    country = _country(actor)
    return (of_kind(kind, written, country),) if kind in manners("identifier") else readings(written, country)


def found_by(asked: Sequence[Entered], *, actor: Actor, purpose: str, at: dt.datetime) -> tuple[Actor, Found]:
    """The actor with the purpose stated, and what that one finds; counted first.

    Raises:
        TooManyError: it is one look-up too many.
    """
    stated = replace(actor, purpose=purpose)
    limits = Limits(settings.CHORSU_LOOK_UPS_OFFICER, settings.CHORSU_LOOK_UPS_AGENCY)
    count_look_up(actor=stated, limits=limits, at=at)
    with viewing(stated):
        return stated, look_up([(one.kind, one.normal) for one in asked])


def _country(actor: Actor) -> str:
    agency = Agency.objects.select_related("state").filter(pk__in=actor.principals, officers=actor.user).first()
    return agency.state.code if agency and agency.state else ""
