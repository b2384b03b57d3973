"""The invented calendar of the example centre: from `calendar.yml` through the services of its rooms.

Entered once: what stands there already, or what a visitor has changed or taken back, is left as it is.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from chorsu.cooperation.saying import EventSaid

__all__ = ["enter_calendar", "load_calendar"]

OFFICER, AGENCY = "duty-officer", "example-centre"
BULLETIN = "SYNTHETIC: example bulletin of the example centre"
_SPACE = uuid.UUID("6f0f5a5e-6a0a-5d0c-9c55-3a1e57d1c1aa")
"""Of the numbers by which the invented records are known again."""


def load_calendar() -> dict[str, list[dict[str, Any]]]:
    """The rows of the file, by kind."""
    path = files("chorsu.config.region").joinpath("calendar.yml")
    rows: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    return rows


def enter_calendar(begun: dt.date) -> None:
    """Enter every invented event, recommendation, instrument and post that was never entered."""
    from chorsu.cooperation.following import enter_recommendation
    from chorsu.cooperation.library import enter_instrument
    from chorsu.cooperation.models import Event, Instrument, Recommendation
    from chorsu.cooperation.planning import enter_event
    from chorsu.cooperation.saying import InstrumentSaid, RecommendationSaid
    from chorsu.directory.models import Agency, Post, User
    from chorsu.directory.posts import enter_posts
    from chorsu.directory.selectors import actor_of
    from chorsu.handling.rules import MEMBERS
    from chorsu.handling.seal import EARLIER
    from chorsu.handling.viewer import viewing

    rows = load_calendar()
    actor = actor_of(User.objects.get(username=OFFICER))
    provider = Agency.objects.get(code=AGENCY).pk
    at = dt.datetime.combine(begun, dt.time(), dt.UTC)
    shared: dict[str, Any] = {"actor": actor, "provider": provider, "at": at, "synthetic": True}
    shown = shared | {"audience": [MEMBERS]}
    with viewing(replace(actor, purpose=EARLIER)):
        known = {
            pk for model in (Event, Recommendation, Instrument) for pk in model.objects.values_list("pk", flat=True)
        }
        for row in _missing(rows["events"], "key", known):
            enter_event(said=_event(row, begun), number=_number(row["key"]), **shown)
        standing = set(Event.objects.filter(withdrawn=False).values_list("pk", flat=True))
        for row in _missing(rows["recommendations"], "text", known):
            event = _number(row["event"])
            recommended = RecommendationSaid(
                text=row["text"],
                status=row["status"],
                addressee=row.get("addressee", ""),
                owner=row.get("owner", ""),
                proposed_by=row.get("proposed_by", ""),
                due_on=_day(begun, row["due"]) if "due" in row else None,
                event=event if event in standing else None,
            )
            enter_recommendation(said=recommended, number=_number(row["text"]), **shown)
        for row in _missing(rows["instruments"], "title", known):
            event = _number(row["event"])
            agreed = InstrumentSaid(
                row["kind"], row["title"], tuple(row["parties"]), event=event if event in standing else None
            )
            enter_instrument(said=agreed, number=_number(row["title"]), **shown)
        if not Post.objects.filter(source_document=BULLETIN).exists():
            enter_posts(posts=[_post(row, begun) for row in rows["posts"]], public=True, **shared)


def _missing(rows: list[dict[str, Any]], name: str, known: set[uuid.UUID]) -> list[dict[str, Any]]:
    """The rows that were never entered; `name` is what a row is known again by."""
    return [row for row in rows if _number(row[name]) not in known]


def _event(row: dict[str, Any], begun: dt.date) -> EventSaid:
    from chorsu.cooperation.saying import CountSaid, DelegateSaid, EventSaid

    first, last = row["days"]
    return EventSaid(
        kind=row["kind"],
        title=row["title"],
        since=_day(begun, first),
        until_day=_day(begun, last),
        status=row.get("status", "held"),
        in_plan=True,
        place=row.get("place", ""),
        country=row.get("country", ""),
        mode=row.get("mode", ""),
        organisers=tuple(row.get("organisers", ())),
        counts=tuple(CountSaid(*count) for count in row.get("counts", ())),
        delegation=tuple(DelegateSaid(**member) for member in row.get("delegation", ())),
    )


def _post(row: dict[str, Any], begun: dt.date) -> Any:
    from chorsu.directory.posts import PostSaid
    from chorsu.kernel.spans import SourceSpan

    quote = f"{row['name']}, {row['post']}"
    told = {name: row[name] for name in ("name", "title", "post", "organisation", "acting") if name in row}
    return PostSaid(**told, seen_on=_day(begun, row["seen"]), span=SourceSpan(BULLETIN, 0, len(quote), quote))


def _day(begun: dt.date, days: int) -> dt.date:
    return begun + dt.timedelta(days)


def _number(key: str) -> uuid.UUID:
    return uuid.uuid5(_SPACE, key)
