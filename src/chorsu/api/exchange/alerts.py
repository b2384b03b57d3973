"""Alerts by program: what fired for an authority and why, and what is done about it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from chorsu.api.asking import Scope, Sent, actor_from, whole
from chorsu.api.naming import Named, names_of
from chorsu.directory.trail import trail_of
from chorsu.exchange.messages.models import Message
from chorsu.exchange.watches import acting, selectors
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from chorsu.api.naming import Names
    from chorsu.exchange.watches.models import AlertChange
    from chorsu.exchange.watches.selectors import Shown

__all__ = ["router"]

router = Router(tags=["alerts"])
reading, writes = Scope("messages"), Scope("send")
_PAGE = 50
_RECORDS = 50
"""Records that an alert asked for by itself tells."""


class AlertsAsked(Schema):
    """Which alerts, and which page of them."""

    new: bool = Field(default=False, description="Only what nobody has acknowledged.")
    watch: uuid.UUID | None = Field(None, description="Only those of one watch.")
    page: int = Field(1, ge=1, le=10_000)


class Answering(Schema):
    """A record of an alert that you see, and why it answers the watch now; no reason where it was corrected since."""

    record: uuid.UUID
    why: list[str] = Field(examples=[["place:KZ", "quantity:heroin 12 kg"]])


class AlertLine(Schema):
    """An alert as a list tells it: `count` records of it are seen, 10,000 at most, and the first stand here."""

    id: uuid.UUID
    watch: uuid.UUID
    name: str
    authority: Named
    precedence: str
    state: str = Field(examples=["new", "acknowledged"])
    raised_at: dt.datetime
    held_until: dt.datetime | None = Field(description="It came in quiet hours, and rings when they end.")
    acknowledged_at: dt.datetime | None
    count: int
    records: list[Answering]


class AlertPage(Schema):
    """A page of alerts, new ones first; `next` is null on the last."""

    alerts: list[AlertLine]
    next: int | None


class AlertAct(Schema):
    """What was done to an alert."""

    kind: str = Field(examples=["acknowledged"])
    at: dt.datetime
    by: str
    note: str


class AlertTold(AlertLine):
    """One alert, with what was done to it."""

    changes: list[AlertAct]


class Words(Sent):
    """Words for those who see the alert."""

    words: str = Field("", max_length=acting.LONGEST_NOTE)


@router.get("alerts", auth=reading, response=AlertPage, url_name="api-alerts")
def alerts(request: HttpRequest, asked: Query[AlertsAsked]) -> Any:
    """The alerts of your authority: why each came is told of its records as you see them now."""
    actor = actor_from(request)
    wanted = selectors.Asked(new=asked.new, watch=asked.watch)
    first = (asked.page - 1) * _PAGE
    rows = list(selectors.alerts(actor, wanted)[first : first + _PAGE + 1])
    names = names_of()
    lines = [_line(one, names) for one in selectors.shown(rows[:_PAGE])]
    trail_of(request).listed([*(line["id"] for line in lines), *(one["record"] for one in _told(lines))])
    return {"alerts": lines, "next": asked.page + 1 if len(rows) > _PAGE else None}


@router.get("alerts/{id:identifier}", auth=reading, response=AlertTold, url_name="api-alert")
def alert(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """One alert: the first fifty of its records, and what was done to it."""
    found = selectors.alert(identifier)
    if found is None:
        raise AbsentError
    (shown,) = selectors.shown([found], few=_RECORDS)
    line = _line(shown, names_of())
    trail_of(request).opened([found.pk, *(one["record"] for one in line["records"])])
    return line | {"changes": [_change(one) for one in selectors.changes_of(found)]}


@router.post("alerts/{id:identifier}/acknowledge", auth=writes, response={204: None}, url_name="api-alert-acknowledge")
def acknowledge(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """Say that somebody has seen the alert and takes care of it."""
    return _done(identifier, lambda: acting.acknowledge(identifier=identifier, actor=actor_from(request), at=now()))


@router.post("alerts/{id:identifier}/escalate", auth=writes, response={204: None}, url_name="api-alert-escalate")
def escalate(request: HttpRequest, identifier: uuid.UUID, sent: Words) -> Any:
    """Send the alert up to the duty officers of your authority."""
    by: dict[str, Any] = {"words": sent.words, "actor": actor_from(request), "at": now()}
    return _done(identifier, lambda: acting.escalate(identifier=identifier, **by))


@router.post("alerts/{id:identifier}/note", auth=writes, response={204: None}, url_name="api-alert-note")
def note(request: HttpRequest, identifier: uuid.UUID, sent: Words) -> Any:
    """Put words beside the alert."""
    by: dict[str, Any] = {"words": sent.words, "actor": actor_from(request), "at": now()}
    return _done(identifier, lambda: acting.note(identifier=identifier, **by))


def _done(identifier: uuid.UUID, act: Callable[[], object]) -> HttpResponse:
    if selectors.alert(identifier) is None:
        raise AbsentError
    with whole():
        act()
    return HttpResponse(status=204)


def _line(one: Shown, names: Names) -> dict[str, Any]:
    plain = ("id", "state", "raised_at", "acknowledged_at")
    return {name: getattr(one.alert, name) for name in plain} | {
        "held_until": one.alert.waits_until,
        "watch": one.watch.pk,
        "name": one.watch.name,
        "authority": names.of(one.alert.provider_id),
        "precedence": Message.Precedence(one.alert.precedence).name,
        "count": one.count,
        "records": [{"record": seizure.pk, "why": list(why)} for seizure, why in one.records],
    }


def _told(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for line in lines for one in line["records"]]


def _change(one: AlertChange) -> dict[str, Any]:
    return {"kind": one.kind, "at": one.at, "by": one.by_name, "note": one.note}
