"""Looking at the plan: a half-year as a list of days with its clashes, one event, both as a calendar to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from chorsu.cooperation.clashes import weeks
from chorsu.cooperation.halves import half_of, read_half
from chorsu.cooperation.invitations import calendar_of
from chorsu.cooperation.models import Delegate, Event, Instrument, Recommendation
from chorsu.cooperation.selectors import clashes_of, plan_of
from chorsu.cooperation.words import label
from chorsu.desk.cooperation.event_form import form_context, values_of
from chorsu.desk.cooperation.kept import found, record_context
from chorsu.desk.cooperation.wording import (
    EVENT_CHIPS,
    EVENT_STATUSES,
    STANDING_CHIPS,
    STANDINGS,
    days,
    half_name,
    options,
    qualified,
)  # fmt: skip
from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.presenting import language, place_of
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.ui.shapes import Choice

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest

    from chorsu.cooperation.clashes import Clash
    from chorsu.cooperation.halves import Half
    from chorsu.ui.shapes import PlaceName

__all__ = ["event_calendar", "event_context", "one", "plan", "plan_calendar"]


@dataclass(frozen=True, slots=True)
class EventShown:
    """A row of the plan."""

    event: Event
    href: str
    days: str
    kind: str
    status: str
    chip: str
    place: PlaceName
    mode: str
    people: list[str]
    clashes: int
    booked: bool


@dataclass(frozen=True, slots=True)
class ClashShown:
    """Two events that share days, with the persons who are, or may be, at both."""

    first: Event
    second: Event
    days: str
    booked: str
    perhaps: str


@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """The half-year: its events by month, and the clashes by week."""
    half, kind, status = _asked(request)
    everything = plan_of(half)
    shown = [one for one in everything if kind in {"", one.kind} and status in {"", one.status}]
    clashes = clashes_of(everything)
    trail_of(request).listed(one.pk for one in everything)
    context = {
        "half": half,
        "half_name": half_name(half),
        "halves": _halves(half, kind, status),
        "months": _months(shown, clashes),
        "total": len(shown),
        "weeks": _weeks(everything, clashes),
        "double": sum(bool(one.booked) for one in clashes),
        "perhaps": any(one.perhaps for one in clashes),
        "kinds": options("event_kinds", kind),
        "statuses": [(code, name, code == status) for code, name in EVENT_STATUSES.items()],
        "filtered": bool(kind or status),
        "calendar": f"{reverse('plan-calendar')}?{urlencode({'half': half.code})}",
        "tab": "plan",
    }
    return render(request, "cooperation/plan.html", context)


@require_GET
def plan_calendar(request: HttpRequest) -> HttpResponse:
    """The half-year as iCalendar, as far as the officer sees it."""
    half, _kind, _status = _asked(request)
    leaving = plan_of(half)
    trail_of(request).exported(one.pk for one in leaving)
    return _calendar(request, leaving, f"plan-{half.code}", half_name(half))


@require_GET
def event_calendar(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One event as iCalendar."""
    trail_of(request).exported([identifier])
    return _calendar(request, [found(Event, identifier)], f"event-{identifier}", "")


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One event: plan against actual, delegation, participants, what was recommended and adopted, its clashes."""
    return render(request, "cooperation/event.html", event_context(request, found(Event, identifier)))


def event_context(request: HttpRequest, event: Event) -> dict[str, Any]:
    """Everything that the page of an event shows."""
    from chorsu.cooperation.planning import said_of

    related = {"event": event, "withdrawn": False}
    around = {each.pk: each for half in _halves_of(event) for each in plan_of(half)}
    clashes = [each for each in clashes_of(around.values()) if event.pk in {each.first, each.second}]
    return record_context(request, event) | {
        "event": event,
        "days": days(event.since, event.until_day),
        "planned": _planned(event),
        "kind": label("event_kinds", event.kind, language()),
        "mode": label("event_modes", event.mode, language()) if event.mode else "",
        "status": EVENT_STATUSES[event.status],
        "status_chip": EVENT_CHIPS[event.status],
        "place": _place(event),
        "states": [country_name(code) for code in event.states],
        "delegation": list(Delegate.objects.filter(event=event).order_by("number")),
        "participants": _participants(event),
        "clashes": [_clash(each, around) for each in clashes],
        "recommendations": [
            (each, STANDINGS[each.status], STANDING_CHIPS[each.status])
            for each in Recommendation.objects.filter(**related).order_by("source_start", "entered_at")
        ],
        "instruments": Instrument.objects.filter(**related).order_by("title"),
        "half": half_of(event.since),
        "open": event.status in {"planned", "moved"} and not event.withdrawn,
        "today": now().date(),
        **form_context(values_of(said_of(event)) | {"members": (), "counts": ()}),
        "tab": "plan",
    }


def _asked(request: HttpRequest) -> tuple[Half, str, str]:
    text = request.GET.get("half", "")
    try:
        half = read_half(text) if text else half_of(now().date())
    except InputError as error:
        raise Http404 from error
    kind, status = request.GET.get("kind", ""), request.GET.get("status", "")
    known = {code for code, _, _ in options("event_kinds")}
    return half, kind if kind in known else "", status if status in EVENT_STATUSES else ""


def _halves(half: Half, kind: str, status: str) -> list[Choice]:
    kept = {name: value for name, value in (("kind", kind), ("status", status)) if value}
    return [
        Choice(half_name(each), f"?{urlencode({'half': each.code, **kept})}", current=each == half)
        for each in (half.before, half, half.after)
    ]


def _halves_of(event: Event) -> list[Half]:
    """The half-years that an event lies in."""
    halves = [half_of(event.since)]
    while halves[-1].until < event.until_day:
        halves.append(halves[-1].after)
    return halves


def _months(events: Sequence[Event], clashes: Sequence[Clash]) -> list[tuple[str, list[EventShown]]]:
    """The events under the month in which they begin."""
    by_month: dict[tuple[int, int], list[EventShown]] = {}
    for event in events:
        by_month.setdefault((event.since.year, event.since.month), []).append(_shown(event, clashes))
    return [(f"{MONTHS[month]} {year}", rows) for (year, month), rows in by_month.items()]


def _shown(event: Event, clashes: Sequence[Clash]) -> EventShown:
    mine = [each for each in clashes if event.pk in {each.first, each.second}]
    return EventShown(
        event=event,
        href=reverse("event", args=[event.pk]),
        days=_short(event.since, event.until_day),
        kind=label("event_kinds", event.kind, language()),
        status=str(EVENT_STATUSES[event.status]),
        chip=EVENT_CHIPS[event.status],
        place=_place(event),
        mode=label("event_modes", event.mode, language()) if event.mode else "",
        people=[member.name for member in event.delegation.all()],
        clashes=len(mine),
        booked=any(each.booked for each in mine),
    )


def _short(since: dt.date, until_day: dt.date) -> str:
    """The days within a month: "24–25", or the last one in full where it lies in another."""
    if since == until_day:
        return f"{since.day:02d}"
    if (since.year, since.month) == (until_day.year, until_day.month):
        return f"{since.day:02d}–{until_day.day:02d}"
    return f"{since.day:02d}–{until_day.day:02d}.{until_day.month:02d}"


def _place(event: Event) -> PlaceName:
    return place_of(event.place, event.admin1, event.country, event.place_id)


def _planned(event: Event) -> dict[str, object] | None:
    """The days first planned, and by how many days the event was shifted against them; None without a plan."""
    if event.planned_since is None or event.planned_until is None:
        return None
    return {
        "days": days(event.planned_since, event.planned_until),
        "shift": (event.since - event.planned_since).days,
        "same": (event.planned_since, event.planned_until) == (event.since, event.until_day),
    }


def _participants(event: Event) -> list[dict[str, str]]:
    """The participants by category, expected beside counted, with the words of the text."""
    rows: dict[str, dict[str, str]] = {}
    for count in event.counts:
        row = rows.setdefault(count["category"], {"expected": "", "counted": "", "quote": ""})
        side = "expected" if count["expected"] else "counted"
        row[side] = "; ".join(part for part in (row[side], qualified(count["number"], count["qualifier"])) if part)
        row["quote"] = row["quote"] or count["quote"]
    return [{"category": label("participant_categories", code, language()), **row} for code, row in rows.items()]


def _weeks(events: Iterable[Event], clashes: Iterable[Clash]) -> list[tuple[dt.date, list[ClashShown]]]:
    by_id = {event.pk: event for event in events}
    return [(week.monday, [_clash(each, by_id) for each in week.clashes]) for week in weeks(clashes)]


def _clash(clash: Clash, events: dict[uuid.UUID, Event]) -> ClashShown:
    return ClashShown(
        events[clash.first],
        events[clash.second],
        days(clash.since, clash.until_day),
        ", ".join(clash.booked),
        ", ".join(clash.perhaps),
    )


def _calendar(request: HttpRequest, events: Sequence[Event], name: str, title: str) -> HttpResponse:
    def address(event: Event) -> str:
        return request.build_absolute_uri(reverse("event", args=[event.pk]))

    shown = gettext("Plan of main events, %(half)s") % {"half": title} if title else ""
    data = calendar_of(events, language=language(), at=now(), address=address, name=shown)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer
