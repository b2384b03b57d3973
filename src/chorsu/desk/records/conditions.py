"""The page on which a provider sets the conditions of a record: use, dissemination, grading, purposes, pointer, review.

Parses the form, calls one service, and leads back or says why not.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chorsu.desk.hand_in.audience import last_day
from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.records.handling_words import GRADES, INFORMATION, POINTERS, USES
from chorsu.desk.records.meanwhile import refusal, version_in
from chorsu.desk.records.views import found
from chorsu.desk.requests import actor_from
from chorsu.directory.days import end_of
from chorsu.handling.marking import LONGEST_REVIEW, Handling
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.records.conditions import LABELS, LONGEST_WORDS, Conditions, set_conditions
from chorsu.vocabulary import manners

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, QueryDict

    from chorsu.handling.rules import Marking
    from chorsu.records.models import Seizure

__all__ = ["conditions"]

UNPROCESSABLE = 422
_OF_USE = ("H1", "H3")


@require_http_methods(["GET", "POST"])
def conditions(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The form of the conditions, and what it sets."""
    shown = found(request, identifier)
    if not shown.provided:
        raise Http404
    marking = shown.seizure.marking
    if request.method == "GET":
        return _form(request, shown.seizure, marking.handling, last_day(marking.review_by))
    sent = request.POST
    handling, day = handling_in(sent, marking.handling), sent.get("review", "")
    try:
        set_conditions(
            seizure=identifier,
            conditions=Conditions(handling, _review_in(day, marking)),
            reason=sent.get("reason", ""),
            version=version_in(request),
            actor=actor_from(request),
            at=now(),
        )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        again = _day(day) or last_day(marking.review_by)
        line = refusal(request, identifier, error)
        return _form(request, shown.seizure, handling, again, reason=sent.get("reason", ""), error=line)
    messages.success(request, _("These conditions hold from now on."))
    return redirect("record", identifier)


def handling_in(sent: QueryDict, before: Handling) -> Handling:
    """The conditions that a form says; what it does not ask for stays as it was."""
    contact = sent.get("contact", "") if sent.get("pointer") == "contact" else ""
    return Handling(
        use=frozenset({"H0", *(code for code in sent.getlist("use") if code in _OF_USE)}),
        restriction=sent.get("restriction", "") if "H3" in sent.getlist("use") else "",
        dissemination=frozenset({"H2"} & {*sent.getlist("dissemination")}),
        source_grade=sent.get("source", ""),
        information_grade=sent.get("information", ""),
        graded_as=before.graded_as,
        purposes=frozenset(sent.getlist("purposes")),
        pointer=sent.get("pointer", "nothing"),
        contact=contact,
        countable="countable" in sent,
        tlp=sent.get("tlp", ""),
    )


def _form(  # noqa: PLR0913 — a form has these parts
    request: HttpRequest,
    seizure: Seizure,
    handling: Handling,
    review: dt.date | None,
    *,
    reason: str = "",
    error: str = "",
) -> HttpResponse:
    today = now().date()
    standing = last_day(seizure.review_by)
    latest = max(filter(None, (today + LONGEST_REVIEW - dt.timedelta(days=1), standing)))
    context: dict[str, Any] = {
        "seizure": seizure,
        "title": card.title_of(seizure),
        "handling": handling,
        "uses": [(code, str(USES[code]), code in handling.use) for code in _OF_USE],
        "basis": str(USES["H0"]),
        "onward": str(USES["H2"]),
        "kept": "H2" in handling.dissemination,
        "grades": [(code, str(words), code == handling.source_grade) for code, words in GRADES.items()],
        "information": [(code, str(words), code == handling.information_grade) for code, words in INFORMATION.items()],
        "purposes": [
            (code, manners.label("crime_area", code, language()), code in handling.purposes)
            for code in manners.manners("crime_area")
        ],
        "pointers": [(code, str(words), code == handling.pointer) for code, words in POINTERS.items()],
        "labels": [(label, label == handling.tlp) for label in LABELS],
        "review": review.isoformat() if review else "",
        "earliest": (today + dt.timedelta(days=1)).isoformat(),
        "latest": latest.isoformat(),
        "longest": LONGEST_WORDS,
        "reason": reason,
        "error": error,
    }
    return render(request, "records/conditions_form.html", context, status=UNPROCESSABLE if error else 200)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _review_in(text: str, marking: Marking) -> dt.datetime:
    """The moment after the day that the form says; a day that is left as it was leaves the moment as it was."""
    standing = marking.review_by
    if standing is not None and _day(text) == last_day(standing):
        return standing
    try:
        moment = end_of(_day(text), marking.provider)
    except OverflowError:
        moment = None
    if moment is None:
        raise InputError("is no day of a review", where="review", to_do="choose a day within three years")
    return moment
