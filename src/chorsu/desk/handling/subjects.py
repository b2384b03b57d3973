"""Requests of data subjects on pages: the data-protection officer's list with its clock, and the providers' replies."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.handling.tabs import tabs
from chorsu.desk.records.refusals import said
from chorsu.desk.records.terms import day_in
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.directory.authorities import authority_of
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.handling.rules import Role
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.records.models import SubjectRequest
from chorsu.records.subjects.services import answer_subject, forward, receive, reply

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["act", "overview"]

MOST = 200
_PRESSING_FIRST = (F("answered_at").desc(nulls_first=True), "due_at", "pk")
PRESSING = dt.timedelta(days=7)
ASKS = {
    "access": pgettext_lazy("data subject", "what is kept of them"),
    "correction": pgettext_lazy("data subject", "a correction"),
    "erasure": pgettext_lazy("data subject", "erasure"),
}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The requests: all of them for a data-protection officer, those forwarded to it for an authority.

    For other overseers there is no such page: a request names a person.
    """
    actor, names, at = actor_from(request), names_of(), now()
    officer = Role.DATA_PROTECTION in actor.roles
    if not (officer or actor.principals):
        raise Http404
    found = list(SubjectRequest.objects.prefetch_related("forwards").order_by(*_PRESSING_FIRST)[:MOST])
    trail_of(request).listed(one.pk for one in found)
    mine = authority_of(actor)
    agencies = Agency.objects.values_list("pk", flat=True)
    context: dict[str, Any] = {
        "tabs": tabs("subjects", actor),
        "officer": officer,
        "asks": list(ASKS.items()),
        "agencies": sorted(((pk, names.by_number.get(pk, "?")) for pk in agencies), key=lambda one: one[1]),
        "requests": [
            {
                "one": one,
                "asks": ASKS[one.asks],
                "due": "" if one.answered_at else _pressing(one, at),
                "forwards": [
                    (sent, names.by_number.get(sent.authority, "?"), sent.authority == mine and not sent.replied_at)
                    for sent in one.forwards.all()
                ],
            }
            for one in found
        ],
    }
    return render(request, "handling/subjects.html", context)


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Take in, forward, reply or answer, as the form says."""
    try:
        _do(request)
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
    else:
        messages.success(request, _("Noted."))
    return redirect("subjects")


def _do(request: HttpRequest) -> None:
    sent, who = request.POST, {"actor": actor_from(request), "at": now()}
    words = sent.get("words", "")
    match sent.get("act"):
        case "receive":
            day = day_in(sent, "received")
            if day is None:
                raise InputError("is not a date", where="received")
            moment = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
            given = {name: sent.get(name, "") for name in ("name", "identifier", "asks")}
            found = receive(words=words, received_at=moment, **given, **who).pk  # type: ignore[arg-type] # text by name
        case "forward":
            found = _number(sent.get("request", ""))
            forward(request=found, authority=whole_number(sent.get("to", "")) or 0, **who)  # type: ignore[arg-type]
        case "reply":
            found = reply(forwarded=_number(sent.get("forward", "")), words=words, **who).request_id  # type: ignore[arg-type]
        case "answer":
            found = _number(sent.get("request", ""))
            answer_subject(request=found, words=words, **who)  # type: ignore[arg-type]
        case _:
            raise AbsentError
    trail_of(request).opened([found])


def _number(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise AbsentError from None


def _pressing(one: SubjectRequest, at: dt.datetime) -> str:
    if one.due_at <= at:
        return "chip-bad"
    return "chip-warn" if one.due_at - at < PRESSING else "chip-good"
