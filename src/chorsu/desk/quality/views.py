"""The quality page: own figures in a window of time, whom they are shown to, and what others show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import AudienceForm, marking_chip, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.hand_in.wording import error_line
from chorsu.desk.quality.shown import WINDOWS, Said, said_of, window_of
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.intake import quality
from chorsu.kernel.clock import now
from chorsu.kernel.errors import ChorsuError
from chorsu.ui.shapes import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["hide", "own", "show"]

UNREADABLE = 422


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """My agency's quality, and what others show to us."""
    return _page(request)


def _page(request: HttpRequest, form: AudienceForm | None = None, status: int = 200) -> HttpResponse:
    agency, names, today = provider_of(request), names_of(), now().date()
    window = window_of(request.GET.get("window", ""))
    since = today - dt.timedelta(days=WINDOWS[window]) if WINDOWS[window] else dt.date.min
    shown = quality.shown_by(agency.pk)
    form = form or AudienceForm(agency, names, today)
    own, others = quality.figures_of(agency.pk, since), list(quality.shown(but=agency.pk))
    trail_of(request).figured(1 + len(others), [own, [report.figures for report in others]])
    context: dict[str, Any] = {
        "provider": names.by_number[agency.pk],
        "said": said_of(own, agency.pk),
        "windows": [Choice(label, f"?window={key}", current=key == window) for key, label in _labels()],
        "window": window,
        "shown": shown,
        "shown_chip": marking_chip(names, agency.pk, shown.audience, None) if shown else None,
        "form": form,
        "form_errors": [error for errors in form.errors.values() for error in errors] if form.is_bound else [],
        "chosen": form.ticked,
        "others": [_other(names.by_number, report) for report in others],
    }
    return render(request, "quality/quality.html", context, status=status)


def _other(names: Any, report: Any) -> tuple[str, dt.datetime, Said]:
    return names.get(report.agency, "?"), report.shown_at, said_of(report.figures, report.agency)


def _labels() -> list[tuple[str, str]]:
    return [("quarter", _("Last 3 months")), ("year", _("Last 12 months")), ("all", _("Everything"))]


@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """Show it to those chosen, as it stands now."""
    agency = provider_of(request)
    form = AudienceForm(agency, names_of(), now().date(), request.POST)
    if not form.is_valid():
        return _page(request, form, UNREADABLE)
    days = WINDOWS[window_of(request.POST.get("window", ""))]
    since = now().date() - dt.timedelta(days=days) if days else dt.date.min

    def act() -> None:
        quality.show(actor=actor_from(request), agency=agency.pk, audience=form.numbers, since=since, at=now())

    return _done(request, act, _("Shown as it stands now."))


@require_POST
def hide(request: HttpRequest) -> HttpResponse:
    """Take it back."""
    agency = provider_of(request)
    return _done(request, lambda: quality.hide(actor=actor_from(request), agency=agency.pk, at=now()), _("Taken back."))


def _done(request: HttpRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        with transaction.atomic():
            act()
    except ChorsuError as error:
        refuse(request, error_line(error))
    else:
        messages.success(request, said)
    return redirect("quality")
