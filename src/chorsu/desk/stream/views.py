"""The live stream (built next)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["stream"]


async def stream(request: HttpRequest) -> HttpResponse:
    """Nothing yet."""
    del request
    return HttpResponse("")
