"""What every page of an officer shows of the exchange: how much waits for the authority, and what rings.

Read before the view, so that a page tells the audit trail of its own content alone: these are a number, and that a
message came from somebody, with no word of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from chorsu.desk.requests import actor_from
from chorsu.directory.selectors import principal_names
from chorsu.exchange.duty.ringing import ringing
from chorsu.exchange.messages.selectors import waiting_count
from chorsu.exchange.owed.selectors import waiting_count as owed
from chorsu.kernel.clock import now
from chorsu.ui.shapes import Call, Ring

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from chorsu.handling.rules import Actor

__all__ = ["NOTHING", "Standing", "StandingMiddleware", "calls_for", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How much waits, and what rings; no ring at all for who stands for no authority."""

    waiting: int = 0
    ring: Ring | None = None


NOTHING = Standing()


class StandingMiddleware:
    """Sets `request.standing` for pages that are looked at; a form that is refused answers with one, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Ask, and answer the request."""
        actor = actor_from(request)
        page = request.method in {"GET", "POST"} and "text/html" in request.headers.get("Accept", "text/html")
        if page and actor.provides:
            ring = Ring(f"{settings.CHORSU_STREAM_URL}/stream?only=ring", calls_for(actor))
            waits = waiting_count(actor) + owed(actor, now())
            request.standing = Standing(waits, ring)  # type: ignore[attr-defined] # read here alone
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Whoever must set up a second factor first, which is known by now, is told nothing yet."""
        if getattr(request, "factor_first", False):
            request.standing = NOTHING  # type: ignore[attr-defined] # as above


def standing_of(request: HttpRequest) -> Standing:
    """What the middleware found; nothing where it did not run."""
    return cast("Standing", getattr(request, "standing", NOTHING))


def calls_for(actor: Actor) -> list[Call]:
    """What rings at an actor, as the kit shows it, in the reader's language."""
    found = ringing(actor, now())
    names = principal_names(get_language() or "en") if found else {}
    return [
        Call(
            sender=names.get(one.sender, "?"),
            since=one.since,
            href=reverse("exchange-message", args=[one.message]),
            acknowledge_url=reverse("exchange-message-act", args=[one.message, "acknowledge"])
            + f"?addressee={one.addressee}",
        )
        for one in found
    ]
