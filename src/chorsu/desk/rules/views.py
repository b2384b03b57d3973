"""The page of standing rules: each view parses, calls one service, and leads back or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.hand_in.wording import ROLES, error_line
from chorsu.desk.records.wording import value_label
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.intake import standing
from chorsu.intake.models import LearnedTable
from chorsu.intake.standing import Rules
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.ui.wording import entered
from chorsu.vocabulary import units

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["rules", "save", "table"]

_LANGUAGES = (("", "—"), ("en", "English"), ("ru", "Русский"))
_LONGEST = 12
_KINDS = {
    "seizure": pgettext_lazy("kind of draft", "Seizures read from texts pass from, % sure"),
    "event": pgettext_lazy("kind of draft", "Events read from texts pass from, % sure"),
    "figure": pgettext_lazy("kind of draft", "Figures stated in texts pass from, % sure"),
}

_NUMBERS = {
    "days": pgettext_lazy("rule", "days of a release"),
    "threshold": pgettext_lazy("rule", "threshold"),
    "share": pgettext_lazy("rule", "share drawn for review"),
}


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """The rules as they stand, and the tables learned."""
    agency, names = provider_of(request), names_of()
    held = standing.rules_of(agency.pk)
    form = AudienceForm.by_rules(agency, names, now().date(), held)
    learned = list(LearnedTable.objects.filter(agency=agency.pk).order_by("-learned_at"))
    trail_of(request).listed(one.pk for one in learned)
    context: dict[str, Any] = {
        "provider": names.by_number[agency.pk],
        "rules": held,
        "form": form,
        "options": form.options,
        "groups": form.groups,
        "who": form.initial["who"],
        "chosen": set(form.initial["chosen"]),
        "said": form.sentence_by_rules,
        "threshold": "" if held.threshold_kg is None else entered(held.threshold_kg),
        "units": sorted({(one.code, value_label("unit", one.code)) for one in units.units()}, key=lambda pair: pair[1]),
        "least": [(kind, str(_KINDS[kind]), _percent(held.least.get(kind))) for kind in standing.KINDS],
        "languages": _LANGUAGES,
        "tables": [_learned(one) for one in learned],
    }
    return render(request, "rules/rules.html", context)


def _percent(least: float | None) -> str:
    return "" if least is None else entered(round(least * 100, 1))


def _learned(one: LearnedTable) -> dict[str, Any]:
    roles = [(header, standing.role_of(one, header)) for header in one.headers]
    columns = [(header, str(ROLES[role]) if role in ROLES else _("not read")) for header, role in roles if header]
    return {"table": one, "columns": columns, "percent": round(one.review_share * 100)}


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Set the rules that the form says."""
    agency = provider_of(request)
    form = AudienceForm(agency, names_of(), now().date(), request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            for line in errors:
                refuse(request, str(line))
        return redirect("rules")

    def act() -> None:
        held = Rules(
            audience=tuple(sorted(form.numbers)),
            days=_whole(request, "days"),
            language=request.POST.get("language", "") if request.POST.get("language") in {"en", "ru"} else "",
            unit=request.POST.get("unit", ""),
            threshold_kg=_number(request, "threshold"),
            least=_least(request),
            transfer=form.transfer,
        )
        standing.set_rules(actor=actor_from(request), agency=agency.pk, rules=held, at=now())

    return _done(request, act, _("These rules hold from now on."))


@require_POST
def table(request: HttpRequest, table: uuid.UUID) -> HttpResponse:
    """Trust a kind of table, trust it no longer, or forget it."""

    def act() -> None:
        if "forget" in request.POST:
            standing.forget(actor=actor_from(request), table=table, at=now())
            return
        share = (_number(request, "share") or 0.0) / 100
        trusted = "trusted" in request.POST
        standing.trust(actor=actor_from(request), table=table, trusted=trusted, review_share=share, at=now())

    return _done(request, act, _("Noted."))


def _least(request: HttpRequest) -> dict[str, float]:
    """The confidence from which drafts pass, by kind; a kind left empty never passes."""
    told = {kind: _number(request, f"least-{kind}") for kind in standing.KINDS}
    return {kind: percent / 100 for kind, percent in told.items() if percent is not None}


def _whole(request: HttpRequest, key: str) -> int | None:
    number = _number(request, key)
    if number is not None and number != int(number):
        raise InputError(_("is no whole number"), where=key, to_do=_("write it like 30"))
    return None if number is None else int(number)


def _number(request: HttpRequest, key: str) -> float | None:
    text = request.POST.get(key, "").strip().replace(",", ".")
    if not text:
        return None
    try:
        if len(text) <= _LONGEST:
            return float(text)
    except ValueError:
        pass
    kind = key.removeprefix("least-")
    where = str(_KINDS[kind]) if kind in _KINDS else str(_NUMBERS.get(key, key))
    raise InputError(_("is not a number"), where=where, to_do=_("write it like 30"))


def _done(request: HttpRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        with transaction.atomic():
            act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
    else:
        messages.success(request, said)
    return redirect("rules")
