"""The feed of home: its filter, what it opens with, and where an alert leads on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.exchange.wording import PRECEDENCES
from chorsu.desk.home.asked import readable
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from
from chorsu.desk.stream.cursors import seal
from chorsu.desk.stream.feed import MOST_LINES
from chorsu.desk.stream.lines import LOOKED_THROUGH
from chorsu.desk.stream.narrowing import Narrowed
from chorsu.desk.stream.opening import opening
from chorsu.directory.trail import trail_of
from chorsu.exchange.watches.selectors import alert, first_records
from chorsu.journal.selectors import head
from chorsu.records.filters import Filter
from chorsu.records.models import Seizure
from chorsu.ui import shapes
from chorsu.ui.wording import number
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

__all__ = ["feed_context", "home_feed", "home_places"]

KINDS = {
    "": pgettext_lazy("kind of lines in the feed", "All"),
    "records": pgettext_lazy("kind of lines in the feed", "Records"),
    "alerts": pgettext_lazy("kind of lines in the feed", "Alerts"),
    "messages": pgettext_lazy("kind of lines in the feed", "Messages"),
}
PLACED = 20
"""Records of an alert whose places light up."""


@readable
@require_GET
def home_feed(request: HttpRequest) -> HttpResponse:
    """The feed alone, with its filter: what home fetches when the filter is changed."""
    return render(request, "home/feed.html", feed_context(request))


@require_GET
def home_places(request: HttpRequest, identifier: uuid.UUID) -> JsonResponse:
    """Where the records of an alert lie that its reader sees now: codes for the map, and no word beside them."""
    one = alert(identifier)
    if one is None:
        raise Http404
    numbers = first_records([one.pk], PLACED).get(one.pk, [])
    found = Seizure.objects.filter(pk__in=numbers).values_list("admin1", "country")
    trail_of(request).listed(numbers)
    return JsonResponse({"places": sorted({admin1 or country for admin1, country in found} - {""})})


def feed_context(request: HttpRequest, *, most: int = MOST_LINES) -> dict[str, Any]:
    """What the feed's panel is given: lines, the cursor that the stream goes on from, and the filter in force."""
    actor, asked, picture = actor_from(request), Narrowed.from_query(request.GET), Filter.from_query(request.GET)
    position, opened = head(), opening(actor, asked, language())
    trail_of(request).listed(opened.shown)
    kept = [*picture.items(), *([("screen", "big")] if request.GET.get("screen") == "big" else [])]
    return {
        "feed": opened,
        "narrowed": asked,
        "narrows": asked != Narrowed(),
        "kept": [(key, value) for key, value in kept],
        "kinds": [
            shapes.Choice(str(label), _home(asked.but(kind=kind), kept), current=kind == asked.kind)
            for kind, label in KINDS.items()
        ],
        "precedences": [(code, word, code == asked.least) for code, word in PRECEDENCES.items()],
        "countries": _countries(asked),
        "families": [(code, substances.label(code, language()), code == asked.family) for code in _families()],
        "chips": _chips(asked, kept),
        "clear": _home(Narrowed(), kept),
        "pins": shapes.Choice("", _home(asked.but(pins=not asked.pins), kept), current=asked.pins),
        "rows": _rows(asked),
        "after": seal(position, actor.user, opened.records),
        "stream": f"{settings.CHORSU_STREAM_URL}/stream",
        "most": most,
        "looked": number(LOOKED_THROUGH),
    }


def _home(asked: Narrowed, kept: list[tuple[str, str]]) -> str:
    return f"{reverse('home')}?{urlencode([*kept, *asked.items()])}".removesuffix("?")


def _families() -> list[str]:
    tongue = language()
    return sorted(substances.group_codes(), key=lambda code: substances.label(code, tongue).casefold())


def _countries(asked: Narrowed) -> list[tuple[str, str, bool]]:
    """The member states to choose from; a place that was chosen on the map stands among them."""
    chosen = "/".join(asked.place)
    codes = [one.code for one in places.member_states()]
    if chosen and chosen not in codes:
        codes.append(chosen)
    named = [(code, places.label(code, language()), code == chosen) for code in codes]
    return sorted(named, key=lambda one: one[1].casefold())


def _chips(asked: Narrowed, kept: list[tuple[str, str]]) -> list[shapes.Filter]:
    found = []
    if asked.least:
        label = pgettext("filter of the feed", "At least")
        found.append(shapes.Filter(label, PRECEDENCES[asked.least], _home(asked.but(least=0), kept)))
    if asked.place:
        value = places.label("/".join(asked.place), language())
        found.append(shapes.Filter(gettext("Place"), value, _home(asked.but(place=()), kept)))
    if asked.family:
        value = substances.label(asked.family, language())
        found.append(shapes.Filter(gettext("Substance family"), value, _home(asked.but(family=""), kept)))
    return found


def _rows(asked: Narrowed) -> str:
    """The address of all records of what is chosen, of which the feed shows the newest; empty where nothing is."""
    if not asked.about:
        return ""
    regions = tuple(code for code in asked.place if "-" in code)
    countries = tuple(code for code in asked.place if "-" not in code)
    substance = (asked.family,) if asked.family else ()
    return f"{reverse('records')}?{Filter(country=countries, admin1=regions, substance=substance).as_query()}"
