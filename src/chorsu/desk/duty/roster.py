"""Who is on duty: in each state now, and the roster of one's own authority."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.duty.wording import by_the_clock_of, error_line, moment_in
from chorsu.desk.exchange.wording import LANGUAGES
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.directory import roster as rosters
from chorsu.directory.models import Agency, State
from chorsu.directory.roster import DutySaid
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.utils.safestring import SafeString

    from chorsu.directory.models import Duty
    from chorsu.handling.rules import Actor

__all__ = ["OnDuty", "StateNow", "off", "people_of", "roster", "states_now"]

UNREADABLE = 422
_FIELDS = ("officer", "since", "until", "telephone")


@dataclass(slots=True)
class OnDuty:
    """An officer on duty as a page shows it."""

    one: Duty
    name: str
    authority: str
    languages: str
    since: SafeString
    until: SafeString


@dataclass(slots=True)
class StateNow:
    """A state, the centre or a partner, with its local time and who is on duty there; none where nobody is entered."""

    name: str
    time: SafeString
    people: list[OnDuty] = field(default_factory=list)


def states_now(actor: Actor, at: dt.datetime) -> list[StateNow]:
    """Who is on duty in each state now, as far as the viewer may know: the centre first, then states by name.

    A place of which the viewer may not know who is on duty is not shown at all.
    """
    centres = Agency.objects.filter(kind=Agency.Kind.CENTRE, until=None).order_by("pk")
    found = {f"agency:{one.pk}": StateNow(_name(one), by_the_clock_of("", at, day=False)) for one in centres}
    if rosters.knows_all_rosters(actor):
        taking_part = State.objects.exclude(status=State.Status.NON_MEMBER)
        for name, code in sorted((country_name(code), code) for code in taking_part.values_list("code", flat=True)):
            found[code] = StateNow(name, by_the_clock_of(code, at, day=False))
    for duty in rosters.on_duty(at):
        state = duty.authority.state
        key, code = (f"agency:{duty.authority_id}", "") if state is None else (state.code, state.code)
        name = _name(duty.authority) if state is None else country_name(code)
        found.setdefault(key, StateNow(name, by_the_clock_of(code, at, day=False))).people.append(_shown(duty, code))
    return list(found.values())


def people_of(authority: int, at: dt.datetime) -> list[OnDuty]:
    """Who is on duty for one authority at a moment, as far as the viewer may know."""
    found = rosters.on_duty(at).filter(authority=authority)
    return [_shown(duty, "" if duty.authority.state is None else duty.authority.state.code) for duty in found]


@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """The roster of an authority that one provides for: who is on duty, and who comes; kept by some of its officers."""
    actor, at, own = actor_from(request), now(), provider_of(request)
    said = request.POST if request.method == "POST" else request.GET
    wanted = whole_number(said.get("authority", "")) or own.pk
    authority = Agency.objects.select_related("state").filter(pk=wanted, pk__in=actor.provides).first()
    if authority is None:
        raise Http404
    country = "" if authority.state is None else authority.state.code
    error, values = "", {"languages": []} if request.method != "POST" else _values(request.POST)
    if request.method == "POST":
        try:
            with transaction.atomic():
                rosters.enter_duty(authority=authority.pk, said=_said(request.POST, country), actor=actor, at=at)
        except ChorsuError as refused:
            error, trail_of(request).refused = error_line(refused), True
        else:
            messages.success(request, gettext("Entered: whoever may know sees it at once."))
            return redirect(f"{request.path}?authority={authority.pk}")
    context: dict[str, Any] = {
        "authority": authority,
        "name": _name(authority),
        "own": [
            (one.pk, _name(one)) for one in Agency.objects.filter(pk__in=actor.provides, until=None).order_by("pk")
        ],
        "duties": [_shown(duty, country) for duty in rosters.roster_of(authority.pk, at)],
        "keeps": rosters.keeps_roster(actor, authority.pk),
        "officers": [(user.pk, user.get_full_name() or user.username) for user in rosters.to_name(authority.pk)],
        "languages": [(code, name, code in values["languages"]) for code, name in LANGUAGES.items()],
        "values": values,
        "error": error,
        "local": by_the_clock_of(country, at),
    }
    return render(request, "duty/roster.html", context, status=UNREADABLE if error else 200)


@require_POST
def off(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Take somebody off the roster."""
    try:
        with transaction.atomic():
            one = rosters.take_off(duty=identifier, actor=actor_from(request), at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
        return redirect("duty-roster")
    messages.success(request, gettext("Taken off: on duty no longer."))
    return redirect(f"{reverse('duty-roster')}?authority={one.authority_id}")


def _values(sent: QueryDict) -> dict[str, Any]:
    return {name: sent.get(name, "") for name in _FIELDS} | {"languages": sent.getlist("languages")}


def _said(sent: QueryDict, country: str) -> DutySaid:
    since, until = (moment_in(country, sent.get(name, "")) for name in ("since", "until"))
    if since is None or until is None:
        raise InputError("is no moment", where="the duty", to_do="write day and time")
    officer, telephone = whole_number(sent.get("officer", "")) or 0, sent.get("telephone", "")
    return DutySaid(officer, since, until, sent.getlist("languages"), telephone)


def _name(agency: Agency) -> str:
    return agency.name_ru if language() == "ru" else agency.name_en


def _shown(duty: Duty, country: str) -> OnDuty:
    return OnDuty(
        one=duty,
        name=duty.officer.get_full_name() or duty.officer.username,
        authority=names_of().by_number.get(duty.authority_id, "?"),
        languages=", ".join(LANGUAGES.get(code, code) for code in duty.languages),
        since=by_the_clock_of(country, duty.since),
        until=by_the_clock_of(country, duty.until),
    )
