"""The watches that stand, in memory: found by what they ask, kept in step with the journal.

Owns which watches fire at all: on, not ended, of an officer who still serves its authority.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chorsu.directory.models import Agency, User
from chorsu.exchange.watches.index import Index
from chorsu.exchange.watches.models import Watch
from chorsu.exchange.watches.quiet import quiet_until
from chorsu.exchange.watches.telling import asked_of
from chorsu.vocabulary.places.zones import zone_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from chorsu.exchange.watches.criteria import Criteria

__all__ = ["Standing", "Watches", "zone_of_authority"]

_COLUMNS = (
    "pk", "provider_id", "officer", "shared", "criteria", "since", "precedence", "quiet_from", "quiet_to",
    "rings_from", "ends_on",
)  # fmt: skip


class Standing(NamedTuple):
    """A watch as it is asked, without its criteria; `officer` of one that is not shared, `zone` of its authority."""

    pk: uuid.UUID
    authority: int
    officer: int | None
    since: int
    precedence: int
    quiet: tuple[dt.time, dt.time] | None
    ends_on: dt.date | None
    zone: ZoneInfo

    def over(self, at: dt.datetime) -> bool:
        """Whether its last day has passed, where its authority is."""
        return self.ends_on is not None and self.ends_on < at.astimezone(self.zone).date()

    def held_until(self, at: dt.datetime) -> dt.datetime | None:
        """When an alert that is raised now, or is new again, may ring; None: at once."""
        return None if self.quiet is None else quiet_until(at, self.zone, *self.quiet)


class Watches:
    """Every watch that fires, by its identifier."""

    def __init__(self) -> None:
        self.index: Index[uuid.UUID] = Index()
        self.asked: dict[uuid.UUID, Criteria] = {}
        self.standing: dict[uuid.UUID, Standing] = {}
        self._put(Watch.objects.all())

    def renew(self, watches: Iterable[uuid.UUID]) -> None:
        """Put these in anew, as they now stand; one that fires no more is taken out."""
        ids = set(watches)
        for one in ids:
            self.index.drop(one)
            self.asked.pop(one, None)
            self.standing.pop(one, None)
        self._put(Watch.objects.filter(pk__in=ids))

    def _put(self, rows: object) -> None:
        serving = User.objects.filter(is_active=True).values_list("pk", "agency_id")
        served = dict(serving)
        states = dict(Agency.objects.values_list("pk", "state__code"))
        found = rows.filter(on=True, ended_at=None)  # type: ignore[attr-defined] # a query of watches
        for (
            pk,
            authority,
            officer,
            shared,
            criteria,
            since,
            precedence,
            *quiet,
            rings_from,
            ends_on,
        ) in found.values_list(*_COLUMNS):
            if not shared and served.get(officer) != authority:
                continue
            asked = asked_of(criteria)
            held = None if quiet[0] is None or precedence >= rings_from else (quiet[0], quiet[1])
            alone = None if shared else officer
            zone = zone_of(states.get(authority) or "")
            self.standing[pk] = Standing(pk, authority, alone, since, precedence, held, ends_on, zone)
            self.asked[pk] = asked
            self.index.put(pk, asked)


def zone_of_authority(authority: int) -> ZoneInfo:
    """The time zone of an authority's state; UTC for one of none."""
    code = Agency.objects.filter(pk=authority).values_list("state__code", flat=True).first()
    return zone_of(code or "")
