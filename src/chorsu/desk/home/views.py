"""Home, the live room: what is new at once, and the picture of everything that the viewer may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from chorsu.desk.home.asked import readable
from chorsu.desk.home.counted import counted_line
from chorsu.desk.home.feeding import feed_context
from chorsu.desk.home.figures import home_figures
from chorsu.desk.home.waiting import things_of
from chorsu.desk.presenting import language
from chorsu.desk.rail import rail_for
from chorsu.desk.requests import actor_from
from chorsu.directory.overseers import OVERSEERS
from chorsu.directory.trail import trail_of
from chorsu.intake.selectors import refused_count
from chorsu.journal.selectors import is_behind
from chorsu.kernel.clock import now
from chorsu.matching.tasks import CONSUMER
from chorsu.records.asof import end_of
from chorsu.records.counted.selectors import also_counted
from chorsu.records.filters import Filter
from chorsu.records.picture import picture
from chorsu.ui.shapes import NotCounted
from chorsu.vocabulary import places
from chorsu.vocabulary.places.zones import zone_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.directory.models import User

__all__ = ["home", "home_desk", "home_picture"]

BIG = "big"
"""What the address says of a screen on a wall."""
_SOON = 50
"""Entries that the comparison of reports has yet to read below which it is as good as done."""


@readable
def home(request: HttpRequest) -> HttpResponse:
    """The page: the feed stands in it, the picture follows by itself, so that the page opens at once.

    Whoever runs or oversees the system sees no record, and is led to the first page of their own.
    """
    actor = actor_from(request)
    if actor.roles & OVERSEERS:
        return redirect(rail_for(actor, request.path)[0].url)
    big = request.GET.get("screen") == BIG
    asked = Filter.from_query(request.GET)
    query = urlencode([*asked.items(), *([("screen", BIG)] if big else [])])
    context = feed_context(request) | {
        "asked": asked,
        "picture_address": f"{reverse('home-picture')}?{query}",
        "things": things_of(actor, now()),
    }
    if big:
        return render(request, "home/wall.html", context | _wall(request))
    return render(request, "home/home.html", context)


def _wall(request: HttpRequest) -> dict[str, Any]:
    """What the big screen shows beside the rest: no rail, whose clock, and the way back."""
    agency = cast("User", request.user).agency
    state = agency.state if agency else None
    said = request.GET.copy()
    said.pop("screen")
    return {
        "rail": [],
        "words": {
            "noLine": gettext("No line since %(time)s"),
            "signedOut": gettext("Signed out at %(time)s"),
            "signInAgain": gettext("Sign in again"),
        },
        "zone": zone_of(state.code).key if state else "",
        "capital": places.label(state.code, language()) if state else "",
        "leave": f"{reverse('home')}?{said.urlencode()}".removesuffix("?"),
    }


@require_GET
def home_desk(request: HttpRequest) -> HttpResponse:
    """My desk alone: what home fetches anew when an alert or a message came."""
    things = things_of(actor_from(request), now())
    trail_of(request).figured(sum(one.count for one in things), [(one.href, one.count) for one in things])
    return render(request, "home/desk.html", {"things": things})


@readable
def home_picture(request: HttpRequest) -> HttpResponse:
    """The picture alone: a part of home, or a page of its own where a browser opens it as one, as without a script."""
    asked, today = Filter.from_query(request.GET), now().date()
    to_come = asked.known_on is not None and asked.known_on > today
    if to_come:
        asked = asked.with_only(known_on=None)
    refused = refused_count(end_of(asked.known_on) if asked.known_on else None)
    what = ngettext("row refused", "rows refused", refused)
    cube = picture(asked)
    trail_of(request).charted(cube.records, cube.digest)
    figures = home_figures(
        asked,
        cube,
        lambda rows: f"{reverse('records')}?{rows.as_query()}",
        refused=NotCounted(refused, what, reverse("hand-in")),
    )
    now_asked = asked.with_only(known_on=None)
    context = {
        "home": figures,
        "comparing": is_behind(CONSUMER, _SOON),
        "counted": counted_line(also_counted()),
        "asked": asked,
        "kept": now_asked.items(),
        "as_now": f"{reverse('home')}?{now_asked.as_query()}",
        "today": today.isoformat(),
        "to_come": to_come,
    }
    if request.GET.get("screen") == BIG:
        return render(request, "home/wall_picture.html", context)
    alone = request.headers.get("Sec-Fetch-Dest") == "document"
    return render(request, "home/picture_alone.html" if alone else "home/picture.html", context)
