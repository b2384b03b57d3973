"""The queue of claims, one claim side by side, and the decision on it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.records import card
from chorsu.desk.records.filtering import filter_form
from chorsu.desk.records.refusals import said
from chorsu.desk.records.wording import chip_of
from chorsu.desk.requests import actor_from, refuse
from chorsu.desk.same_event.comparison import differences, told
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.matching.selectors import COUNTED_TO, STATES, pair, queue, waiting
from chorsu.records.filters import Filter
from chorsu.records.services import decide_link, may_decide
from chorsu.ui.shapes import Choice

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.matching.selectors import Pair

__all__ = ["decide", "one", "overview"]

A_PAGE = 20
MOST_PAGES = 500
BAD_REQUEST = 400
DECISIONS = {"confirm", "reject", "undo"}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The queue: those that wait first, the heaviest first; the first of them side by side."""
    try:
        context = _context(request)
    except InputError as error:
        return render(request, "records/unreadable.html", {"line": said(error)}, status=BAD_REQUEST)
    return render(request, "same_event/overview.html", context)


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One claim, with the queue it stands in beside it."""
    try:
        chosen = pair(identifier)
        context = _context(request, chosen)
    except AbsentError as error:
        raise Http404 from error
    except InputError as error:
        return render(request, "records/unreadable.html", {"line": said(error)}, status=BAD_REQUEST)
    return render(request, "same_event/overview.html", context)


def _context(request: HttpRequest, chosen: Pair | None = None) -> dict[str, Any]:
    state = request.GET.get("state", chosen.link.state if chosen else STATES[0])
    asked, page = Filter.from_query(request.GET), _page(request)
    claims = queue(state, asked, skip=(page - 1) * A_PAGE, size=A_PAGE)
    query = f"state={state}&{asked.as_query()}".rstrip("&")
    chosen = chosen or (claims.pairs[0] if claims.pairs else None)
    trail = trail_of(request)
    trail.listed(end.pk for claim in claims.pairs for end in (claim.keep, claim.drop))
    if chosen is not None:
        trail.opened([chosen.link.pk, chosen.keep.pk, chosen.drop.pk])
    names = names_of()
    return {
        "state": state,
        "states": _states(state, asked),
        "queue": claims,
        "query": query,
        "page": page,
        "next": f"?{query}&page={page + 1}" if claims.more else "",
        "previous": f"?{query}&page={page - 1}" if page > 1 else "",
        "form": filter_form(asked, "", names, []),
        "filtered": bool(asked.as_query()),
        "chosen": chosen,
        "decided": _decided(request),
        **(_shown(request, chosen) if chosen else {}),
    }


def _decided(request: HttpRequest) -> uuid.UUID | None:
    """The claim that was decided just before, to be undone from here."""
    try:
        return uuid.UUID(request.GET.get("decided", ""))
    except ValueError:
        return None


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return (
        max(1, min(int(asked), MOST_PAGES))
        if asked.isascii() and asked.isdecimal() and len(asked) < len("10000")
        else 1
    )


def _states(current: str, asked: Filter) -> list[Choice]:
    labels = {
        "possible": pgettext("claims", "Possible"),
        "same": pgettext("claims", "Same"),
        "confirmed": pgettext("claims", "Confirmed"),
        "rejected": pgettext("claims", "Rejected"),
    }
    count = waiting()
    labels["possible"] += f" ({f'{COUNTED_TO}+' if count is None or count > COUNTED_TO else count})"
    return [
        Choice(
            labels[state],
            f"{reverse('same-event')}?state={state}&{asked.as_query()}".rstrip("&"),
            current=state == current,
        )
        for state in STATES
    ]


def _shown(request: HttpRequest, chosen: Pair) -> dict[str, Any]:
    actor, names = actor_from(request), names_of()
    return {
        "differences": differences(chosen),
        "reasons": told(chosen.link),
        "percent": min(round(chosen.link.probability * 100), 99),
        "may_decide": may_decide(actor, chosen.keep, chosen.drop),
        "keep_chip": chip_of(names, chosen.keep, actor, short=True),
        "drop_chip": chip_of(names, chosen.drop, actor, short=True),
        "pair_title": card.title_of(chosen.keep),
    }


@require_POST
def decide(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Confirm, reject or undo; on to the next of the queue, with the way back at hand."""
    decision, query = request.POST.get("decision", ""), request.POST.get("query", "")
    if decision not in DECISIONS:
        raise Http404
    try:
        decide_link(link=identifier, decision=decision, actor=actor_from(request), at=now())  # type: ignore[arg-type] # one of the three, asked above
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
        return redirect("same-event-pair", identifier)
    lines = {
        "confirm": _("Confirmed: the two reports count once."),
        "reject": _("Rejected: both reports count."),
        "undo": _("Undone: the claim stands as it was found."),
    }
    messages.success(request, lines[decision])
    if decision == "undo":
        return redirect("same-event-pair", identifier)
    return redirect(f"{reverse('same-event')}?{_kept(query)}decided={identifier}")


def _kept(query: str) -> str:
    """The queue's own address again, read and written anew: nothing of what was sent is passed on as it came."""
    sent = QueryDict(query[:2_000])
    try:
        asked = Filter.from_query(sent)
    except InputError:
        asked = Filter()
    state = sent.get("state", STATES[0])
    return f"state={state if state in STATES else STATES[0]}&{asked.as_query()}".rstrip("&") + "&"
