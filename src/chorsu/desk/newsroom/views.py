"""The press officers' pages. For everybody else they are absent."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chorsu.desk.newsroom import presenting
from chorsu.desk.newsroom.forms import EditorForm
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.selectors import principal_names
from chorsu.directory.trail import trail_of
from chorsu.handling.rules import Role
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError, RefusedError
from chorsu.newsroom import services
from chorsu.newsroom.models import Item
from chorsu.newsroom.selectors import counts_by_state, item_of, items, tally_of
from chorsu.records.recalls.selectors import flags_of
from chorsu.ui.shapes import Choice

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["act", "edit", "item", "listing", "write"]

ITEMS_A_PAGE = 25
ACTS: dict[str, tuple[Callable[..., Item], bool]] = {
    "submit": (services.submit_item, False),
    "return": (services.return_item, True),
    "approve": (services.approve_item, False),
    "release": (services.release_item, False),
    "recall": (services.recall_item, False),
    "publish": (services.publish_item, False),
    "withdraw": (services.withdraw_item, True),
    "correct": (services.correct_item, True),
    "discard": (services.discard_item, False),
    "restore": (services.restore_item, False),
}
"""Each act by the end of its address, and whether it takes a reason."""


def _for_press[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Absent and forbidden are one: the page, and each item in it."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if Role.PRESS not in actor_from(request).roles:
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except AbsentError:
            raise Http404 from None

    return guarded


@_for_press
def listing(request: HttpRequest) -> HttpResponse:
    """The items by state, last changed first."""
    actor = actor_from(request)
    state = request.GET.get("state", "")
    if state and state not in Item.State.values:
        raise Http404
    counts = counts_by_state(actor)
    choices = [Choice(f"{_('All')} ({sum(counts.values())})", "?", current=not state)]
    choices += [
        Choice(f"{presenting.STATES[code]} ({counts[code]})", f"?state={code}", current=code == state)
        for code in Item.State.values
    ]
    page = Paginator(items(actor, state), ITEMS_A_PAGE).get_page(request.GET.get("page"))
    trail_of(request).listed(one.pk for one in page.object_list)
    shown = {"choices": choices, "page": page, "table": presenting.table_of(list(page.object_list))}
    return render(request, "newsroom/list.html", shown)


@_for_press
def item(request: HttpRequest, item: uuid.UUID) -> HttpResponse:
    """One item as readers would see it, where it stands, what can be done, what was done."""
    actor, at = actor_from(request), now()
    found = item_of(actor, item, at)
    tally = tally_of(found.pk)
    shown = {
        "item": found,
        "state": presenting.STATES[found.state],
        "sides": presenting.sides_of(found),
        "marking": presenting.marking_of(found, principal_names(language())),
        "steps": presenting.next_steps(found, actor, at),
        "own": found.state == Item.State.SUBMITTED and actor.user in found.writers,
        "deeds": presenting.deeds_of(found),
        "public_address": presenting.public_url(found, language()) if found.in_public else "",
        "votes": tally.votes,
        "mean": tally.stars / tally.votes if tally.votes else None,
    }
    shown["recalled"] = flags_of([found.pk], actor)
    return render(request, "newsroom/item.html", shown)


@_for_press
def write(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    form = EditorForm(request.POST or None, initial={"original": language()})
    if request.method == "POST" and form.is_valid():
        try:
            draft = services.write_item(
                actor=actor_from(request),
                at=now(),
                texts=form.texts(),
                original=form.cleaned_data["original"],
                synthetic=settings.CHORSU_EXAMPLE,
            )
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("newsroom-item", draft.pk)
    return render(request, "newsroom/edit.html", {"form": form}, status=_status(form))


@_for_press
def edit(request: HttpRequest, item: uuid.UUID) -> HttpResponse:
    """The editor of a draft; what cannot be kept stays in the form."""
    actor = actor_from(request)
    draft = item_of(actor, item, now())
    if draft.state != Item.State.DRAFT:
        refuse(request, _("Only a draft can be edited: return it, or begin a correction."))
        return redirect("newsroom-item", draft.pk)
    form = EditorForm(request.POST) if request.method == "POST" else EditorForm.of(draft)
    if request.method == "POST" and form.is_valid():
        try:
            services.revise_item(
                actor=actor,
                at=now(),
                item=item,
                texts=form.texts(),
                original=form.cleaned_data["original"],
                version=form.cleaned_data["version"] or 0,
            )
        except (InputError, RefusedError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("newsroom-item", draft.pk)
    return render(request, "newsroom/edit.html", {"form": form, "item": draft}, status=_status(form))


@require_POST
@_for_press
def act(request: HttpRequest, item: uuid.UUID, act: str) -> HttpResponse:
    """One act upon an item; a refusal is one line on the item's page."""
    if act not in ACTS:
        raise Http404
    service, takes_reason = ACTS[act]
    reason: dict[str, Any] = {"reason": request.POST.get("reason", "")} if takes_reason else {}
    try:
        done = service(actor=actor_from(request), at=now(), item=item, **reason)
    except AbsentError:
        raise
    except ChorsuError as error:
        refuse(request, str(error))
        return redirect("newsroom-item", item)
    messages.success(request, f"{presenting.DEEDS[done.deeds.latest('id').kind]}.")
    return redirect("newsroom-edit" if act == "correct" else "newsroom-item", item)


def _status(form: EditorForm) -> int:
    return 422 if form.errors else 200
