"""Home, the live room: what is new at once, and the picture of everything that the viewer may see."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from chorsu.desk.home.counted import counted_line
from chorsu.desk.home.figures import home_figures
from chorsu.desk.presenting import language
from chorsu.desk.rail import rail_for
from chorsu.desk.records.refusals import said
from chorsu.desk.requests import actor_from
from chorsu.desk.stream.cursors import seal
from chorsu.desk.stream.feed import MOST_LINES, newest
from chorsu.directory.overseers import OVERSEERS
from chorsu.directory.trail import trail_of
from chorsu.intake.selectors import refused_count
from chorsu.journal.selectors import head, is_behind
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.matching.tasks import CONSUMER
from chorsu.records.asof import end_of
from chorsu.records.counted.selectors import also_counted
from chorsu.records.filters import Filter
from chorsu.records.picture import picture
from chorsu.ui.shapes import NotCounted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["home", "home_picture"]

BAD_REQUEST = 400
_SOON = 50
"""Entries that the comparison of reports has yet to read below which it is as good as done."""


def _readable(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A view whose address says a filter: one that cannot be read gets a page that says so."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except InputError as error:
            return render(request, "records/unreadable.html", {"line": said(error)}, status=BAD_REQUEST)

    return answer


@_readable
def home(request: HttpRequest) -> HttpResponse:
    """The page: the feed stands in it, the picture follows by itself, so that the page opens at once.

    Whoever runs or oversees the system sees no record, and is led to the first page of their own.
    """
    actor = actor_from(request)
    if actor.roles & OVERSEERS:
        return redirect(rail_for(actor, request.path)[0].url)
    asked = Filter.from_query(request.GET)
    position, items = head(), newest(language())
    trail_of(request).listed(item.seizure.pk for item in items)
    context = {
        "asked": asked,
        "picture_address": f"{reverse('home-picture')}?{asked.as_query()}",
        "items": items,
        "after": seal(position, actor.user, [item.seizure.pk for item in reversed(items)]),
        "stream": f"{settings.CHORSU_STREAM_URL}/stream",
        "most": MOST_LINES,
    }
    return render(request, "home/home.html", context)


@_readable
def home_picture(request: HttpRequest) -> HttpResponse:
    """The picture alone, as a part of home or as a page of its own where no script runs."""
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
    return render(request, "home/picture.html", context)
