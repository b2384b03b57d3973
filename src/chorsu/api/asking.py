"""What an address of the machine door asks of a request: for which scope, by which actor; how its acts are whole."""

from __future__ import annotations

import functools
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Concatenate, cast

from django.db import transaction
from django.urls import register_converter
from django.urls.converters import UUIDConverter
from ninja import Schema
from ninja.security import HttpBearer
from pydantic import ConfigDict

from chorsu.directory.bearing import bearing_of
from chorsu.handling.rules import NOBODY, Actor
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from django.http import HttpRequest
    from ninja.operation import Operation

__all__ = ["Entering", "Scope", "Sent", "actor_from", "own_agency", "whole", "without_others"]

_NOTHING = {b"", b"{}"}
register_converter(UUIDConverter, "id")
"""Identifiers in addresses; ninja makes text of what is called `uuid`, and the trail would not know them."""


class Sent(Schema):
    """What a request brings in its body: by names that are known, and no others."""

    model_config = ConfigDict(extra="forbid")


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


def without_others[**P, R](act: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
    """What a request asks or says by a name that is not known is not answered as if it had not been said.

    Of every act of the door, in its address and in a form, and where it reads no body; of bodies `Sent` sees to that.

    Raises:
        InputError: there is a name that the act does not know.
    """

    @functools.wraps(act)
    def answered(request: HttpRequest, /, *values: P.args, **named: P.kwargs) -> R:
        operation: Operation = vars(act)["_ninja_operation"]
        told = (operation.openapi_extra or {}).get("parameters", [])
        _all_known(request.GET, _names(operation, "query") | {one["name"] for one in told})
        if fields := _names(operation, "form") | _names(operation, "file"):
            _all_known([*request.POST, *request.FILES], fields)
        elif not _names(operation, "body") and request.method != "GET" and request.body.strip() not in _NOTHING:
            raise InputError("is not asked for here", where="the body", to_do="send the request without one")
        return act(request, *values, **named)

    return answered


def _names(operation: Operation, source: str) -> set[str]:
    models = [one for one in operation.models if one.__ninja_param_source__ == source]
    return {name for one in models for name in vars(one).get("__ninja_flatten_map__", one.model_fields)}


def _all_known(names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            raise InputError("is not known here", where=name[:40], to_do="correct the address")
