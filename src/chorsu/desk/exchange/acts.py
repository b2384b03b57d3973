"""What an officer does on a thread's page: each act a POST that leads back to it, with one line of what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.cooperation.kept import number_of
from chorsu.desk.exchange import thread
from chorsu.desk.exchange.files import attach_sent, files_sent
from chorsu.desk.exchange.forms import personal_said, said_in
from chorsu.desk.exchange.wording import error_line
from chorsu.desk.exchange.writing import brings_again, seen_in, send_now
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.requests import actor_from, whole_number
from chorsu.exchange.messages import receiving, sending, writing
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.selectors import thread_shown
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest

    from chorsu.exchange.messages.saying import MessageSaid

__all__ = ["act", "four_eyes"]

UNREADABLE = 422


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """One act on a message or on one's own delivery of it; its address without a form leads to the message."""
    if thread_shown(identifier) is None:
        raise Http404
    if request.method == "POST" and act in _WRITING:
        return _WRITING[act](request, identifier)
    to = "exchange-message"
    if request.method == "POST":
        acts = _acts(request, identifier)
        if act not in acts:
            raise Http404
        done = _tried(request, *acts[act])
        if request.headers.get("X-Chorsu-Part"):
            return _told(request, done=done)
        if act == "translate" and not done:
            return thread.page(request, identifier, form="translation", typed=request.POST, status=UNREADABLE)
        to = _LEADS_TO.get(act, to) if done else to
    return redirect(to, identifier) if to != "exchange" else redirect(to)


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
    """Write an answer and send it; what is not sent stays a draft, so that no word is lost.

    A form that comes once more, since its answer was lost, changes its draft, and is not sent again.
    """
    actor, at, said = actor_from(request), now(), said_in(request.POST)
    number = number_of(request)
    standing = Message.objects.filter(pk=number, answers=identifier, provider_id__in=actor.provides).first()
    if standing is not None and standing.state != Message.State.DRAFT:
        if _says(standing, said) and brings_again(request, standing):
            messages.info(request, gettext("It was sent before, and not again."))
            return redirect("exchange-message", standing.pk)
        standing, number = None, uuid7()
    try:
        with transaction.atomic():
            if standing is not None and standing.kind == said.kind:
                seen = seen_in(request, standing)
                one = writing.change_draft(identifier=standing.pk, said=said, actor=actor, at=at, seen=seen)
            else:
                one = writing.write_message(
                    said=said, answers=identifier, provider=_addressee(request), actor=actor, at=at, number=number
                )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        messages.error(request, error_line(error))
        typed = request.POST.dict()
        if standing is not None and isinstance(error, writing.DraftChangedError):
            # Pressed once more it takes the place of what stands now, which the line says.
            typed |= {"of": str(standing.pk), "seen": standing.changed_at.isoformat()}
        return thread.page(request, identifier, form="answer", typed=typed, status=UNREADABLE)
    whole = attach_sent(request, one.pk)
    if request.POST.get("do") == "keep" or not whole:
        messages.success(request, gettext("Kept as a draft: only your authority sees it."))
        return redirect("exchange-draft", one.pk)
    return send_now(request, one, actor)


def _says(standing: Message, said: MessageSaid) -> bool:
    """Whether an answer that was sent says what a form says: its ground too, where it refuses."""
    ground = said.ground if said.kind == Message.Kind.REFUSAL else ""
    words = said.body.replace("\r\n", "\n").strip()
    there = (standing.kind, standing.body, standing.ground, standing.language, standing.personal)
    return there == (said.kind, words, ground, said.language, said.personal)


def _send(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    return send_now(request, Message(pk=identifier), actor_from(request))


_WRITING = {"answer": _answer, "send": _send}
_LEADS_TO = {"return": "exchange-draft", "discard": "exchange"}
"""Where an act leads that is done, if not to the message."""


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
