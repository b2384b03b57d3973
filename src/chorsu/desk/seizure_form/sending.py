"""What a device's queue sends: one seizure a request, answered in JSON, exactly once.

Answers: 201 recorded, 200 recorded before, 401 nobody signed in, 409 signed in as somebody else, or (with a line) the
number arrived before with other content, 422 what is wrong with which field, 413 too large. The device keeps what was
not answered with 200 or 201.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from
from chorsu.desk.seizure_form.device import mark_of
from chorsu.desk.seizure_form.shown import error_lines
from chorsu.desk.seizure_form.views import MOST_REQUEST, marking_from, state_of
from chorsu.directory.trail import trail_of
from chorsu.handling.rules import NOBODY
from chorsu.intake.schema.problems import Problem
from chorsu.intake.submissions import OTHER_CONTENT, Given, arrived, receive
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.records.photographs.services import Taken
from chorsu.records.submitting import Submitted

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.intake.schema.problems import Problems
    from chorsu.records.models import Seizure

__all__ = ["send"]

NOT_SIGNED_IN, CONFLICT, TOO_LARGE, UNREADABLE = 401, 409, 413, 422
_MOST_FILES = 20


@csrf_exempt
@login_not_required
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """One seizure from a device's queue; too large a request is refused before it is read."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) > MOST_REQUEST:
        return _wrong({"photographs": Problem("too_much")}, TOO_LARGE)
    if actor_from(request) == NOBODY:
        return JsonResponse({}, status=NOT_SIGNED_IN)
    return _send(request)


@csrf_protect
def _send(request: HttpRequest) -> HttpResponse:
    actor, provider = actor_from(request), provider_of(request)
    if request.headers.get("X-Chorsu-Officer") != mark_of(actor):
        return JsonResponse({}, status=CONFLICT)
    said = _read(request.POST.get("submission", ""))
    metadata = _read(request.POST.get("photographs", "[]"))
    try:
        number = uuid.UUID(str(said.get("submission") if isinstance(said, dict) else ""))
    except ValueError:
        return _wrong({"submission": Problem("not_a_submission")})
    payload = {key: value for key, value in said.items() if key not in {"submission", "audience"}}
    given = Given(number, payload, said.get("audience"), _taken(request, metadata))
    # Before the choice of who sees it is read: what arrived had a choice that may have passed since.
    done = arrived(provider.pk, given)
    if done is None:
        chosen = marking_from(said.get("audience"), provider)
        if chosen is None:
            return _wrong({"audience": Problem("audience")})
        marking, transfer = chosen
        given = replace(given, transfer=transfer)
        done = receive(actor=actor, marking=marking, given=given, country=state_of(provider), lang=language(), at=now())
    if isinstance(done, Submitted):
        return _recorded(request, done.seizure, again=done.again)
    taken = any(problem.code == OTHER_CONTENT for problem in done.values())
    return _wrong(done, CONFLICT if taken else UNREADABLE)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _taken(request: HttpRequest, metadata: Any) -> list[Taken]:
    """The photographs with what their cameras wrote, which the device took out of the pictures."""
    notes = metadata if isinstance(metadata, list) else []
    found = []
    for place, file in enumerate(request.FILES.getlist("photograph")[:_MOST_FILES]):
        note = notes[place] if place < len(notes) and isinstance(notes[place], dict) else {}
        told = note.get("metadata")
        kind, name = str(note.get("kind") or "other"), str(note.get("name") or file.name or "")
        found.append(Taken(file.read(), kind, name, told if isinstance(told, dict) else {}))
    return found


def _recorded(request: HttpRequest, seizure: Seizure, *, again: bool) -> JsonResponse:
    trail_of(request).did(Act.HAND_IN, [seizure.pk])
    return JsonResponse({"record": reverse("record", args=[seizure.pk])}, status=200 if again else 201)


def _wrong(problems: Problems, status: int = UNREADABLE) -> JsonResponse:
    return JsonResponse({"errors": error_lines(problems, language())}, status=status)
