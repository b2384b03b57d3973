"""The start page, and the one click by which a visitor of the example installation becomes one of the cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.requests import actor_from
from chorsu.desk.seizure_form.device import mark_of
from chorsu.desk.start.cast import the_cast
from chorsu.desk.start.controls import WISHES, read_controls, write_controls
from chorsu.desk.start.guide import guide
from chorsu.desk.start.replaying import replaying
from chorsu.directory.models import User
from chorsu.directory.trail import without_records

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["enter", "leave", "standing", "start", "steer"]


@without_records("the two doors")
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Two doors: the public site, and signing in; on the example installation the cast, the guide and the replay."""
    context: dict[str, object] = {"next": _page(request, request.GET.get("next", ""))}
    if settings.CHORSU_EXAMPLE:
        context |= {
            "cast": the_cast(request.user.get_username()),
            "guide": guide(),
            "replay": replaying(settings.CHORSU_HOME),
        }
    return render(request, "start/start.html", context)


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as an example officer: only where the example installation is on, and only as an invented one."""
    if not settings.CHORSU_EXAMPLE:
        raise Http404
    user = get_object_or_404(User, username=request.POST.get("as", ""), example=True, is_active=True)
    login(request, user)
    return redirect(_page(request, request.POST.get("next", "")) or "home")


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out, back to the two doors."""
    logout(request)
    return redirect("start")


@without_records("says who is signed in, to that person")
@require_GET
@login_not_required
@ensure_csrf_cookie
def standing(request: HttpRequest) -> JsonResponse:
    """Who is signed in, by mark; empty for nobody. Also gives the token that sending needs."""
    return JsonResponse({"officer": mark_of(actor_from(request))})


@login_not_required
@require_POST
def steer(request: HttpRequest) -> HttpResponse:
    """Do with the replay what a visitor wishes (`WISHES`): only where the example installation is on."""
    wish = WISHES.get(request.POST.get("wish", ""))
    if not settings.CHORSU_EXAMPLE or wish is None:
        raise Http404
    write_controls(settings.CHORSU_HOME, wish(read_controls(settings.CHORSU_HOME)))
    return redirect(f"{reverse('start')}#replay")


def _page(request: HttpRequest, address: str) -> str:
    """An address of this application, where a visitor wanted to go; empty for any other."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own else ""
