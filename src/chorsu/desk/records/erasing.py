"""Erasing a record by law, as its provider: one officer proposes, another confirms, or the record stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.records.grounds import erasing_panel
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
from chorsu.records.recalls.selectors import taken_out

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


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Erase what the record says, for good, as a colleague proposed; asked for, the question whether that is meant."""
    if request.method == "GET":
        return _asks_once_more(request, identifier)

    def act(**who: Any) -> str:
        erased = proposing.confirm(store=store(), **who)
        erase_texts(record=identifier, report=erased.report)
        return gettext("Erased. That it was there, and that it was erased, stays in the journal.")

    return _act(request, identifier, act, Act.ERASE)


def _asks_once_more(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """What will be gone, for whom; not a word of what the record says."""
    shown, actor = found(request, identifier), actor_from(request)
    context = erasing_panel(identifier, actor) if shown.provided else {}
    if context.get("proposal_mine", True):
        return redirect("record", identifier)
    names, marking = names_of(), shown.seizure.marking
    gone_for = [
        names.by_number.get(marking.provider, "?"),
        gettext("liaison officers of its state"),
        *names.join(marking.named, marking.provider),
    ]
    taken = dict.fromkeys(names.by_number.get(one.authority or 0, "?") for one in taken_out(identifier))
    context |= {"seizure": shown.seizure, "whom": "; ".join(gone_for), "taken": "; ".join(taken)}
    return render(request, "records/confirm_erasing.html", context)


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
