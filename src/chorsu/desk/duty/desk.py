"""The page of the duty desk, understood in a minute: what waits, who is there, what was written, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.commitments.offering import pressing
from chorsu.desk.duty.log import entries_shown
from chorsu.desk.duty.roster import states_now
from chorsu.desk.duty.wording import by_the_clock_of
from chorsu.desk.exchange.forms import is_identifier
from chorsu.desk.exchange.owed import by_key
from chorsu.desk.exchange.wording import PRECEDENCE_CHIPS, PRECEDENCES, deadline, deadline_chip
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.requests import actor_from
from chorsu.directory.models import User
from chorsu.directory.roster import on_duty_for
from chorsu.directory.trail import trail_of
from chorsu.exchange.duty import selectors
from chorsu.exchange.duty.models import LogEntry
from chorsu.exchange.messages.models import Message
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.duty.models import HandOver
    from chorsu.exchange.duty.selectors import Open
    from chorsu.handling.rules import Actor

__all__ = ["Waits", "desk", "names_of_officers", "open_shown", "page"]

SHOWN_ENTRIES = 12
MOST_OPEN = 50
MOST_UNSIGNED = 20
ADDRESSES = {"delivery": "exchange-message", "alert": "alert"}
"""For the kinds of what stands open that have a page each, its name; the others lead where they are answered."""
TIED_AS = {"delivery": LogEntry.TiedTo.MESSAGE, "alert": LogEntry.TiedTo.ALERT}
TO_DO = {
    "answer": gettext_lazy("answer owed"),
    "paused": gettext_lazy("the clock stands until the asker answers"),
    "acknowledge": gettext_lazy("to acknowledge"),
    "read": gettext_lazy("to read"),
    "receipt": gettext_lazy("receipt wanted"),
}


@dataclass(frozen=True, slots=True)
class Waits:
    """Something open as the page shows it: what, of whom, how pressing, who has it."""

    subject: str
    href: str
    other: str
    precedence: str
    chip: str
    loud: bool
    clock: str
    clock_chip: str
    due: SafeString | str
    since: dt.datetime
    who: str
    to_do: str


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A hand-over that waits for its signature; `mine`: the viewer wrote it, and a colleague signs."""

    one: HandOver
    written: SafeString
    href: str
    mine: bool
    authority: str


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The desk."""
    return page(request)


def page(
    request: HttpRequest, *, values: dict[str, str] | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    """The desk, with what was written into its log and not taken; `?about=` ties the next entry to something."""
    actor, at, names, authority = actor_from(request), now(), names_of(), provider_of(request)
    country = "" if authority.state is None else authority.state.code
    items = selectors.open_items(actor, authority.pk, at)
    waits = open_shown(items, names, country, actor, at)
    rows = list(selectors.log_of(authority.pk)[:SHOWN_ENTRIES])
    unsigned = list(selectors.unsigned(actor).defer("standing")[:MOST_UNSIGNED])
    promised = pressing(authority.pk, names, at)
    last = selectors.hand_overs(authority.pk).filter(signed_at__isnull=False).first()
    said = values or {"about": request.GET.get("about", "")}
    named = _named(said)
    shown = [*(one.identifier for one in items[:MOST_OPEN]), *(one.pk for one in (*rows, *unsigned, *named))]
    trail_of(request).listed([*shown, *(one["id"] for one in promised)])
    others, loudest = selectors.elsewhere(actor, authority.pk, at)
    context: dict[str, Any] = {
        "elsewhere": others,
        "loudest": PRECEDENCES[loudest] if loudest else "",
        "loudest_chip": PRECEDENCE_CHIPS[loudest],
        "authority": names.by_number.get(authority.pk, ""),
        "local": by_the_clock_of(country, at),
        "utc": by_the_clock_of("", at),
        "waits": waits[:MOST_OPEN],
        "more": len(waits) - MOST_OPEN,
        "entries": entries_shown(rows, country),
        "values": said,
        "number": uuid7(),
        "abouts": _abouts(items, named),
        "error": error,
        "unsigned": [_unsigned(one, country, names, actor.user) for one in unsigned],
        "more_unsigned": selectors.unsigned(actor).count() - 1 if len(unsigned) == MOST_UNSIGNED else len(unsigned) - 1,
        "unmanned": not on_duty_for(authority.pk, at),
        "last": last,
        "last_signed": last and by_the_clock_of(country, last.signed_at or last.at),
        "promised": promised,
        "states": states_now(actor, at),
    }
    return render(request, "duty/desk.html", context, status=status)


def _named(said: dict[str, str]) -> list[Message]:
    """The message that the address or the form names, where it is seen."""
    what, _, number = said.get("about", "").partition(":")
    return list(Message.objects.filter(pk=number)) if what == "message" and is_identifier(number) else []


def _abouts(items: list[Open], named: list[Message]) -> list[tuple[str, str]]:
    """What an entry may be tied to: what stands open, and the message that was named."""
    tied = (one for one in items[:MOST_OPEN] if one.what in TIED_AS)
    found = {f"{TIED_AS[one.what]}:{one.identifier}": one.subject for one in tied}
    found |= {f"message:{one.pk}": one.subject for one in named}
    return list(found.items())


def open_shown(items: list[Open], names: Names, country: str, actor: Actor, at: dt.datetime) -> list[Waits]:
    """What stands open, as a page shows it: how much time is left, and till when by the clock of a state."""
    officers = names_of_officers({one.officer for one in items})
    besides = by_key([one.identifier for one in items if one.what not in ADDRESSES], actor, at)
    return [
        Waits(
            subject=besides[one.identifier].subject if one.identifier in besides else one.subject,
            href=besides[one.identifier].href
            if one.identifier in besides
            else reverse(ADDRESSES[one.what], args=[one.identifier]),
            other=names.by_number.get(one.other, "?"),
            precedence=PRECEDENCES[one.precedence],
            chip=PRECEDENCE_CHIPS[one.precedence],
            loud=one.precedence > 1,
            clock=deadline(one.due, at),
            clock_chip=deadline_chip(one.due, one.since, at),
            due=by_the_clock_of(country, one.due) if one.due else "",
            since=one.since,
            who=officers.get(one.officer or 0, "") or one.who,
            to_do=str(TO_DO[one.to_do]),
        )
        for one in items
        if one.what in ADDRESSES or one.identifier in besides
    ]


def names_of_officers(numbers: Collection[int | None]) -> dict[int, str]:
    """The names of officers by number."""
    found = User.objects.filter(Q(pk__in=[number for number in numbers if number is not None]))
    return {user.pk: user.get_full_name() or user.username for user in found}


def _unsigned(one: HandOver, country: str, names: Names, viewer: int | None) -> Unsigned:
    href = reverse("duty-handed", args=[one.pk])
    of = names.by_number.get(one.provider_id, "?")
    return Unsigned(one, by_the_clock_of(country, one.at), href, one.by == viewer, of)
