"""What an officer does with recommendations: enter, change, follow up, decide on repetitions; undo and withdraw."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.cooperation import following
from chorsu.cooperation.models import Event, Recommendation
from chorsu.cooperation.saying import Evidence, RecommendationSaid
from chorsu.desk.cooperation.kept import (
    answered,
    audience_context,
    audience_of,
    change_of,
    day_of,
    entered,
    found,
    keeping_act,
    number_of,
    tried,
    version_of,
)  # fmt: skip
from chorsu.desk.cooperation.wording import STANDINGS
from chorsu.desk.requests import actor_from
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, QueryDict

    from chorsu.cooperation.models import Kept

__all__ = ["act", "change", "enter", "event_options"]

_FIELDS = ("text", "status", "adopted_on", "proposed_by", "addressee", "owner", "due_on", "event")
_AT_THE_START = ("proposed", "adopted", "accepted", "under-way")
MOST_EVENTS = 200


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A recommendation by hand; `?event=` names the event that it is from."""
    sent = request.POST if request.method == "POST" else request.GET
    values = {name: sent.get(name, "") for name in _FIELDS}
    context = _context(request, values) | audience_context(request)
    context["number"] = number = number_of(request)
    if request.method != "POST":
        return render(request, "cooperation/recommendation_new.html", context)

    def act() -> Kept:
        said, handling = _said(request.POST), audience_of(request)
        return following.enter_recommendation(actor=actor_from(request), said=said, at=now(), number=number, **handling)

    return entered(
        request,
        act,
        form="cooperation/recommendation_new.html",
        context=context,
        done=gettext("The recommendation is entered."),
        page="recommendation",
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Other words, addressee, owner or day; how far it is stays."""
    record = change_of(request, Recommendation, identifier)
    stored = {name: str(getattr(record, name) or "") for name in _FIELDS if name != "event"}
    stored["event"] = str(record.event_id or "")
    values = {name: request.POST.get(name, "") for name in _FIELDS} if request.method == "POST" else stored
    context = _context(request, values) | {"one": record}
    if request.method != "POST":
        return render(request, "cooperation/recommendation_change.html", context)

    def act() -> Kept:
        return following.change_recommendation(
            identifier=identifier,
            said=_said(request.POST),
            actor=actor_from(request),
            at=now(),
            version=version_of(request.POST),
        )

    return answered(
        request,
        act,
        form="cooperation/recommendation_change.html",
        context=context,
        done=gettext("The recommendation is changed; what it said before stays in its history."),
        page="recommendation",
    )


@require_POST
def act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """One act on a recommendation; what went wrong is one line on the page that it was sent from."""
    found(Recommendation, identifier)
    posted = request.POST
    common: dict[str, Any] = {"identifier": identifier, "actor": actor_from(request), "at": now()}
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "follow": (
            lambda: following.follow_recommendation(
                status=posted.get("status", ""),
                reason=posted.get("reason", ""),
                evidence=[Evidence(posted.get("evidence", ""), posted.get("link", ""))],
                on=day_of(posted, "adopted_on"),
                version=version_of(posted),
                **common,
            ),
            gettext("How far it is, is noted."),
        ),
        "join": (
            lambda: following.join_recommendation(to=_identifier(posted.get("other", "")), **common),
            gettext("They are counted together now; you can take them apart again."),
        ),
        "apart": (
            lambda: following.keep_recommendation_apart(other=_identifier(posted.get("other", "")), **common),
            gettext("They stay two, and are not proposed again."),
        ),
        "part": (
            lambda: following.part_recommendation(**common),
            gettext("It stands by itself again."),
        ),
    }
    if act in acts:
        tried(request, *acts[act])
    else:
        keeping_act(request, Recommendation, identifier, act)
    shown = posted.get("shown", "")
    return redirect("recommendation", _identifier(shown) if shown else identifier)


def event_options(request: HttpRequest, chosen: str) -> list[tuple[str, str, bool]]:
    """The newest events, for the choice of the one that a record is from; the chosen one is among them."""
    rows = list(Event.objects.filter(withdrawn=False).order_by("-since")[:MOST_EVENTS])
    if chosen and all(str(row.pk) != chosen for row in rows) and _is_identifier(chosen):
        rows += list(Event.objects.filter(pk=chosen))
    trail_of(request).listed(row.pk for row in rows)
    return [(str(row.pk), f"{row.since.isoformat()} · {row.title}", str(row.pk) == chosen) for row in rows]


def _context(request: HttpRequest, values: Mapping[str, str]) -> dict[str, Any]:
    return {
        "values": values,
        "events": event_options(request, values["event"]),
        "standings": [(code, STANDINGS[code], code == values["status"]) for code in _AT_THE_START],
        "tab": "recommendations",
    }


def _said(posted: QueryDict) -> RecommendationSaid:
    event = posted.get("event", "")
    return RecommendationSaid(
        text=posted.get("text", ""),
        status=posted.get("status", "proposed") or "proposed",
        adopted_on=day_of(posted, "adopted_on"),
        proposed_by=posted.get("proposed_by", ""),
        addressee=posted.get("addressee", ""),
        owner=posted.get("owner", ""),
        due_on=day_of(posted, "due_on"),
        event=_identifier(event) if event else None,
    )


def _is_identifier(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _identifier(text: str) -> uuid.UUID:
    """The identifier that a field holds.

    Raises:
        Http404: it holds none.
    """
    if not _is_identifier(text):
        raise Http404
    return uuid.UUID(text)
