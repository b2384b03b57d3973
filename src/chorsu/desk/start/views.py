"""The start page, and the one click by which a visitor of the example installation becomes one of the cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from chorsu.desk.start.cast import the_cast
from chorsu.desk.start.guide import guide
from chorsu.directory.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["enter", "leave", "start"]


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Two doors: the public site, and signing in; on the example installation the cast."""
    example = settings.CHORSU_EXAMPLE
    return render(
        request, "start/start.html", {"cast": the_cast() if example else [], "guide": guide() if example else []}
    )


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as an example officer: only where the example installation is on, and only as an invented one."""
    if not settings.CHORSU_EXAMPLE:
        raise Http404
    user = get_object_or_404(User, username=request.POST.get("as", ""), example=True, is_active=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("home")


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out, back to the two doors."""
    logout(request)
    return redirect("start")
