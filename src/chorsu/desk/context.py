"""What every officers' page is given: the rail, the viewer, the addresses of the other doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.urls import reverse

from chorsu.desk.duty.standing import standing_of
from chorsu.desk.presenting import language
from chorsu.desk.rail import rail_for
from chorsu.desk.requests import actor_from
from chorsu.desk.seizure_form.device import mark_of
from chorsu.directory.overseers import OVERSEERS
from chorsu.handling.rules import NOBODY
from chorsu.ui.shapes import Viewer

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.directory.models import User
    from chorsu.ui.shapes import RailEntry

__all__ = ["page"]


def page(request: HttpRequest) -> dict[str, Any]:
    """The template context that the base page reads."""
    actor = actor_from(request)
    signed_in = actor != NOBODY
    factor_first = getattr(request, "factor_first", False)
    standing = standing_of(request)
    rail = rail_for(actor, request.path, {"exchange": standing.waiting}) if signed_in and not factor_first else []
    return {
        "actor": actor,
        "no_case": bool(actor.roles & OVERSEERS) and _is_of_cases(request.path, rail),
        "factor_first": factor_first,
        "rail": rail,
        "ring": standing.ring,
        "viewer": _viewer(request) if signed_in else None,
        "search_url": reverse("search") if actor.principals and not factor_first else "",
        "officer_mark": mark_of(actor),
        "standing_url": reverse("standing"),
        "sign_in_url": reverse("start"),
        "seizure_form_url": reverse("seizure-form") if actor.provides and not factor_first else "",
        "synthetic": settings.CHORSU_EXAMPLE,
        "stream_url": settings.CHORSU_STREAM_URL,
        "public_url": settings.CHORSU_PUBLIC_URL,
        "guide_url": reverse("start") if signed_in and settings.CHORSU_EXAMPLE else "",
    }


def _is_of_cases(path: str, rail: list[RailEntry]) -> bool:
    """Whether a page is none of an overseer's own: neither in the rail, nor of the account, nor the two doors."""
    own = [entry.url for entry in rail] + [reverse("account"), reverse("start")]
    return not path.startswith(tuple(own))


def _viewer(request: HttpRequest) -> Viewer:
    user = cast("User", request.user)
    russian = language() == "ru"
    agency = user.agency
    acting_for = (agency.name_ru if russian else agency.name_en) if agency else ""
    post = user.title_ru if russian else user.title_en
    password = reverse("account_change_password") if user.has_usable_password() else ""
    account = "" if getattr(request, "factor_first", False) else reverse("account")
    return Viewer(
        user.get_full_name() or user.username,
        post,
        acting_for,
        sign_out_url=reverse("leave"),
        password_url=password,
        account_url=account,
    )
