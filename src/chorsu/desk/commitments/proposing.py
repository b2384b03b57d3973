"""The form by which a commitment is proposed to another authority."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from chorsu.desk.commitments.wording import EVERY, WAYS, error_line
from chorsu.desk.cooperation.kept import number_of
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, whole_number
from chorsu.desk.watches.naming import substances_named
from chorsu.directory.models import Agency
from chorsu.exchange.commitments.promising import CommitmentSaid, may_promise, propose
from chorsu.exchange.messages.channels import channels
from chorsu.exchange.once import OtherWordsError
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.kernel.ids import uuid7
from chorsu.vocabulary import substances

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse, QueryDict

__all__ = ["new"]

UNREADABLE = 422
_FIELDS = ("partner", "subject", "substances", "way", "every", "first", "grace", "since", "last", "channel", "basis",
           "contact")  # fmt: skip


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new commitment of the viewer's authority."""
    provider, number = provider_of(request).pk, number_of(request)
    if request.method != "POST":
        return _form(request, dict.fromkeys(_FIELDS, "") | {"way": "mutual", "every": "monthly", "grace": "0"}, number)
    actor = actor_from(request)
    try:
        with transaction.atomic():
            one = propose(said=_said_in(request.POST), actor=actor, at=now(), provider=provider, number=number)
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        number = uuid7() if isinstance(error, OtherWordsError) else number
        values = {name: request.POST.get(name, "") for name in _FIELDS}
        return _form(request, values, number, error=error_line(error))
    if one.state == one.State.STANDING:
        messages.success(request, gettext("Promised: it is in force, and the other side sees it."))
    else:
        messages.success(request, gettext("Proposed: nothing is promised until the other side accepts it."))
    return redirect("commitment", one.pk)


def _form(request: HttpRequest, values: dict[str, str], number: uuid.UUID, *, error: str = "") -> HttpResponse:
    own, spoken, names = provider_of(request).pk, language(), names_of()
    others = Agency.objects.filter(until=None).exclude(pk=own).values_list("pk", flat=True)
    partners = sorted(((pk, names.by_number.get(pk, "?")) for pk in others), key=lambda one: one[1])
    context: dict[str, Any] = {
        "values": values,
        "number": number,
        "error": error,
        "may_propose": may_promise(actor_from(request), own),
        "partners": [(pk, name, str(pk) == values["partner"]) for pk, name in partners],
        "ways": [(code, name, code == values["way"]) for code, name in WAYS.items()],
        "everies": [(code, name, code == values["every"]) for code, name in EVERY.items()],
        "channels": [
            (
                code,
                f"{one.label(spoken)}: {', '.join(sorted(one.use | one.dissemination))}",
                code == (values["channel"] or "operational"),
            )
            for code, one in channels().items()
        ],
        "known": sorted(substances.label(code, spoken) for code in substances.group_codes()),
    }
    return render(request, "commitments/propose.html", context, status=UNREADABLE if error else 200)


def _said_in(sent: QueryDict) -> CommitmentSaid:
    """What a form says of a commitment."""
    first = _day(sent.get("first", ""))
    if first is None:
        raise InputError("is no first day", where="first day", to_do="name it")
    grace = whole_number(sent.get("grace", "") or "0")
    return CommitmentSaid(
        partner=whole_number(sent.get("partner", "")) or 0,
        subject=sent.get("subject", ""),
        every=sent.get("every", ""),
        first=first,
        basis=sent.get("basis", ""),
        way=sent.get("way", ""),
        grace=-1 if grace is None else grace,
        since=_day(sent.get("since", "")),
        last=_day(sent.get("last", "")),
        substances=substances_named(sent.get("substances", "")),
        channel=sent.get("channel", ""),
        contact=sent.get("contact", ""),
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise InputError("is no day", where=text[:20], to_do="write it as 2026-03-31") from None
