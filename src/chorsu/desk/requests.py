"""What views ask of a request: the actor that the middleware built."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from chorsu.handling.rules import NOBODY, Actor

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["actor_from"]


def actor_from(request: HttpRequest) -> Actor:
    """The actor of a request; nobody where the middleware did not run."""
    return cast("Actor", getattr(request, "actor", NOBODY))
