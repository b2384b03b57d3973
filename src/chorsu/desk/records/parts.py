"""The page on which a provider marks parts of a record more narrowly: each part, who sees it, the form to change that.

Parses, calls one service, and leads back or says why not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.records import card
from chorsu.desk.records.meanwhile import refusal, version_in
from chorsu.desk.records.narrow import ALL, SOME, parts_of
from chorsu.desk.records.terms import numbers_in
from chorsu.desk.records.transfers import basis_in
from chorsu.desk.records.views import found
from chorsu.desk.requests import actor_from, refuse
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records.parts import mark_part

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest

__all__ = ["mark", "parts"]


@require_GET
def parts(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Every part of a record that can be marked by itself."""
    shown = found(request, identifier)
    if not shown.provided:
        raise Http404
    names, seizure = names_of(), shown.seizure
    context: dict[str, Any] = {
        "seizure": seizure,
        "title": card.title_of(seizure),
        "parts": list(parts_of(seizure, names)),
    }
    return render(request, "records/parts.html", context)


@require_POST
def mark(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Mark the part that the form names."""
    found(request, identifier)  # before anything else is said: absent and forbidden are one
    who = request.POST.get("who", "")
    ticked = numbers_in(request.POST, "only")
    only_for = None if who == ALL else ticked
    try:
        if bool(ticked) != (who == SOME):
            refuse(
                request,
                _("Names are ticked: choose “only these”, or untick them.")
                if ticked
                else _("Choose a state, an agency or a group."),
            )
            return redirect("record-parts", identifier)
        mark_part(
            seizure=identifier,
            part=request.POST.get("part", ""),
            only_for=only_for,
            version=version_in(request),
            transfer=basis_in(request.POST),
            actor=actor_from(request),
            at=now(),
        )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, refusal(request, identifier, error))
    else:
        messages.success(request, _("Marked."))
    return redirect("record-parts", identifier)
