"""Erasing a record by law, as its provider: one officer proposes, another confirms, or the record stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from chorsu.desk.records.meanwhile import refusal, version_in
from chorsu.desk.records.views import found
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.intake.erasing import erase_texts
from chorsu.intake.services import store
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records.erasures import proposing
from chorsu.records.keeping import hold

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["confirm", "drop", "propose"]


@require_POST
def propose(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Propose to erase what the record says, on the ground that the form names."""
    ground, words = request.POST.get("ground", ""), request.POST.get("words", "")

    def act(**who: Any) -> str:
        proposing.propose(ground=ground, words=words, **who)
        return gettext("Proposed. The record stands until another officer of its provider confirms.")

    return _act(request, identifier, act)


@require_POST
def confirm(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Erase what the record says, for good, as a colleague proposed."""

    def act(**who: Any) -> str:
        erased = proposing.confirm(store=store(), **who)
        erase_texts(record=identifier, report=erased.report)
        return gettext("Erased. That it was there, and that it was erased, stays in the journal.")

    return _act(request, identifier, act, Act.ERASE)


@require_POST
def drop(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Withdraw one's own proposal, or refuse a colleague's."""

    def act(**who: Any) -> str:
        refused = proposing.drop(**who)
        return gettext("Refused: the record stands.") if refused else gettext("Withdrawn: the record stands.")

    return _act(request, identifier, act)


def _act(
    request: HttpRequest, identifier: uuid.UUID, act: Callable[..., str], entered: str = Act.CHANGE
) -> HttpResponse:
    found(request, identifier)  # before anything else is said: absent and forbidden are one
    trail_of(request).did(entered)
    try:
        with transaction.atomic():
            hold(identifier, version_in(request))
            done = act(seizure=identifier, actor=actor_from(request), at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, refusal(request, identifier, error))
    else:
        messages.success(request, done)
    return redirect("record", identifier)
