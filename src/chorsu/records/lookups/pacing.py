"""A fair pace of look-ups: so many an hour for an officer, so many for an authority; then a line that says until when.

Officers who work a case ask for some dozens; whoever walks a range of numbers asks for thousands. The counts stand in
the database, so that every process knows them, and are read through a door: who looked when is told to nobody.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from chorsu.kernel.errors import RefusedError
from chorsu.records.models import LookUp

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["WINDOW", "Limits", "TooManyError", "count_look_up", "forget_look_ups"]

WINDOW = dt.timedelta(hours=1)
"""How long a look-up counts."""
_LOCK = 20_431
"""Number of the advisory lock: two look-ups of one officer at once are counted one after the other."""
_COUNTS = "SELECT mine, mine_first, ours, ours_first FROM records_looked_up(%s)"


class TooManyError(RefusedError):
    """The officer, or the authority, looked up as much as it may within the hour; `opens` says when it may again."""

    def __init__(self, opens: dt.datetime, *, of_agency: bool) -> None:
        super().__init__("too many look-ups", where="the authority" if of_agency else "you", to_do="wait")
        self.opens, self.of_agency = opens, of_agency


@dataclass(frozen=True, slots=True)
class Limits:
    """Look-ups within the hour that an officer and an authority may make."""

    officer: int
    agency: int


def count_look_up(*, actor: Actor, limits: Limits, at: dt.datetime) -> None:
    """Count a look-up that the actor is about to make, inside the transaction of the request.

    Raises:
        TooManyError: it would be one too many; it is not counted.
    """
    if actor.user is None or actor.agency is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, actor.user])
        cursor.execute(_COUNTS, [at - WINDOW])
        mine, mine_first, ours, ours_first = cursor.fetchone()
    if mine >= limits.officer:
        raise TooManyError(mine_first + WINDOW, of_agency=False)
    if ours >= limits.agency:
        raise TooManyError(ours_first + WINDOW, of_agency=True)
    LookUp.objects.create(officer=actor.user, agency=actor.agency, at=at)


def forget_look_ups(at: dt.datetime) -> int:
    """Remove what counts no longer; how many there were. Done in the background."""
    return LookUp.objects.filter(at__lte=at - WINDOW).delete()[0]
