"""What an officer does with the plan: enter an event, change, move, hold or cancel it; undo, withdraw, restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.cooperation import planning
from chorsu.cooperation.models import Event
from chorsu.desk.cooperation.event_form import counts_posted, event_posted, form_context, values_of, values_posted
from chorsu.desk.cooperation.kept import (
    answered,
    audience_context,
    audience_of,
    change_of,
    entered,
    found,
    keeping_act,
    needed_day,
    number_of,
    tried,
    version_of,
)  # fmt: skip
from chorsu.desk.requests import actor_from
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from chorsu.cooperation.models import Kept

__all__ = ["act", "change", "enter"]


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """An event by hand: the empty form, the form with what was wrong or with more rows, or the event."""
    values: dict[str, Any] = values_posted(request.POST) if request.method == "POST" else {"standing": "planned"}
    context = form_context(values) | audience_context(request)
    context["number"] = number = number_of(request)
    if request.method != "POST" or "more" in request.POST:
        return render(request, "cooperation/event_new.html", context)

    def act() -> Kept:
        said, handling = event_posted(request.POST), audience_of(request)
        return planning.enter_event(actor=actor_from(request), said=said, at=now(), number=number, **handling)

    return entered(
        request,
        act,
        form="cooperation/event_new.html",
        context=context,
        done=gettext("The event is in the plan."),
        page="event",
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The form of a change, and the new version that comes of it."""
    event = change_of(request, Event, identifier)
    before = planning.said_of(event)
    values = values_posted(request.POST) if request.method == "POST" else values_of(before)
    context = form_context(values) | {"event": event}
    if request.method != "POST" or "more" in request.POST:
        return render(request, "cooperation/event_change.html", context)

    def act() -> Kept:
        return planning.change_event(
            identifier=identifier,
            said=event_posted(request.POST, before=before),
            actor=actor_from(request),
            at=now(),
            version=version_of(request.POST),
        )

    return answered(
        request,
        act,
        form="cooperation/event_change.html",
        context=context,
        done=gettext("The event is changed; what it said before stays in its history."),
        page="event",
    )


@require_POST
def act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """One act on an event; what went wrong is one line on its page."""
    event, posted, reason = found(Event, identifier), request.POST, request.POST.get("reason", "")
    common: dict[str, Any] = {"identifier": identifier, "actor": actor_from(request), "at": now()}

    def on_its_days() -> dict[str, Any]:
        since = needed_day(posted, "since")
        return {"since": since, "until_day": needed_day(posted, "until_day") if posted.get("until_day") else since}

    acts: dict[str, tuple[Callable[[], object], str]] = {
        "move": (
            lambda: planning.move_event(reason=reason, **on_its_days(), **common),
            gettext("The event is moved; the days first planned stay beside the new ones."),
        ),
        "hold": (
            lambda: planning.hold_event(counts=counts_posted(posted), **on_its_days(), **common),
            gettext("The event is said to be held."),
        ),
        "cancel": (
            lambda: planning.cancel_event(reason=reason, **common),
            gettext("The event is cancelled; it stays in its plan, and you can undo it."),
        ),
    }
    if act in acts:
        tried(request, *acts[act])
    else:
        keeping_act(request, Event, event.pk, act)
    return redirect("event", identifier)
