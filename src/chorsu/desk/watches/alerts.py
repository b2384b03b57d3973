"""Alerts: the list, new ones first, each with the reasons in words; one alert with what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.exchange.wording import PRECEDENCE_CHIPS, PRECEDENCES
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.records.wording import chip_of
from chorsu.desk.requests import actor_from
from chorsu.desk.watches.reading import identifier_in
from chorsu.desk.watches.wording import CHANGES, asked_lines, reason_lines
from chorsu.directory.models import User
from chorsu.directory.selectors import officers_of
from chorsu.directory.trail import trail_of
from chorsu.exchange.messages.channels import channels
from chorsu.exchange.watches import selectors
from chorsu.exchange.watches.mailing import mailing_of
from chorsu.kernel.clock import now
from chorsu.ui import shapes

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.watches.models import Alert, AlertChange
    from chorsu.exchange.watches.selectors import Shown
    from chorsu.handling.rules import Actor
    from chorsu.records.models import Seizure

__all__ = ["Line", "lines_of", "listed", "one"]

A_PAGE = 50
ON_ITS_PAGE = 50
"""Records that the page of an alert shows."""
TABS = {
    "new": pgettext_lazy("tab of alerts", "New"),
    "mine": pgettext_lazy("tab of alerts", "To me"),
    "all": pgettext_lazy("tab of alerts", "All"),
}
EMPTY = {
    "new": gettext_lazy("When something comes that answers a watch, it stands here until somebody acknowledges it."),
    "mine": gettext_lazy("Alerts given to you, or sent up to you, stand here."),
    "all": gettext_lazy("Alerts of the watches of your authority stand here."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A record of an alert as its reader sees it: its title, its marking, why it answers."""

    seizure: Seizure
    title: str
    chip: shapes.MarkingChip
    why: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """An alert as lists show it; `more` records are seen beside those told. `waits`: it came in quiet hours."""

    alert: Alert
    name: str
    told: list[Told]
    count: int
    more: int
    precedence: str
    chip: str
    has: str
    waits: bool


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One tab of the alerts of the viewer's authority."""
    actor, said = actor_from(request), request.GET
    tab = said.get("tab", "new")
    tab = tab if tab in TABS else "new"
    number = identifier_in(said.get("watch", ""))
    watch = None if number is None else selectors.watch(number)
    asked = selectors.Asked(new=tab == "new", mine=tab == "mine", watch=watch.pk if watch else None)
    page = Paginator(selectors.alerts(actor, asked), A_PAGE).get_page(said.get("page"))
    lines = lines_of(list(page.object_list), actor)
    records = [told.seizure.pk for line in lines for told in line.told]
    trail_of(request).listed([*(line.alert.pk for line in lines), *records])
    kept = {"watch": str(watch.pk)} if watch else {}
    return render(
        request,
        "watches/alerts.html",
        {
            "tab": tab,
            "tabs": [
                shapes.Choice(_counted(code, str(name), actor), f"?{urlencode({'tab': code} | kept)}", code == tab)
                for code, name in TABS.items()
            ],
            "page": page,
            "lines": lines,
            "watch": watch,
            "empty": EMPTY[tab],
            "watches": selectors.watches(actor).exists(),
            "may_make": bool(actor.provides),
            "may_mail": bool(settings.CHORSU_MAIL_FROM and actor.provides),
            "mailing": mailing_of(actor),
        },
    )


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One alert: its records with the reasons, what was done to it, what can be done."""
    alert = selectors.alert(identifier)
    if alert is None:
        raise Http404
    actor = actor_from(request)
    (line,) = lines_of([alert], actor, few=ON_ITS_PAGE)
    trail_of(request).opened([alert.pk, *(told.seizure.pk for told in line.told)])
    officers = officers_of([alert.provider_id])
    names = {user.pk: user.get_full_name() or user.username for user in officers}
    done = [(str(CHANGES[change.kind]), change, names.get(change.officer or 0, "")) for change in _done(alert)]
    return render(
        request,
        "watches/alert.html",
        {
            "line": line,
            "alert": alert,
            "watch": alert.watch,
            "asks": asked_lines(alert.watch.criteria),
            "channel": channels()[alert.watch.channel].label(language()),
            "done": done,
            "up": [names.get(number, "?") for number in alert.escalated_to],
            "may_act": alert.provider_id in actor.provides,
            "officers": sorted(names.items(), key=lambda officer: officer[1]),
        },
    )


def lines_of(alerts: list[Alert], actor: Actor, *, few: int = selectors.FIRST_FEW) -> list[Line]:
    """Alerts as lists show them, to the viewer of the present transaction."""
    names, shown = names_of(), selectors.shown(alerts, few=few)
    numbers = {one.assigned_to for one in alerts if one.assigned_to}
    officers = {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=numbers)}
    return [_line(one, names, officers, actor) for one in shown]


def _line(one: Shown, names: Names, officers: dict[int, str], actor: Actor) -> Line:
    alert = one.alert
    told = [
        Told(seizure, card.title_of(seizure), chip_of(names, seizure, actor), reason_lines(why))
        for seizure, why in one.records
    ]
    return Line(
        alert,
        one.watch.name,
        told,
        one.count,
        one.count - len(told),
        PRECEDENCES[alert.precedence],
        PRECEDENCE_CHIPS[alert.precedence],
        officers.get(alert.assigned_to or 0, "") or alert.acknowledged_name,
        waits=alert.waits_until is not None and alert.waits_until > now(),
    )


def _counted(tab: str, name: str, actor: Actor) -> str:
    return f"{name} ({selectors.new_count(actor)})" if tab == "new" else name


def _done(alert: Alert) -> list[AlertChange]:
    return selectors.changes_of(alert)
