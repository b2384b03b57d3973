"""Handing a shift over: what stands open fills itself in; the next officer reads it and signs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from chorsu.desk.commitments.offering import left_promised, pressing
from chorsu.desk.cooperation.kept import number_of
from chorsu.desk.duty.desk import ADDRESSES, TO_DO, names_of_officers, open_shown
from chorsu.desk.duty.taking_over import offered, take_over
from chorsu.desk.duty.wording import by_the_clock_of, error_line
from chorsu.desk.exchange.owed import by_key
from chorsu.desk.exchange.wording import PRECEDENCE_CHIPS, PRECEDENCES
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.requests import actor_from
from chorsu.directory.models import Agency
from chorsu.directory.roster import to_name
from chorsu.directory.trail import trail_of
from chorsu.exchange.duty import handing, selectors
from chorsu.exchange.duty.models import HandOver
from chorsu.exchange.messages.models import Message
from chorsu.exchange.once import OtherWordsError
from chorsu.exchange.watches.models import Alert
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

    from chorsu.handling.rules import Actor

__all__ = ["hand_over", "handed"]

UNREADABLE = 422
PROMISE = "promise"
"""What a hand-over calls what is kept of a promise."""


@dataclass(frozen=True, slots=True)
class Left:
    """What a hand-over left open, as a page shows it; the subject is there while the viewer sees it."""

    identifier: UUID
    subject: str
    href: str
    other: str
    precedence: str
    chip: str
    due: SafeString | str
    to_do: _StrPromise | str
    who: str


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand the shift of one's own authority over."""
    actor, at, authority = actor_from(request), now(), provider_of(request)
    number, words, error = number_of(request), request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                one = handing.hand_over(words=words, actor=actor, at=at, number=number)
        except OtherWordsError:
            number, trail_of(request).refused = uuid7(), True
            error = gettext(
                "Not handed over: this form was sent before with other words. Press again, and it is another hand-over."
            )
        except ChorsuError as refused:
            error, trail_of(request).refused = error_line(refused), True
        else:
            _say_handed(request, one, at)
            return redirect("duty-handed", one.pk)
    items = selectors.open_items(actor, authority.pk, at)
    trail_of(request).listed(one.identifier for one in items)
    names, country = names_of(), "" if authority.state is None else authority.state.code
    context = {
        "waits": open_shown(items, names, country, actor, at),
        "promised": pressing(authority.pk, names, at),
        "words": words,
        "number": number,
        "alone": not to_name(authority.pk).exclude(pk=actor.user or 0).exists(),
        "error": error,
    }
    return render(request, "duty/hand_over.html", context, status=UNREADABLE if error else 200)


def _say_handed(request: HttpRequest, one: HandOver, at: dt.datetime) -> None:
    """What happened."""
    if one.at == at:
        messages.success(request, gettext("Handed over. The next officer reads it and signs."))
    else:
        messages.info(request, gettext("It was handed over before, and not again."))


@require_http_methods(["GET", "POST"])
def handed(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """A hand-over: read it; sign it, where somebody else of the same authority wrote it."""
    actor, at, error = actor_from(request), now(), ""
    if request.method == "POST":
        error = _signed(request, identifier, actor, at)
        if not error:
            return redirect("duty")
    one = HandOver.objects.filter(pk=identifier).first()
    if one is None:
        raise Http404
    state = Agency.objects.filter(pk=one.provider_id).values_list("state__code", flat=True).first() or ""
    may_sign = one.signed_at is None and one.by != actor.user and one.provider_id in actor.principals
    left = _left(one, state, actor, at)
    promised = left_promised([row for row in one.standing if row["what"] == PROMISE], names_of())
    trail_of(request).opened([one.pk])
    trail_of(request).listed([*(each.identifier for each in left if each.href), *(each["id"] for each in promised)])
    context: dict[str, Any] = {
        "one": one,
        "authority": names_of().by_number.get(one.provider_id, "?"),
        "written": by_the_clock_of(state, one.at),
        "signed": by_the_clock_of(state, one.signed_at) if one.signed_at else "",
        "left": left,
        "promised": promised,
        "may_sign": may_sign,
        "offered": offered(one, actor, at, request.POST if error else None) if may_sign else None,
        "mine": one.by == actor.user,
        "error": error,
    }
    return render(request, "duty/handed.html", context, status=UNREADABLE if error else 200)


def _signed(request: HttpRequest, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> str:
    """Sign as the page asks; why not, where it is refused."""
    try:
        with transaction.atomic():
            entered = take_over(handing.sign(identifier=identifier, actor=actor, at=at), request.POST, actor, at)
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        trail_of(request).refused = True
        return error_line(error)
    line = gettext("Signed: the shift is yours, and you are on the roster.") if entered else ""
    messages.success(request, line or gettext("Signed: the shift is yours."))
    return ""


def _left(one: HandOver, country: str, actor: Actor, at: dt.datetime) -> list[Left]:
    kept = [row for row in one.standing if row["what"] != PROMISE]
    numbers = [UUID(row["id"]) for row in kept]
    subjects = {str(pk): subject for pk, subject in Message.objects.filter(pk__in=numbers).values_list("pk", "subject")}
    alerts = Alert.objects.filter(pk__in=numbers).values_list("pk", "watch__name")
    subjects |= {str(pk): name for pk, name in alerts}
    besides = {str(key): owed for key, owed in by_key(numbers, actor, at).items()}
    subjects |= {key: owed.subject for key, owed in besides.items()}
    hrefs = {key: owed.href for key, owed in besides.items()}
    names, officers = names_of(), names_of_officers({row["officer"] for row in kept})
    return [
        Left(
            identifier=UUID(row["id"]),
            subject=subjects.get(row["id"], ""),
            href=hrefs.get(row["id"])
            or (reverse(ADDRESSES[row["what"]], args=[row["id"]]) if row["id"] in subjects else ""),
            other=names.by_number.get(row["other"], "?"),
            precedence=PRECEDENCES[row["precedence"]],
            chip=PRECEDENCE_CHIPS[row["precedence"]],
            due=by_the_clock_of(country, dt.datetime.fromisoformat(row["due"])) if row["due"] else "",
            to_do=TO_DO.get(row.get("to_do", ""), ""),
            who=officers.get(row["officer"] or 0, "") or row["who"],
        )
        for row in kept
    ]
