"""Templates on the pages: chosen when writing, kept from the form of a message, listed, taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.exchange.forms import is_identifier, said_in
from chorsu.desk.exchange.wording import ABOUT, KINDS, PRECEDENCES, URGENCIES, error_line
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.exchange.messages.channels import channels
from chorsu.exchange.templates.services import end_template, keep_template, may_keep, templates_of
from chorsu.exchange.templates.standard import standard
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from chorsu.exchange.templates.models import Template
    from chorsu.exchange.templates.standard import Standard
    from chorsu.handling.rules import Actor

__all__ = ["begun_by", "choices", "end", "keep", "overview"]

_PARTS = ("kind", "channel", "urgency")
_OWN: _StrPromise = pgettext_lazy("templates", "Of your authority")
_STANDARD: _StrPromise = gettext_lazy("Standard messages of the centre")


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The templates of the viewer's authority and the standard ones."""
    actor, names, spoken = actor_from(request), names_of(), language()
    own = list(templates_of(actor))
    trail_of(request).listed(one.pk for one in own)
    context = {
        "own": [(one, names.by_number.get(one.provider_id, "?"), _line(one)) for one in own],
        "standard": [(one, *one.said(spoken)[:2], _line(one)) for one in standard().values()],
        "may_keep": may_keep(actor),
        "may_write": bool(actor.provides),
    }
    return render(request, "exchange/templates.html", context)


@require_POST
def end(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Take a template away."""
    try:
        with transaction.atomic():
            end_template(identifier=identifier, actor=actor_from(request), at=now())
        messages.success(request, gettext("The template is taken away; what was written by it stays."))
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
    return redirect("exchange-templates")


def keep(request: HttpRequest, provider: int) -> bool:
    """Keep what the form of a message says as a template, by the name that it gives; whether it was kept."""
    name, said = request.POST.get("template", ""), replace(said_in(request.POST), to=())
    try:
        with transaction.atomic():
            keep_template(name=name, said=said, provider=provider, actor=actor_from(request), at=now())
    except ChorsuError as error:
        refuse(request, error_line(error))
        return False
    messages.success(request, gettext("Kept as a template: the officers of your authority write by it."))
    return True


def choices(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a message may begin with, by whose they are: the value for `?template=`, and the name."""
    own = [(str(one.pk), one.name) for one in templates_of(actor)]
    given = [(one.code, one.said(language())[0]) for one in standard().values()]
    return [(str(title), found) for title, found in ((_OWN, own), (_STANDARD, given)) if found]


def begun_by(chosen: str, actor: Actor) -> dict[str, str]:
    """What the form of a new message begins with; nothing where there is no such template."""
    if chosen in standard():
        given = standard()[chosen]
        _name, subject, body = given.said(language())
        return _values(given) | {"subject": subject, "body": body, "language": language()}
    one = templates_of(actor).filter(pk=chosen).first() if is_identifier(chosen) else None
    if one is None:
        return {}
    return _values(one) | {"subject": one.subject, "body": one.body, "language": one.language}


def _values(one: Template | Standard) -> dict[str, str]:
    found = {name: getattr(one, name) for name in _PARTS} | {"precedence": str(one.precedence)}
    return {name: value for name, value in (found | {"about": one.about}).items() if value}


def _line(one: Template | Standard) -> list[str]:
    """A template in a line: kind, precedence, channel, how soon, about what."""
    found = [str(KINDS[one.kind]), PRECEDENCES[one.precedence], channels()[one.channel].label(language())]
    if one.urgency:
        found.append(str(URGENCIES[one.urgency]))
    if one.about:
        found.append(gettext("question about %(what)s") % {"what": ABOUT[one.about]})
    return found
