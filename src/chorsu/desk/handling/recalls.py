"""What was recalled: from the viewer, with the receipt to give; by the viewer, with those that have not given it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.handling.tabs import tabs
from chorsu.desk.handling.wording import PRODUCTS, closing_of
from chorsu.desk.records.refusals import said
from chorsu.desk.records.wording import value_label
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records.recalls.selectors import (
    closed_to,
    flags_of_record,
    open_flags,
    sent_by,
    stones_of,
    taken_out,
    tombstone_of,
)
from chorsu.records.recalls.services import acknowledge, settle

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names
    from chorsu.handling.rules import Actor
    from chorsu.records.models import ProductFlag, Receipt, Tombstone

__all__ = ["instead_of", "name_of", "overview", "recalled_first", "receipt", "settled", "travelled", "withheld_of"]

MOST = 100
GONE = 410
SHOWN_FIRST = 3


@dataclass(frozen=True, slots=True)
class Stone:
    """A tombstone as a page shows it: what it names, by whom and how it was closed, and its receipt, if given."""

    stone: Tombstone
    name: str
    provider: str
    authority: str
    closing: str
    receipt: Receipt | None
    mine: bool
    """Whether the viewer's own authority may give the receipt."""


@dataclass(slots=True)
class Sent:
    """One record that was closed to others: those others, and how many of them have given a receipt."""

    record: uuid.UUID
    name: str
    since: dt.datetime
    stones: list[Stone] = field(default_factory=list)

    @property
    def given(self) -> int:
        """How many have given their receipt."""
        return sum(one.receipt is not None for one in self.stones)


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag as a page shows it: what was made, the address that leads to it where there is one, which record."""

    flag: ProductFlag
    what: str
    href: str


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What was closed to the viewer, what the viewer made of it, and what the viewer closed to others."""
    actor, names = actor_from(request), names_of()
    closed, flags = list(closed_to(actor, now())[:MOST]), list(open_flags(actor)[:MOST])
    sent = list(sent_by(actor)[: MOST * 5])
    trail_of(request).listed([*(stone.seizure_id for stone in (*closed, *sent)), *(flag.product for flag in flags)])
    context = {
        "tabs": tabs("recalled", actor_from(request)),
        "closed": [_shown(stone, names, actor) for stone in closed],
        "flags": [_flag(flag) for flag in flags],
        "sent": _by_record(_shown(stone, names, actor) for stone in sent),
    }
    return render(request, "handling/recalled.html", context)


def instead_of(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The page in the place of a record that was closed to the viewer; absent where it never was the viewer's."""
    actor = actor_from(request)
    stone = tombstone_of(identifier, actor, now())
    if stone is None:
        raise Http404
    context = {
        "one": _shown(stone, names_of(), actor),
        "flags": [_flag(flag) for flag in flags_of_record(identifier, actor)],
    }
    trail_of(request).did(Act.TOMBSTONE)
    return render(request, "handling/tombstone.html", context, status=GONE)


def recalled_first(actor: Actor) -> dict[str, Any]:
    """The newest recalls that wait for the viewer's receipt, for the head of the list of records."""
    waiting = closed_to(actor, now()).filter(receipt=None)
    names = names_of()
    return {"recalled": [_shown(one, names, actor) for one in waiting[:SHOWN_FIRST]], "recalled_count": waiting.count()}


def travelled(record: uuid.UUID, actor: Actor) -> dict[str, Any]:
    """How the closing of a record has travelled, for its provider: who has given a receipt, who took files."""
    names = names_of()
    taken = [(one, names.by_number.get(one.authority, "?")) for one in taken_out(record)]
    flags = [_flag(flag) for flag in flags_of_record(record, actor)]
    return {"stones": [_shown(one, names, actor) for one in stones_of(record, actor)], "taken": taken, "flags": flags}


def withheld_of(record: uuid.UUID, actor: Actor) -> list[Stone]:
    """The parts of a record that were withheld from the viewer, who still sees the rest."""
    names = names_of()
    return [_shown(one, names, actor) for one in closed_to(actor, now()).filter(seizure_id=record).exclude(part="")]


@require_POST
def receipt(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Give the receipt for a tombstone."""
    try:
        acknowledge(tombstone=identifier, actor=actor_from(request), at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
    else:
        messages.success(request, _("Acknowledged: the provider reads your name and the time."))
    return redirect("recalled")


@require_POST
def settled(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Say that a flagged product is dealt with."""
    try:
        settle(flag=identifier, actor=actor_from(request), at=now())
    except AbsentError as error:
        raise Http404 from error
    messages.success(request, _("Noted: this is dealt with."))
    return redirect("recalled")


def _shown(stone: Tombstone, names: Names, actor: Actor) -> Stone:
    return Stone(
        stone=stone,
        name=name_of(stone),
        provider=names.by_number.get(stone.provider_id, "?"),
        authority=names.by_number.get(stone.authority, "?"),
        closing=closing_of(stone),
        receipt=getattr(stone, "receipt", None),
        mine=stone.authority in actor.principals,
    )


def name_of(stone: Tombstone) -> str:
    """What a tombstone names the record by: its day and country, nothing of what it told."""
    country = value_label("country", stone.country) if stone.country else ""
    day = stone.day or stone.seized_on.isoformat()
    return ", ".join(part for part in (_("Seizure of %(day)s") % {"day": day}, country) if part)


def _flag(flag: ProductFlag) -> Flag:
    address = {"news": "newsroom-item", "sanitised": "record"}.get(flag.kind)
    return Flag(flag, str(PRODUCTS[flag.kind]), reverse(address, args=[flag.product]) if address else "")


def _by_record(stones: Iterable[Stone]) -> list[Sent]:
    found: dict[uuid.UUID, Sent] = {}
    for one in stones:
        record = one.stone.seizure_id
        sent = found.setdefault(record, Sent(record, one.name, one.stone.closed_at))
        sent.since = min(sent.since, one.stone.closed_at)
        sent.stones.append(one)
    return list(found.values())
