"""With another's eyes: who sees a record, and the record exactly as an authority sees it, for its provider alone.

The same selectors and templates answer under that authority's principals, in a stretch that is undone. Nothing is shown
that the provider does not see itself. Looking so is entered in the journal, under an identifier that is no record's.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chorsu.desk.hand_in.audience import last_day, names_of
from chorsu.desk.records import card
from chorsu.desk.records.refusals import said
from chorsu.desk.records.terms import Asked, asked_in, whom_words
from chorsu.desk.records.views import found, pane_context
from chorsu.desk.requests import actor_from, whole_number
from chorsu.directory.authorities import Authority, authorities, authority
from chorsu.directory.trail import trail_of
from chorsu.handling.other_eyes import looking_as, undone
from chorsu.handling.rules import Act, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.kernel.ids import uuid7
from chorsu.records import services
from chorsu.records.selectors import others, provider_of_record, record
from chorsu.records.transfers.deciding import TransferSaid
from chorsu.ui.wording import spoken

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from contextlib import AbstractContextManager

    from django.http import HttpRequest

    from chorsu.desk.hand_in.audience import Names
    from chorsu.records.models import Seizure
    from chorsu.records.selectors import Record

__all__ = ["seen_as", "seen_by", "three_eyes"]

_NOT_YET_STATED = TransferSaid("not yet stated", "not yet stated")
"""The basis of a transfer within a stretch that is undone: one looks who would see a record before stating it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """An authority and what a marking gives it: the release that reaches it and its last day, in words."""

    number: int
    name: str
    sees: bool
    whom: str
    day: str
    fresh: bool = False
    """It sees the record only once the release that is being prepared has been made."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """What one authority sees: rendered, or nothing at all."""

    name: str
    html: str
    label: str = ""


@require_GET
def seen_by(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Every authority that sees the record, by which release and until when, now or after one that is prepared."""
    shown = _provided(request, identifier)
    names, seizure = names_of(), shown.seizure
    asked = asked_in(names, request.GET, seizure.provider_id)
    after, error = _marking_after(request, seizure, asked) if asked.to else (None, "")
    before = seizure.marking
    reaches = [_reach(names, one, before, after or before, now()) for one in authorities()]
    reaches = [one for one in reaches if one.number != seizure.provider_id]
    context: dict[str, Any] = {
        "seizure": seizure,
        "title": card.title_of(seizure),
        "seeing": [one for one in reaches if one.sees],
        "blind": [one for one in reaches if not one.sees],
        "pending": _pending(names, asked, seizure) if asked.to else "",
        "query": request.GET.urlencode() if asked.to else "",
        "error": error,
    }
    return render(request, "records/seen_by.html", context)


@require_GET
def seen_as(request: HttpRequest, identifier: uuid.UUID, agency: int) -> HttpResponse:
    """The record exactly as an authority sees it, now or after a release that is being prepared; read-only."""
    shown = _provided(request, identifier)
    other = _authority(agency)
    names = names_of()
    asked = asked_in(names, request.GET, shown.seizure.provider_id)
    now_seen = _with_eyes_of(request, shown, other, names)
    context: dict[str, Any] = {
        "seizure": shown.seizure,
        "title": card.title_of(shown.seizure),
        "now_seen": now_seen,
        "name": now_seen.name,
        "query": request.GET.urlencode() if asked.to else "",
    }
    if asked.to:
        context["pending"] = _pending(names, asked, shown.seizure)
        try:
            context["then_seen"] = _with_eyes_of(request, shown, other, names, asked)
        except AbsentError as error:
            raise Http404 from error
        except ChorsuError as error:
            context["error"] = said(error)
    _enter(request, shown.seizure, [other])
    return render(request, "records/seen_as.html", context)


@require_GET
def three_eyes(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One record side by side: for its owner, for a recipient and for a stranger."""
    shown = _provided(request, identifier)
    names, seizure = names_of(), shown.seizure
    marking, moment = seizure.marking, now()
    everybody = [one for one in authorities() if one.agency != seizure.provider_id]
    seeing = [one for one in everybody if decide(one.actor, marking, Act.SEE, moment).allowed]
    blind = [one for one in everybody if one not in seeing]
    recipient = _chosen(request, "recipient", everybody) or next(iter(seeing or everybody), None)
    stranger = _chosen(request, "stranger", everybody) or next(iter(blind or everybody), None)
    owner = _authority(seizure.provider_id)
    labels = {"owner": _("Its owner"), "recipient": _("A recipient"), "stranger": _("A stranger")}
    looking = [(labels["owner"], owner), (labels["recipient"], recipient), (labels["stranger"], stranger)]
    eyes = [
        replace(_with_eyes_of(request, shown, one, names), label=label) for label, one in looking if one is not None
    ]
    _enter(request, seizure, [one for _label, one in looking if one is not None])
    context: dict[str, Any] = {
        "seizure": seizure,
        "title": card.title_of(seizure),
        "eyes": eyes,
        "choices": [(one.agency, names.by_number.get(one.agency, "?")) for one in everybody],
        "recipient": recipient.agency if recipient else None,
        "stranger": stranger.agency if stranger else None,
    }
    return render(request, "records/three_eyes.html", context)


def _provided(request: HttpRequest, identifier: uuid.UUID) -> Record:
    """A record that the viewer provides; for everybody else the page is not there."""
    shown = found(request, identifier)
    if not shown.provided:
        raise Http404
    return shown


def _authority(agency: int) -> Authority:
    other = authority(agency)
    if other is None:
        raise Http404
    return other


def _chosen(request: HttpRequest, key: str, among: list[Authority]) -> Authority | None:
    number = whole_number(request.GET.get(key, ""))
    return next((one for one in among if one.agency == number), None)


def _with_eyes_of(
    request: HttpRequest, shown: Record, other: Authority, names: Names, asked: Asked | None = None
) -> Eyes:
    """What an authority sees of a record, perhaps after a release; empty where it finds nothing."""
    # Reports of the event that the other sees and the provider does not stay unseen.
    mine = {one.link.pk for one in others(shown.seizure)}
    identifier = shown.seizure.pk
    stretch: AbstractContextManager[None] = undone() if asked else nullcontext()
    with stretch:
        if asked:
            _release(request, identifier, asked)
        with looking_as(other.actor):
            html = _rendered(request, identifier, other, mine)
    return Eyes(names.by_number.get(other.agency, "?"), html)


def _rendered(request: HttpRequest, identifier: uuid.UUID, other: Authority, mine: set[uuid.UUID]) -> str:
    try:
        seen = record(identifier, other.actor)
    except AbsentError:
        return ""
    context = pane_context(seen, other.actor)
    context["others"] = [one for one in context["others"] if one.link.pk in mine]
    # Whoever's eyes these are: the officer opened it.
    trail_of(request).opened([identifier, *(one.seizure.pk for one in context["others"])])
    context["values"] = [replace(value, source="") for value in context["values"]]
    # The text behind a record is its provider's, who has a page for it.
    context |= {"told_in": None, "read_only": True}
    return render_to_string("records/seen.html", context)


def _marking_after(request: HttpRequest, seizure: Seizure, asked: Asked) -> tuple[Marking | None, str]:
    """The marking after a release that is prepared, or why it cannot be made."""
    try:
        with undone():
            return _release(request, seizure.pk, asked).marking, ""
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        return None, said(error)


def _release(request: HttpRequest, identifier: uuid.UUID, asked: Asked) -> Seizure:
    """Make the release that is being prepared; within a stretch that is undone alone."""
    how = asked.as_service(provider_of_record(identifier))
    return services.release_to(seizure=identifier, transfer=_NOT_YET_STATED, actor=actor_from(request), at=now(), **how)


def _reach(names: Names, one: Authority, before: Marking, after: Marking, at: dt.datetime) -> Reach:
    decision = decide(one.actor, after, Act.SEE, at)
    terms = [term for term in after.terms if term.reaches(one.actor.principals, at)]
    whom = "; ".join(
        whom_words(names, term.to - {after.provider}, term.but, term.operation, provider=after.provider)
        for term in terms
        if decision.allowed
    )
    day = last_day(after.end_for(one.actor.principals, at)) if decision.allowed else None
    fresh = decision.allowed and not decide(one.actor, before, Act.SEE, at).allowed
    name = names.by_number.get(one.agency, "?")
    return Reach(one.agency, name, decision.allowed, whom, spoken(day) if day else "", fresh)


def _pending(names: Names, asked: Asked, seizure: Seizure) -> str:
    """The release that is being prepared, in words."""
    who = whom_words(names, asked.to, asked.but, asked.operation, provider=seizure.provider_id)
    if asked.until is None:
        return _("to %(who)s") % {"who": who}
    return _("to %(who)s, up to and including %(day)s") % {"who": who, "day": spoken(asked.until)}


def _enter(request: HttpRequest, seizure: Seizure, seen: list[Authority]) -> None:
    content = {"record": str(seizure.pk), "authorities": [one.agency for one in seen]}
    with transaction.atomic():
        append(kind="view.as", record=uuid7(), version=1, content=content, actor=actor_from(request).user, at=now())
