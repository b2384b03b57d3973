"""RSS 2.0 and Atom of the newest items in one language, and the map of the site for search engines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from chorsu.news import selectors

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.feedgenerator import SyndicationFeed

    from chorsu.news.models import Publication

__all__ = ["atom", "rss", "sitemap"]

NEWEST = 24
"""Items in a feed: two pages of the list."""
MOST_IN_MAP = 25_000
"""Items in the map: two languages of these stay below the 50,000 addresses that the protocol allows (sitemaps.org)."""


@require_safe
@cache_control(public=True, max_age=300)
def rss(request: HttpRequest) -> HttpResponse:
    """RSS 2.0."""
    return _feed(request, Rss201rev2Feed)


@require_safe
@cache_control(public=True, max_age=300)
def atom(request: HttpRequest) -> HttpResponse:
    """Atom."""
    return _feed(request, Atom1Feed)


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Each item's addresses with the date of its last change."""
    languages = [code for code, _name in settings.LANGUAGES]
    rows = selectors.published(settings.LANGUAGE_CODE)[:MOST_IN_MAP]
    changed = [(row.slug, (row.corrected_at or row.published_at).date()) for row in rows]
    addresses: list[tuple[str, dt.date | None]] = []
    for code in languages:
        with override(code):
            addresses.append((_public(reverse("news:list")), None))
            addresses += [(_public(reverse("news:item", args=[slug])), date) for slug, date in changed]
    content_type = "application/xml; charset=utf-8"
    return render(request, "news/sitemap.xml", {"addresses": addresses}, content_type=content_type)


def _feed(request: HttpRequest, kind: type[SyndicationFeed]) -> HttpResponse:
    language = get_language() or settings.LANGUAGE_CODE
    items = list(selectors.published(language)[:NEWEST])
    synthetic = settings.CHORSU_EXAMPLE or any(item.synthetic for item in items)
    about = gettext("News published by the press office of the centre.")
    feed = kind(
        title=_labelled(gettext("News of the centre"), synthetic=synthetic),
        link=_public(reverse("news:list")),
        description=_labelled(about, synthetic=synthetic),
        subtitle=_labelled(about, synthetic=synthetic),
        language=language,
        feed_url=_public(request.path),
    )
    for item in items:
        address = _public(reverse("news:item", args=[item.slug]))
        feed.add_item(
            title=_labelled(item.title, synthetic=item.synthetic),
            link=address,
            description=_description(item, language),
            pubdate=item.published_at,
            updateddate=item.corrected_at or item.published_at,
            unique_id=f"urn:uuid:{item.item_id}",
            unique_id_is_permalink=False,
            categories=["SYNTHETIC"] if item.synthetic else [],
        )
    if not items:
        # Without items the generator would take the time of asking for the time of the last change.
        feed.latest_post_date = lambda: dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # type: ignore[method-assign]
    content_type = feed.content_type  # type: ignore[attr-defined] # each kind of feed has one
    return HttpResponse(feed.writeString("utf-8"), content_type=content_type)


def _description(item: Publication, language: str) -> str:
    note = item.shown_in if item.language != language else ""
    body = mark_safe(item.body_html)  # noqa: S308 — made by the newsroom from escaped text alone
    lead = "".join(format_html("<p>{}</p>", text) for text in (note, item.summary) if text)
    return lead + body


def _labelled(text: str, *, synthetic: bool) -> str:
    return f"[SYNTHETIC] {text}" if synthetic else text


def _public(path: str) -> str:
    return settings.CHORSU_PUBLIC_URL.rstrip("/") + path
