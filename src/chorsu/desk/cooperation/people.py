"""Who is who: persons named with posts in public texts; taking a post back and restoring it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.cooperation.kept import tried
from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.requests import actor_from
from chorsu.directory.models import Post
from chorsu.directory.posts import restore_post, who_is_who, withdraw_post
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest

    from chorsu.directory.posts import Person

__all__ = ["act", "listing"]

A_PAGE = 40


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The persons by name, each with the posts that public texts state, the newest first."""
    text, organisation = (request.GET.get(name, "").replace("\x00", "") for name in ("text", "organisation"))
    text, organisation = text[:200], organisation[:500]
    page = Paginator(who_is_who(text=text, organisation=organisation), A_PAGE).get_page(request.GET.get("page"))
    provides = actor_from(request).provides
    trail_of(request).listed(post.pk for person in page.object_list for post in person.posts)
    context = {
        "page": page,
        "people": [(person, _posts(person, provides)) for person in page.object_list],
        "text": text,
        "organisation": organisation,
        "withdrawn": Post.objects.filter(provider_id__in=provides, withdrawn=True, public=True).order_by("name"),
        "tab": "people",
    }
    return render(request, "cooperation/people.html", context)


@require_POST
def act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """Take a post back, or restore it."""
    services = {
        "withdraw": (withdraw_post, gettext("The post is taken back; you can restore it below.")),
        "restore": (restore_post, gettext("The post stands again.")),
    }
    if act not in services:
        raise Http404
    service, done = services[act]
    tried(request, lambda: service(identifier=identifier, actor=actor_from(request), at=now()), done)
    return redirect("who-is-who")


def _posts(person: Person, provides: frozenset[int]) -> list[tuple[Post, str, bool]]:
    """The posts with the name of the state, and whether the officer may take them back."""
    return [(post, country_name(post.country), post.provider_id in provides) for post in person.posts]
