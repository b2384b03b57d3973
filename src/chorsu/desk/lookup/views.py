"""Exact look-up of an identifier: one box, a purpose, and what the viewer may learn.

What is looked up is sent in the body and never in the address: addresses are written down along the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.lookup.wording import problem_line, purpose_choices, too_many_line, use_line
from chorsu.desk.presenting import language
from chorsu.desk.records.card import title_of
from chorsu.desk.records.wording import chip_of, sentence_of
from chorsu.desk.requests import actor_from
from chorsu.directory.trail import trail_of
from chorsu.handling.rules import Act, decide
from chorsu.intake.looking_up import LONGEST, found_by, in_steps, meant
from chorsu.journal.trail.entries import Act as Trace
from chorsu.kernel.clock import now
from chorsu.records.lookups.pacing import TooManyError
from chorsu.vocabulary.manners import label, manners

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.handling.rules import Actor
    from chorsu.records.lookup import Found
    from chorsu.records.models import Seizure
    from chorsu.ui.shapes import MarkingChip

__all__ = ["look_up"]

UNPROCESSABLE, TOO_MANY = 422, 429
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
    with in_steps():
        return _answer(request, {name: str(request.POST.get(name, "")).strip() for name in _FIELDS})


def _answer(request: HttpRequest, sent: dict[str, str]) -> HttpResponse:
    """What was found of what was sent, or what is wrong with it."""
    context = _form(sent)
    asked = meant(sent["identifier"], sent["kind"], actor_from(request))
    problem = problem_line(sent["identifier"], sent["purpose"], understood=bool(asked))
    if problem:
        return render(request, "lookup/page.html", context | {"problem": problem}, status=UNPROCESSABLE)
    trail = trail_of(request)
    trail.searched({name: sent[name] for name in ("identifier", "kind")}, sent["purpose"])
    try:
        actor, found = found_by(asked, actor=actor_from(request), purpose=sent["purpose"], at=now())
    except TooManyError as error:
        trail.did(Trace.REFUSED)
        line = too_many_line(error)
        return render(request, "lookup/page.html", context | {"problem": line}, status=TOO_MANY)
    context |= {"found": found, "records": _shown(found, actor)}
    trail.opened(one.pk for one in found.seizures)
    context["watched"] = [(one.kind, one.normal) for one in asked]
    context["may_watch"] = bool(actor.provides)
    context["read_as"] = [(label("identifier", one.kind, language()), one.normal) for one in asked]
    return render(request, "lookup/page.html", context)


def _form(sent: dict[str, str]) -> dict[str, Any]:
    kinds = [(code, label("identifier", code, language()), code == sent["kind"]) for code in manners("identifier")]
    return {"sent": sent, "kinds": kinds, "purposes": purpose_choices(sent["purpose"]), "most": LONGEST}


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
