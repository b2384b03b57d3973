"""What an officer does on the page of a commitment: each act a POST that leads back, with one line of what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from chorsu.desk.commitments.wording import error_line
from chorsu.desk.exchange.forms import is_identifier
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.exchange.commitments import fulfilling, giving, promising, selectors
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, QueryDict

__all__ = ["commitment_act"]


@require_POST
def commitment_act(request: HttpRequest, identifier: UUID, act: str) -> HttpResponse:
    """One act on a commitment."""
    if selectors.commitment(identifier) is None:
        raise Http404
    acts = _acts(request.POST, {"identifier": identifier, "actor": actor_from(request), "at": now()})
    if act not in acts:
        raise Http404
    do, done = acts[act]
    try:
        with transaction.atomic():
            do()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
    else:
        messages.success(request, done)
    return redirect("commitment", identifier)


def _acts(sent: QueryDict, by: dict[str, Any]) -> dict[str, tuple[Callable[[], object], str]]:
    """Each act with the line that says that it is done."""
    words, ground = sent.get("words", ""), sent.get("ground", "")
    of: dict[str, Any] = {
        "side": whole_number(sent.get("side", "")) or 0,
        "period": whole_number(sent.get("period", "")) or 0,
    }
    return {
        "accept": (lambda: promising.accept(**by), gettext("Accepted: from now on it is promised.")),
        "decline": (
            lambda: promising.decline(ground=ground, words=words, **by),
            gettext("Declined; the other side reads why."),
        ),
        "end": (lambda: promising.end(words=words, **by), gettext("Ended; what was sent stays here.")),
        "nothing": (
            lambda: fulfilling.say_nothing_to_report(**of, **by),
            gettext("Said: there is nothing to report. The other side sees it."),
        ),
        "fulfil": (
            lambda: fulfilling.fulfil(period=of["period"], message=_message_in(sent), **by),
            gettext("The message fulfils that period."),
        ),
        "give": (
            lambda: giving.fulfil_by_data(period=of["period"], **_data_in(sent), **by),
            gettext("These data fulfil that period. The other side sees it."),
        ),
        "unfulfil": (lambda: fulfilling.unfulfil(words=words, **of, **by), gettext("The period is open again.")),
    }


def _message_in(sent: QueryDict) -> UUID:
    message = sent.get("message", "")
    if not is_identifier(message):
        raise InputError("is no message of the list", where="the message", to_do="choose from the list")
    return UUID(message)


def _data_in(sent: QueryDict) -> dict[str, Any]:
    what, _, number = sent.get("data", "").partition(":")
    if what not in set(giving.What) or not is_identifier(number):
        raise InputError("are no data of the list", where="the data", to_do="choose from the list")
    return {"what": giving.What(what), "number": UUID(number)}
