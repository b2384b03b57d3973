"""Search: one box for words, names, places, substances and identifiers, in any alphabet."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.lookup.wording import purpose_choices
from chorsu.desk.presenting import language
from chorsu.desk.records.card import title_of
from chorsu.desk.records.wording import chip_of
from chorsu.desk.requests import actor_from
from chorsu.desk.search.why import why
from chorsu.directory.trail import trail_of
from chorsu.intake.reading.entered import readings
from chorsu.records.filters import Filter
from chorsu.records.searching.meaning import meant
from chorsu.records.searching.selectors import search
from chorsu.vocabulary.manners import label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.records.models import Seizure
    from chorsu.ui.shapes import MarkingChip

__all__ = ["page"]

A_PAGE = 25
MOST_LETTERS = 200
STEP_SECONDS = 0.1
"""Answers leave at whole steps: what was passed over on the way to them does not show in the time."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: what it is called, its marking, and where it tells what was asked for."""

    seizure: Seizure
    title: str
    chip: MarkingChip
    why: list[tuple[str, str, str, str]]


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The box; with a text in the address, what the viewer finds of it, a screenful at a time."""
    begun = time.monotonic()
    text = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MOST_LETTERS]
    response = render(request, "search/page.html", {"search_text": text, **(_found(request, text) if text else {})})
    if text:
        time.sleep((begun - time.monotonic()) % STEP_SECONDS)
    return response


def _found(request: HttpRequest, text: str) -> dict[str, Any]:
    actor, names, after = actor_from(request), names_of(), _identifier(request.GET.get("after", ""))
    hits = search(text, size=A_PAGE, after=after)
    trail = trail_of(request)
    trail.searched({"q": text}, "")
    trail.listed(one.pk for one in hits.seizures)
    return {
        "asked": text,
        "hits": [Hit(one, title_of(one), chip_of(names, one, actor), why(one, text)) for one in hits.seizures],
        "late": hits.late,
        "first": f"?{urlencode({'q': text})}" if after else "",
        "after": f"?{urlencode({'q': text, 'after': str(hits.after)})}" if hits.after else "",
        "list": f"{reverse('records')}?{Filter(text=text).as_query()}" if any(meant(text)) else "",
        "read_as": [label("identifier", one.kind, language()) for one in readings(text)],
        "purposes": purpose_choices(""),
    }


def _identifier(written: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(written)
    except ValueError:
        return None
