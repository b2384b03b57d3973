"""What every officers' page is given: the rail, the actor, the addresses of the other doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from chorsu.desk.rail import RAIL
from chorsu.desk.requests import actor_from

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["page"]


def page(request: HttpRequest) -> dict[str, Any]:
    """The template context that the base page reads."""
    actor = actor_from(request)
    return {
        "actor": actor,
        "rail": [entry for entry in RAIL if entry.role is None or entry.role in actor.roles],
        "synthetic": settings.CHORSU_EXAMPLE,
        "example": settings.CHORSU_EXAMPLE,
        "stream_url": settings.CHORSU_STREAM_URL,
        "public_url": settings.CHORSU_PUBLIC_URL,
    }
