"""Permission requests on pages: asking beside a record, the provider's list with its deadlines, answering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import last_day, names_of
from chorsu.desk.handling.tabs import tabs
from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.records.refusals import said
from chorsu.desk.records.terms import numbers_in, until_in
from chorsu.desk.records.transfers import basis_in
from chorsu.desk.records.wording import joined
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.models import Agency, State
from chorsu.directory.trail import trail_of
from chorsu.handling.grounds import grounds
from chorsu.handling.rules import Act, decide
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records.models import Permission, Seizure
from chorsu.records.permissions import selectors
from chorsu.records.permissions.services import answer, ask

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from chorsu.desk.hand_in.audience import Names
    from chorsu.handling.rules import Actor

    type Choices = list[tuple[str, list[tuple[int, str]]]]

__all__ = ["answered", "asked", "overview", "permissions_panel"]

MOST = 100
SOON = 0.25
"""The share of its time that is left to a request when it is shown as pressing."""
KINDS = {
    "pass-on": pgettext_lazy("permission", "to pass it on"),
    "third-party": pgettext_lazy("permission", "to pass it to a third party"),
    "court": pgettext_lazy("permission", "to use it in court"),
}
STATES = {
    "asked": (pgettext_lazy("permission", "Waits for an answer"), "chip-note"),
    "granted": (pgettext_lazy("permission", "Granted"), "chip-good"),
    "refused": (pgettext_lazy("permission", "Refused"), "chip-bad"),
    "told": (pgettext_lazy("permission", "Being passed on"), "chip-note"),
    "passed": (pgettext_lazy("permission", "Passed on without need of permission"), "chip-note"),
    "void": (pgettext_lazy("permission", "Not passed on: no longer released"), "chip-off"),
}
DEADLINES = {
    "7d": pgettext_lazy("deadline", "within 7 days"),
    "3d": pgettext_lazy("deadline", "within 3 days"),
    "8h": pgettext_lazy("deadline", "within 8 hours"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a page shows it; `due` is the colour of its deadline, empty where it is answered."""

    one: Permission
    kind: str
    state: str
    chip: str
    authority: str
    to: str
    ground: str
    due: str
    title: str
    mine: bool
    """Whether the viewer is to answer it."""
    last_day: dt.date | None = None
    """The last day of what was granted."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One form beside a record: `pass` passes it on, `ask` asks its provider; for what, and to whom."""

    name: str
    codes: list[str]
    to: Choices

    @property
    def kinds(self) -> list[tuple[str, _StrPromise]]:
        """What can be asked for, in words."""
        return [(code, KINDS[code]) for code in self.codes]


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What is asked of the viewer, the most urgent first, and what the viewer's authority asked."""
    actor, names = actor_from(request), names_of()
    of_me, by_me = list(selectors.asked_of(actor)[:MOST]), list(selectors.asked_by(actor)[:MOST])
    titles = _titles([*of_me, *by_me])
    trail_of(request).listed([*titles, *(one.pk for one in (*of_me, *by_me))])
    context = {
        "tabs": tabs("permissions", actor_from(request)),
        "of_me": [_shown(one, names, titles, actor) for one in of_me],
        "by_me": [_shown(one, names, titles, actor) for one in by_me],
        "grounds": [(code, ground.label(language())) for code, ground in grounds("permission").items()],
    }
    return render(request, "handling/permissions.html", context)


def permissions_panel(seizure: Seizure, actor: Actor) -> dict[str, Any]:
    """The requests about a record, and for a recipient the form to make one."""
    names = names_of()
    found = [_shown(one, names, {}, actor) for one in selectors.of_record(seizure.pk)]
    asks = seizure.provider_id not in actor.provides
    return {
        "permissions": found,
        "may_ask": asks,
        "asking": _asking(names, seizure, actor) if asks else [],
        "ask_deadlines": list(DEADLINES.items()),
    }


def _asking(names: Names, seizure: Seizure, actor: Actor) -> list[Asking]:
    """What a recipient can do: pass on to whom the marking lets it, and ask the provider for everything else."""
    members, others = _choices(names, {seizure.provider_id, *actor.principals})
    free = decide(actor, seizure.marking, Act.PASS_ON, now()).allowed
    passing = [Asking("pass", ["pass-on"], members)] if free else []
    kinds = ["third-party" if free else "pass-on"] if others or not free else []
    if "H1" in seizure.use_codes:
        kinds.append("court")
    return [*passing, *([Asking("ask", kinds, others if free else [*members, *others])] if kinds else [])]


@require_POST
def asked(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Ask the provider of a record, or tell of a passing on that needs no permission."""
    sent = request.POST
    try:
        one = ask(
            seizure=identifier,
            kind=sent.get("kind", ""),
            to=numbers_in(sent, "to"),
            purpose=sent.get("purpose", ""),
            deadline=sent.get("deadline", ""),
            actor=actor_from(request),
            at=now(),
        )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
    else:
        needed = one.state == Permission.State.ASKED
        passing = _("Being passed on: the provider is told, or asked where it set something else.")
        messages.success(request, _("Asked: the provider sees it now.") if needed else passing)
    return redirect("record", identifier)


def _asked_of(permission: uuid.UUID) -> int | None:
    return Permission.objects.filter(pk=permission).values_list("provider_id", flat=True).first()


@require_POST
def answered(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Grant or refuse a request."""
    sent = request.POST
    granted = sent.get("answer") == "grant"
    try:
        answer(
            permission=identifier,
            granted=granted,
            ground=sent.get("ground", ""),
            conditions=sent.get("conditions", ""),
            until=until_in(sent, "until", _asked_of(identifier)),
            transfer=basis_in(sent),
            actor=actor_from(request),
            at=now(),
        )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
    else:
        messages.success(request, _("Granted.") if granted else _("Refused."))
    return redirect("permissions")


def _choices(names: Names, but: set[int]) -> tuple[Choices, Choices]:
    """States and agencies by kind: those of member states, and all others."""

    def named(found: QuerySet[Any]) -> list[tuple[int, str]]:
        numbers = set(found.values_list("pk", flat=True)) - but
        return sorted(((number, names.by_number.get(number, "?")) for number in numbers), key=lambda one: one[1])

    member, of_member = Q(status=State.Status.MEMBER), Q(state__status=State.Status.MEMBER)
    states, agencies = State.objects.all(), Agency.objects.all()
    of_members = [(_("States"), named(states.filter(member))), (_("Agencies"), named(agencies.filter(of_member)))]
    # An agency of no state is neither under a condition nor under its opposite.
    beyond = agencies.exclude(pk__in=agencies.filter(of_member).values("pk"))
    return of_members, [(_("States"), named(states.exclude(member))), (_("Agencies"), named(beyond))]


def _titles(found: list[Permission]) -> dict[uuid.UUID, str]:
    records = Seizure.objects.filter(pk__in={one.seizure_id for one in found}).prefetch_related("lots")
    return {seizure.pk: card.title_of(seizure) for seizure in records}


def _shown(one: Permission, names: Names, titles: dict[uuid.UUID, str], actor: Actor) -> Request:
    state, chip = STATES[one.state]
    ground = grounds("permission").get(one.ground)
    return Request(
        one=one,
        kind=str(KINDS[one.kind]),
        state=str(state),
        chip=chip,
        authority=names.by_number.get(one.authority, "?"),
        to=joined(names.join(one.to, 0)),
        ground=ground.label(language()) if ground else "",
        due=_pressing(one, now()) if one.state == Permission.State.ASKED else "",
        title=titles.get(one.seizure_id, ""),
        mine=one.state == Permission.State.ASKED and one.provider_id in actor.provides,
        last_day=last_day(one.until),
    )


def _pressing(one: Permission, at: dt.datetime) -> str:
    """The colour of a deadline: passed, pressing, or far enough."""
    if one.due_at <= at:
        return "chip-bad"
    return "chip-warn" if (one.due_at - at) / (one.due_at - one.asked_at) < SOON else "chip-good"
