"""The pages of standing release rules: each view parses, calls one service, and leads back or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.records.card import title_of
from chorsu.desk.records.refusals import said
from chorsu.desk.release_rules.forms import form_of, sentence_of, wanted_in
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.models import User
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records.release_rules import services
from chorsu.records.release_rules.applying import MOST_TRIED, dry_run
from chorsu.records.release_rules.selectors import rules_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest

    from chorsu.desk.hand_in.audience import Names
    from chorsu.records.models import ReleaseRule

__all__ = ["approve", "make", "new", "off", "rules"]


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of the viewer's agency, those that work or wait first."""
    agency, names, actor = provider_of(request), names_of(), actor_from(request)
    held = rules_of(agency.pk)
    trail_of(request).listed(rule.pk for rule in held)
    people = User.objects.filter(pk__in={one for rule in held for one in (rule.made_by, rule.approved_by, rule.off_by)})
    officers = {user.pk: user.get_full_name() or user.username for user in people}
    context: dict[str, Any] = {
        "provider": names.by_number[agency.pk],
        "rules": [_told(names, rule, officers, actor.user) for rule in held],
    }
    return render(request, "release_rules/rules.html", context)


def _told(names: Names, rule: ReleaseRule, officers: dict[int, str], me: int | None) -> dict[str, Any]:
    return {
        "rule": rule,
        "sentence": sentence_of(names, rule),
        "made_by": officers.get(rule.made_by or 0, ""),
        "approved_by": officers.get(rule.approved_by or 0, ""),
        "off_by": officers.get(rule.off_by or 0, ""),
        "mine": rule.made_by == me,
    }


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new rule; with one in the address also its dry run, before it is in force."""
    agency, names, actor, at = provider_of(request), names_of(), actor_from(request), now()
    form = form_of(names, agency.pk, request.GET)
    context: dict[str, Any] = {"provider": names.by_number[agency.pk], "form": form, "most": MOST_TRIED}
    if form.sent and request.GET.get("try"):
        try:
            rule = services.draft(agency=agency.pk, wanted=wanted_in(request.GET), actor=actor, at=at)
        except ChorsuError as error:
            context["error"] = said(error)
        else:
            tried = dry_run(rule, at)
            trail_of(request).listed(seizure.pk for seizure in tried.records)
            context["tried"] = tried
            context["sentence"] = sentence_of(names, rule)
            by_name = ((names.by_number.get(number, "?"), count) for number, count in tried.by_authority.items())
            context["gained"] = sorted(by_name, key=lambda one: (-one[1], one[0]))
            context["records"] = [(seizure, title_of(seizure)) for seizure in tried.records]
    return render(request, "release_rules/new.html", context)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make the rule that the form says; the form again, with a line, when that cannot be."""
    agency = provider_of(request)
    try:
        rule = services.make_rule(agency=agency.pk, wanted=wanted_in(request.POST), actor=actor_from(request), at=now())
    except ChorsuError as error:
        refuse(request, said(error))
        query = form_of(names_of(), agency.pk, request.POST).query
        return redirect(f"{reverse('release-rule-new')}?{query}")
    waits = _("The rule waits for a second officer of your authority.")
    messages.success(request, waits if rule.waits else _("The rule is in force for what is stored from now on."))
    return redirect("release-rules")


@require_POST
def approve(request: HttpRequest, rule: uuid.UUID) -> HttpResponse:
    """Put a colleague's rule in force."""
    done = _("The rule is in force for what is stored from now on.")
    return _act(request, lambda: services.approve(rule=rule, actor=actor_from(request), at=now()), done)


@require_POST
def off(request: HttpRequest, rule: uuid.UUID) -> HttpResponse:
    """Switch a rule off."""
    done = _("Switched off: what it released stays released until it ends or you recall it.")
    return _act(request, lambda: services.switch_off(rule=rule, actor=actor_from(request), at=now()), done)


def _act(request: HttpRequest, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
    else:
        messages.success(request, done)
    return redirect("release-rules")
