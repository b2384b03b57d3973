"""The alert card: one sheet of a message to print, or to read out on the telephone. Nothing else is on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chorsu.desk.duty.roster import people_of
from chorsu.desk.duty.wording import by_the_clock_of
from chorsu.desk.exchange.receipts import receipt
from chorsu.desk.exchange.wording import ABOUT, KINDS, LANGUAGES, PRECEDENCES
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.exchange.duty.spelling import identifiers_in, spelled
from chorsu.exchange.messages.models import Message
from chorsu.handling.codes import wording
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.duty.roster import OnDuty

__all__ = ["card"]


@require_GET
def card(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The card of a message that the viewer sees; reading what was sent to one's own authority is its receipt."""
    actor, at = actor_from(request), now()
    one = Message.objects.filter(pk=identifier, state__in=[Message.State.SENT, Message.State.RECALLED]).first()
    if one is None or one.sent_at is None:
        raise Http404
    receipt(one.pk, actor, at)
    trail_of(request).opened([one.pk])
    question = one.question or {}
    said = "\n".join((one.subject, question.get("value", ""), one.body))
    own = actor.agency
    context: dict[str, Any] = {
        "one": one,
        "kind": KINDS[one.kind],
        "precedence": PRECEDENCES[one.precedence],
        "about": ABOUT.get(question.get("about", ""), ""),
        "value": question.get("value", ""),
        "sender": names_of().by_number.get(one.provider_id, "?"),
        "language": LANGUAGES.get(one.language, one.language),
        "utc": by_the_clock_of("", one.sent_at),
        "local": by_the_clock_of(_state(own), one.sent_at) if own else "",
        "there": by_the_clock_of(_state(one.provider_id), one.sent_at),
        "handling": _handling(one),
        "call_back": _call_back(one.provider_id),
        "identifiers": [(text, spelled(text, "en"), spelled(text, "ru")) for text in identifiers_in(said)],
        "made": by_the_clock_of("", at),
        "by": actor.name,
    }
    return render(request, "duty/card.html", context)


def _state(authority: int) -> str:
    return Agency.objects.filter(pk=authority).values_list("state__code", flat=True).first() or ""


def _handling(one: Message) -> list[str]:
    marks = [("use", code) for code in one.use_codes] + [("dissemination", code) for code in one.dissemination_codes]
    return [f"{code}: {wording(axis, code, language())}" for axis, code in marks]


def _call_back(sender: int) -> list[OnDuty]:
    """Whom to call: who is on duty now where it came from; where nobody is entered there, at the centre."""
    at = now()
    centre = Agency.objects.filter(kind=Agency.Kind.CENTRE, until=None).values_list("pk", flat=True).first()
    return people_of(sender, at) or (people_of(centre, at) if centre else [])
