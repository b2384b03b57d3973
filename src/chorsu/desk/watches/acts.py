"""What an officer does with a watch or an alert: each act a POST that leads back, with one line of what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.desk.watches.wording import error_line
from chorsu.exchange.watches import acting, selectors
from chorsu.exchange.watches.mailing import stop_mailing, want_mail
from chorsu.exchange.watches.watching import end_watch
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["alert_act", "mail", "watch_act"]


@require_POST
def alert_act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """One act on an alert; `next=list` leads back to the list."""
    if selectors.alert(identifier) is None:
        raise Http404
    by: dict[str, Any] = {"identifier": identifier, "actor": actor_from(request), "at": now()}
    sent = request.POST
    officer, words = whole_number(sent.get("officer", "")) or 0, sent.get("words", "")
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "acknowledge": (lambda: acting.acknowledge(**by), gettext("Acknowledged: your colleagues see it.")),
        "assign": (
            lambda: acting.assign(officer=officer, **by),
            gettext("Given to that officer; you can give it to another."),
        ),
        "escalate": (lambda: acting.escalate(words=words, **by), gettext("Sent up to the duty officers.")),
        "note": (lambda: acting.note(words=words, **by), gettext("The note stands at the alert.")),
    }
    if act not in acts:
        raise Http404
    _tried(request, *acts[act])
    return redirect("alerts") if sent.get("next") == "list" else redirect("alert", identifier)


@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """Ask to be told by mail that alerts wait, or, with no address, no more."""
    provider_of(request)
    actor, address = actor_from(request), request.POST.get("address", "").strip()
    if address:
        _tried(
            request,
            lambda: want_mail(address=address, language=language(), actor=actor),
            gettext("A mail tells you that alerts wait, and not what they are about."),
        )
    else:
        _tried(request, lambda: stop_mailing(actor=actor), gettext("You are told by mail no more."))
    return redirect("alerts")


@require_POST
def watch_act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """End a watch."""
    if act != "end" or selectors.watch(identifier) is None:
        raise Http404
    actor = actor_from(request)
    _tried(
        request,
        lambda: end_watch(identifier=identifier, actor=actor, at=now()),
        gettext("The watch has ended; its alerts stay."),
    )
    return redirect("watches")


def _tried(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    try:
        with transaction.atomic():
            act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
    else:
        messages.success(request, done)
