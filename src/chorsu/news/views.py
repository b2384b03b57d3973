"""The pages of the public site. Each reads what is published and renders; one takes a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from chorsu.news import selectors
from chorsu.news.paging import listing
from chorsu.news.votes import VOTES, cast_vote, keep_visitor, visitor_of, vote_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.news.models import Publication

__all__ = ["archive", "item", "month", "news", "no_token", "not_found", "robots", "root", "vote"]

STARS = {str(number): number for number in range(1, selectors.MOST_STARS + 1)}
_for_all = cache_control(public=True, max_age=60)
_for_one = cache_control(private=True, max_age=0, must_revalidate=True)
"""A page with a form is the reader's own: it carries a token and, after voting, the vote."""


@require_safe
@_for_all
def root(request: HttpRequest) -> HttpResponse:
    """To the list in the language that the reader's browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
@_for_all
def news(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    return render(request, "news/list.html", {"listing": listing(request, selectors.published(_language()))})


@require_safe
@_for_all
def archive(request: HttpRequest) -> HttpResponse:
    """The months that have items."""
    return render(request, "news/archive.html", {"months": selectors.months(_language())})


@require_safe
@_for_all
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The items of one month."""
    found = listing(request, selectors.of_month(_language(), year, month))
    if not found.entries:
        raise Http404
    first = found.entries[0].publication.published_at.replace(day=1)
    return render(request, "news/month.html", {"listing": found, "month": first})


@require_safe
@_for_one
def item(request: HttpRequest, slug: str) -> HttpResponse:
    """One item."""
    found = _item_or_404(slug)
    newer, older = selectors.neighbours(found, _language())
    shown = {
        "entry": selectors.entries([found])[0],
        "newer": newer,
        "older": older,
        "mine": vote_of(request),
        "choices": STARS.values(),
        "synthetic": found.synthetic,
    }
    return render(request, "news/item.html", shown)


@require_POST
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Take 1 to 5 stars and go back to the item."""
    found = _item_or_404(slug)
    stars = STARS.get(request.POST.get("stars", ""))
    if stars is None:
        return render(request, "news/refused.html", {"why": "stars", "item": found}, status=400)
    if not VOTES.allows(request.META.get("REMOTE_ADDR", "")):
        return render(request, "news/refused.html", {"why": "rate", "item": found}, status=429)
    visitor = visitor_of(request)
    if not cast_vote(found.item_id, visitor, stars):
        raise Http404
    path = reverse("news:item", args=[slug])
    response = HttpResponseRedirect(f"{path}#rating")
    keep_visitor(response, visitor, stars, path)
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Where the map of the site is; an example installation asks not to be listed."""
    del request
    rule = "Disallow: /" if settings.CHORSU_EXAMPLE else "Disallow:"
    lines = ["User-agent: *", rule, f"Sitemap: {settings.CHORSU_PUBLIC_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent, withdrawn and not yet published are one."""
    del exception
    request.resolver_match = None
    return render(request, "news/absent.html", status=404)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A vote without the form's token: sent from elsewhere, or without cookies."""
    del reason
    return render(request, "news/refused.html", {"why": "token"}, status=403)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _item_or_404(slug: str) -> Publication:
    found = selectors.item_at(slug, _language())
    if found is None:
        raise Http404
    return found
