"""Erasing a record by law, as its provider."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from chorsu.records import erasure
from chorsu.records.keeping import hold

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

__all__ = ["erase"]


@require_POST
def erase(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Erase what the record says, for good, on the ground that the form names."""
    found(request, identifier)  # before anything else is said: absent and forbidden are one
    trail_of(request).did(Act.ERASE)
    ground, words = request.POST.get("ground", ""), request.POST.get("words", "")
    try:
        with transaction.atomic():
            hold(identifier, version_in(request))
            erased = erasure.erase(
                seizure=identifier, ground=ground, words=words, store=store(), actor=actor_from(request), at=now()
            )
            erase_texts(record=identifier, report=erased.report)
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, refusal(request, identifier, error))
    else:
        messages.success(request, gettext("Erased. That it was there, and that it was erased, stays in the journal."))
    return redirect("record", identifier)
