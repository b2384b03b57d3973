"""What an officer does on a thread's page: each act a POST that leads back to it, with one line of what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from chorsu.desk.exchange.files import attach_sent, files_sent
from chorsu.desk.exchange.forms import personal_said, said_in
from chorsu.desk.exchange.wording import error_line
from chorsu.desk.exchange.writing import send_now
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.requests import actor_from, whole_number
from chorsu.exchange.messages import receiving, sending, writing
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.selectors import thread_shown
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest

__all__ = ["act", "four_eyes"]

UNREADABLE = 422


@require_POST
def act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """One act on a message or on one's own delivery of it."""
    if thread_shown(identifier) is None:
        raise Http404
    if act == "answer":
        return _answer(request, identifier)
    if act == "send":
        return send_now(request, Message(pk=identifier), actor_from(request))
    acts = _acts(request, identifier)
    if act not in acts:
        raise Http404
    done = _tried(request, *acts[act])
    if request.headers.get("X-Chorsu-Part"):
        return _told(request, done=done)
    if act == "return" and done:
        return redirect("exchange-draft", identifier)
    if act == "discard" and done:
        return redirect("exchange")
    return redirect("exchange-message", identifier)


@require_POST
def four_eyes(request: HttpRequest) -> HttpResponse:
    """Say whether a second officer releases what one's authority sends."""
    authority, wanted = provider_of(request).pk, request.POST.get("wanted") == "yes"
    actor = actor_from(request)
    _tried(
        request,
        lambda: sending.set_four_eyes(authority=authority, wanted=wanted, actor=actor, at=now()),
        gettext("From now on a second officer releases what you send.")
        if wanted
        else gettext("From now on messages are sent at once."),
    )
    return redirect("exchange")


def _told(request: HttpRequest, *, done: bool) -> HttpResponse:
    """What happened, for a page that stays where it is."""
    lines = "\n".join(str(line) for line in messages.get_messages(request))
    headers = {"X-Chorsu-Part": "1", "Cache-Control": "no-store"}
    return HttpResponse(lines, status=200 if done else UNREADABLE, content_type="text/plain", headers=headers)


def _acts(request: HttpRequest, message: uuid.UUID) -> dict[str, tuple[Callable[[], object], str]]:
    """Each act with the line that says that it is done."""
    posted = request.POST
    by: dict[str, Any] = {"actor": actor_from(request), "at": now()}
    addressee = _addressee(request)
    reason = posted.get("reason", "")
    return {
        "discard": (
            lambda: writing.discard_draft(identifier=message, store=store(), **by),
            gettext("The draft is discarded."),
        ),
        "release": (lambda: sending.release_message(identifier=message, **by), gettext("Released and sent.")),
        "return": (
            lambda: sending.return_message(identifier=message, reason=reason, **by),
            gettext("It is a draft again; its writers read why."),
        ),
        "recall": (
            lambda: sending.recall_message(identifier=message, reason=reason, **by),
            gettext("Taken back: its addressees read it no more, and that it was taken back."),
        ),
        "acknowledge": (
            lambda: receiving.acknowledge(message=message, addressee=addressee, **by),
            gettext("Acknowledged: the sender sees it."),
        ),
        "assign": (
            lambda: receiving.assign(
                message=message, officer=whole_number(posted.get("officer", "")) or 0, addressee=addressee, **by
            ),
            gettext("Given to that officer; you can give it to another."),
        ),
        "extend": (
            lambda: receiving.extend(
                message=message,
                addressee=addressee or 0,
                amount=whole_number(posted.get("amount", "")) or 0,
                reason=reason,
                **by,
            ),
            gettext("More time is given; the addressee sees it."),
        ),
        "translate": (
            lambda: receiving.translate(
                message=message,
                language=posted.get("language", ""),
                subject=posted.get("subject", ""),
                body=posted.get("body", ""),
                files=list(files_sent(request)),
                personal=personal_said(posted),
                store=store(),
                **by,
            ),
            gettext("The translation stands beside the message; a later one takes its place."),
        ),
    }


def _addressee(request: HttpRequest) -> int | None:
    """The authority whose delivery is meant: of a form, or of the address by which what rings is acknowledged."""
    return whole_number(request.POST.get("addressee", "") or request.GET.get("addressee", ""))


def _answer(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Write an answer and send it; what is not sent stays a draft, so that no word is lost."""
    actor = actor_from(request)
    try:
        with transaction.atomic():
            one = writing.write_message(
                said=said_in(request.POST), answers=identifier, provider=_addressee(request), actor=actor, at=now()
            )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        messages.error(request, error_line(error))
        return redirect("exchange-message", identifier)
    whole = attach_sent(request, one.pk)
    if request.POST.get("do") == "keep" or not whole:
        messages.success(request, gettext("Kept as a draft: only your authority sees it."))
        return redirect("exchange-draft", one.pk)
    return send_now(request, one, actor)


def _tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    try:
        with transaction.atomic():
            act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        messages.error(request, error_line(error))
        return False
    messages.success(request, done)
    return True
