"""Who asks by a token instead of a session: laid on the request by the machine door, read by whoever must know."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from chorsu.directory.trail import trail_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.directory.tokens import Bearing

__all__ = ["bearing_of", "borne"]


def borne(request: HttpRequest, bearing: Bearing) -> None:
    """From here on the request is the token's owner's; the trail names the token beside what it did."""
    request.user = bearing.user
    request.bearing = bearing  # type: ignore[attr-defined] # read here alone
    trail_of(request).words["token"] = [str(bearing.token), bearing.purpose]


def bearing_of(request: HttpRequest) -> Bearing | None:
    """By which token a request came; None for one of a browser."""
    return cast("Bearing | None", getattr(request, "bearing", None))
