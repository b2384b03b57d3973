"""Exact look-up of an identifier: one box, a purpose, and what the viewer may learn.

What is looked up is sent in the body and never in the address: addresses are written down along the way.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.lookup.wording import problem_line, purpose_choices, too_many_line, use_line
from chorsu.desk.presenting import language
from chorsu.desk.records.card import title_of
from chorsu.desk.records.wording import chip_of, sentence_of
from chorsu.desk.requests import actor_from
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.handling.rules import Act, decide
from chorsu.handling.viewer import viewing
from chorsu.intake.reading.entered import LONGEST, Entered, of_kind, readings
from chorsu.journal.trail.entries import Act as Trace
from chorsu.kernel.clock import now
from chorsu.records.lookup import Found
from chorsu.records.lookup import look_up as find
from chorsu.records.lookups.pacing import Limits, TooManyError, count_look_up
from chorsu.vocabulary.manners import label, manners

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.handling.rules import Actor
    from chorsu.records.models import Seizure
    from chorsu.ui.shapes import MarkingChip

__all__ = ["look_up"]

UNPROCESSABLE, TOO_MANY = 422, 429
STEP_SECONDS = 0.25
"""Answers leave at whole steps after the question came: how many hidden records were passed over on the way does not
show in the time. A step is longer than an answer takes with thousands of them."""
_FIELDS = ("identifier", "kind", "purpose")


@dataclass(frozen=True, slots=True)
class Shown:
    """A record that was found: what it is called, its marking, why the viewer sees it, what its use depends on."""

    seizure: Seizure
    title: str
    chip: MarkingChip
    why: str
    use: str


@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The box; with something sent, what was found of it."""
    if request.method == "GET":
        return render(request, "lookup/page.html", _form(dict.fromkeys(_FIELDS, "")))
    begun = time.monotonic()
    response = _answer(request, {name: str(request.POST.get(name, "")).strip() for name in _FIELDS})
    time.sleep((begun - time.monotonic()) % STEP_SECONDS)
    return response


def _answer(request: HttpRequest, sent: dict[str, str]) -> HttpResponse:
    """What was found of what was sent, or what is wrong with it."""
    context = _form(sent)
    asked = _asked(sent, _country(actor_from(request)))
    problem = problem_line(sent["identifier"], sent["purpose"], understood=bool(asked))
    if problem:
        return render(request, "lookup/page.html", context | {"problem": problem}, status=UNPROCESSABLE)
    actor = replace(actor_from(request), purpose=sent["purpose"])
    trail = trail_of(request)
    trail.searched({name: sent[name] for name in ("identifier", "kind")}, actor.purpose)
    try:
        count_look_up(actor=actor, limits=_limits(), at=now())
    except TooManyError as error:
        trail.did(Trace.REFUSED)
        line = too_many_line(error)
        return render(request, "lookup/page.html", context | {"problem": line}, status=TOO_MANY)
    with viewing(actor):
        found = find([(one.kind, one.normal) for one in asked])
        context |= {"found": found, "records": _shown(found, actor)}
    trail.opened(one.pk for one in found.seizures)
    context["watched"] = [(one.kind, one.normal) for one in asked]
    context["may_watch"] = bool(actor.provides)
    context["read_as"] = [(label("identifier", one.kind, language()), one.normal) for one in asked]
    return render(request, "lookup/page.html", context)


def _limits() -> Limits:
    return Limits(settings.CHORSU_LOOK_UPS_OFFICER, settings.CHORSU_LOOK_UPS_AGENCY)


def _form(sent: dict[str, str]) -> dict[str, Any]:
    kinds = [(code, label("identifier", code, language()), code == sent["kind"]) for code in manners("identifier")]
    return {"sent": sent, "kinds": kinds, "purposes": purpose_choices(sent["purpose"]), "most": LONGEST}


def _asked(sent: dict[str, str], country: str) -> tuple[Entered, ...]:
    """What the box can mean: of the kind that was chosen, or all that it can be."""
    written, kind = sent["identifier"], sent["kind"]
    if not written or len(written) > LONGEST:
        return ()
    return (of_kind(kind, written, country),) if kind in manners("identifier") else readings(written, country)


def _country(actor: Actor) -> str:
    """The state of the officer, whose local phones are meant."""
    agency = Agency.objects.select_related("state").filter(pk__in=actor.principals, officers=actor.user).first()
    return agency.state.code if agency and agency.state else ""


def _shown(found: Found, actor: Actor) -> list[Shown]:
    if not found.seizures:
        return []
    names, moment = names_of(), now()
    return [
        Shown(
            one,
            title_of(one),
            chip_of(names, one, actor),
            sentence_of(names, one.marking, actor),
            use_line(decide(actor, one.marking, Act.USE, moment)),
        )
        for one in found.seizures
    ]
