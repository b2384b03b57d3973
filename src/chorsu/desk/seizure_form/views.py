"""The page of the form, its plain path without a script, and the small files that it keeps on the device."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from
from chorsu.desk.seizure_form import choices, shown
from chorsu.desk.seizure_form.device import key_of, mark_of
from chorsu.desk.seizure_form.payload import nested, with_lot, without_lot
from chorsu.desk.seizure_form.wording import island_words
from chorsu.directory.trail import trail_of, without_records
from chorsu.handling.rules import Marking
from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import field, sections
from chorsu.intake.schema.problems import Problem
from chorsu.intake.schema.template import workbook
from chorsu.intake.schema.values import local_time
from chorsu.intake.submissions import OTHER_CONTENT, Given, receive
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.records.photographs.services import Taken
from chorsu.records.submitting import Submitted
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from chorsu.directory.models import Agency
    from chorsu.intake.schema.problems import Problems
    from chorsu.records.transfers.said import TransferSaid

__all__ = ["MOST_REQUEST", "form", "lists_file", "marking_from", "places_file", "sheet", "state_of"]

MOST_REQUEST = 90 << 20
"""Largest request: a submission with its photographs."""
KEPT_SECONDS = 86_400
UNREADABLE, TOO_LARGE = 422, 413


def state_of(provider: Agency) -> str:
    """The code of the state of an agency; empty for the centre's."""
    return provider.state.code if provider.state else ""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """The form; a request that is too large is refused before a byte of it is read."""
    if request.method == "POST":
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdecimal() or int(size) > MOST_REQUEST:
            problems = {"photographs": Problem("too_much")}
            return _page(request, _blank(provider_of(request)), problems, uuid7(), status=TOO_LARGE)
        return _plain(request)
    return _page(request, _blank(provider_of(request)), {}, uuid7())


def _blank(provider: Agency) -> dict[str, Any]:
    here = local_time(now(), state_of(provider))
    return {
        "date": here.date().isoformat(),
        "time": here.time().isoformat("minutes"),
        "lots": [{}],
        "audience": {"who": "provider", "chosen": [], "until": ""},
    }


@csrf_protect
def _plain(request: HttpRequest) -> HttpResponse:
    """The path without a script: the page again with one lot more or less, or with what is wrong; else the record."""
    provider, said = provider_of(request), nested(request.POST)
    act = request.POST.get("act", "")
    try:
        number = uuid.UUID(request.POST.get("submission", ""))
    except ValueError:
        number = uuid7()
    if act == "add":
        return _page(request, with_lot(said), {}, number)
    if act.startswith("remove.") and act[7:11].isdecimal():
        return _page(request, without_lot(said, int(act[7:11])), {}, number)
    chosen = marking_from(said.get("audience"), provider)
    if chosen is None:
        return _page(request, said, {"audience": Problem("audience")}, number, status=UNREADABLE)
    files = request.FILES.getlist("photographs")
    taken = [Taken(file.read(), "other", file.name or "") for file in files[:20]]
    payload = {key: value for key, value in said.items() if key not in _NOT_TOLD}
    marking, transfer = chosen
    given = Given(number, payload, said.get("audience"), taken, transfer)
    done = receive(
        actor=actor_from(request), marking=marking, given=given, country=state_of(provider), lang=language(), at=now()
    )
    if not isinstance(done, Submitted):
        # Under another number it can be handed in as another seizure, when the officer wants that.
        taken_before = any(problem.code == OTHER_CONTENT for problem in done.values())
        return _page(request, said, done, uuid7() if taken_before else number, status=UNREADABLE)
    trail_of(request).did(Act.HAND_IN, [done.seizure.pk])
    if done.again:
        messages.info(request, gettext("This seizure had arrived before; here it is."))
    else:
        messages.success(request, gettext("Recorded. It is in the data bank now."))
    if done.held:
        messages.warning(request, HELD)
    return redirect("record", done.seizure.pk)


HELD = gettext_lazy(
    "It tells of persons and stays in your own state until you state on what basis it may go to others."
)
"""What an officer reads of a seizure that was held back."""
_NOT_TOLD = ("audience", "act", "submission", "csrfmiddlewaretoken", "photographs")


def marking_from(said: Any, provider: Agency) -> tuple[Marking, TransferSaid | None] | None:
    """The marking that was chosen, and the basis of a transfer where one was said; None where it makes no sense."""
    form = _audience_form(said, provider)
    if not form.is_valid():
        return None
    until = form.ends
    return Marking(provider.pk, frozenset({provider.pk} | form.numbers), until=until), form.transfer


def _audience_form(said: Any, provider: Agency) -> AudienceForm:
    part = said if isinstance(said, dict) else {}
    data = QueryDict(mutable=True)
    data["who"], data["until"] = str(part.get("who") or "provider"), str(part.get("until") or "")
    data["basis"], data["purpose"] = str(part.get("basis") or ""), str(part.get("purpose") or "")
    chosen = part.get("chosen")
    data.setlist("chosen", [str(one) for one in chosen] if isinstance(chosen, list) else [])
    return AudienceForm(provider, names_of(), now().date(), data)


def _page(
    request: HttpRequest, said: Mapping[str, Any], problems: Problems, number: uuid.UUID, *, status: int = 200
) -> HttpResponse:
    provider, lang, actor = provider_of(request), language(), actor_from(request)
    state = state_of(provider)
    audience = _audience_form(said.get("audience"), provider)
    audience.is_valid()
    names = names_of()
    context = {
        "number": number,
        "sections": {one.code: one.label(lang) for one in sections()},
        "fields": shown.shown_fields(said, problems, lang),
        "lots": shown.shown_lots(said, problems, lang),
        "blank_lot": shown.shown_lot("__", {}, {}, lang),
        "kinds": [(code, lists.label("photographs", code, lang)) for code in lists.codes("photographs")],
        "most_photographs": field("photographs").most,
        "errors": shown.error_lines(problems, lang),
        "countries": sorted(places.label(one.code, lang) for one in places.countries()),
        "crossings": [_crossing_name(one, lang) for one in places.crossings(state)] if state else [],
        "audience": audience,
        "chosen": set(audience.data.getlist("chosen")),  # type: ignore[attr-defined] # a QueryDict
        "rules": choices.amount_rules(lang),
        "words": island_words() | shown.field_lines(lang),
        "key": key_of(actor),
        "mark": mark_of(actor),
        "state_code": state,
        "provider_name": names.by_number[provider.pk],
        "map_counts": {
            "title": gettext("Where it was"),
            "mark": pgettext("legend of a map", "seizures"),
            "regions": [],
        },
        "addresses": {
            "send": reverse("seizure-send"),
            "standing": reverse("standing"),
            "lists": reverse("seizure-lists"),
            "places": reverse("seizure-places"),
            "worker": reverse("service-worker"),
            "sign-in": f"{reverse('start')}?{urlencode({'next': reverse('seizure-form')})}",
            "sign-out": reverse("leave"),
        },
        "fresh": request.method != "POST",
    }
    # It holds a key: no cache but the device's own, which the service worker empties at sign-out.
    return render(request, "seizure_form/form.html", context, status=status)


def _crossing_name(one: places.Crossing, lang: str) -> str:
    return one.name_ru if lang == "ru" and one.name_ru else one.name


@without_records("the vocabulary")
@require_GET
@cache_control(max_age=KEPT_SECONDS, private=True)
def lists_file(request: HttpRequest) -> JsonResponse:
    """Substances by all their names."""
    del request
    return JsonResponse(choices.substance_names(), json_dumps_params={"ensure_ascii": False})


@without_records("the vocabulary")
@require_GET
@cache_control(no_cache=True, private=True)
def places_file(request: HttpRequest) -> JsonResponse:
    """Places of the officer's own state."""
    state = state_of(provider_of(request))
    return JsonResponse(choices.places_of(state), json_dumps_params={"ensure_ascii": False})


@without_records("an empty sheet")
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in, in the reader's language, with the places of the own state."""
    body = workbook(lang=language(), country=state_of(provider_of(request)))
    answer = HttpResponse(body, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    mark = "-SYNTHETIC" if settings.CHORSU_EXAMPLE else ""
    name = f"chorsu-seizures-{language()}{mark}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Last-Modified"] = dt.datetime.now(dt.UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return answer
