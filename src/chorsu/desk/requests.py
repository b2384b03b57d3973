"""What views ask of a request: the actor that the middleware built, whole numbers among what was sent; its refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages

from chorsu.directory.trail import trail_of
from chorsu.handling.rules import NOBODY, Actor

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["actor_from", "refuse", "whole_number"]

_MOST_DIGITS = 9
"""Whatever has fewer digits than the greatest integer of a column fits into one."""


def actor_from(request: HttpRequest) -> Actor:
    """The actor of a request; nobody where the middleware did not run."""
    return cast("Actor", getattr(request, "actor", NOBODY))


def whole_number(text: str) -> int | None:
    """The number that a field or an address holds in plain digits; None for anything else, however long."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def refuse(request: HttpRequest, line: object) -> None:
    """Say in one line, on the next page, that what was asked for was not done; the audit trail says so too."""
    messages.error(request, str(line))
    trail_of(request).refused = True
