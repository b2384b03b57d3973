"""What an address of the machine door asks of a request: for which scope, by which actor; how its acts are whole."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.urls import register_converter
from django.urls.converters import UUIDConverter
from ninja.security import HttpBearer

from chorsu.directory.bearing import bearing_of
from chorsu.handling.rules import NOBODY, Actor
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.http import HttpRequest

__all__ = ["Entering", "Scope", "actor_from", "own_agency", "whole", "without_others"]

register_converter(UUIDConverter, "id")
"""Identifiers in addresses; ninja makes text of what is called `uuid`, and the trail would not know them."""


class Scope(HttpBearer):
    """The token must be for this, or for anything where nothing is named; who bears it is known since the door."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002 — the door has read it
        """Whom the request is of.

        Raises:
            RefusedError: the token is for something else.
        """
        bearing = bearing_of(request)
        if bearing is None:
            return None
        if self.scope and self.scope not in bearing.scope:
            raise RefusedError(
                f"is not for “{self.scope}”", where="the token", to_do="make a token that is, on the account page"
            )
        return bearing


class Entering(Scope):
    """The same, of whoever enters things for an agency; asked before anything that was sent is looked at."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Whom the request is of.

        Raises:
            AbsentError: who runs or oversees the system enters nothing.
            RefusedError: the token is for something else.
        """
        bearing = super().authenticate(request, token)
        own_agency(request)
        return bearing


def actor_from(request: HttpRequest) -> Actor:
    """The actor that the middleware built."""
    return cast("Actor", getattr(request, "actor", NOBODY))


def own_agency(request: HttpRequest) -> int:
    """The agency for which the bearer enters things.

    Raises:
        AbsentError: there is none for who runs or oversees the system.
    """
    bearing, actor = bearing_of(request), actor_from(request)
    agency: int | None = bearing.user.agency_id if bearing else None
    if agency is None or agency not in actor.provides:
        raise AbsentError
    return agency


@contextmanager
def whole() -> Iterator[None]:
    """An act that is refused in the middle leaves nothing, though the request goes on to be entered."""
    with transaction.atomic():
        yield


def without_others(request: HttpRequest, known: Collection[str]) -> None:
    """A question that is not understood is not answered as if it had not been asked.

    Raises:
        InputError: the address asks for something by a name that it does not know.
    """
    for name in request.GET:
        if name not in known:
            raise InputError("is not known here", where=name[:40], to_do="correct the address")
