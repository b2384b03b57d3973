"""Signed calls: where an authority's machines are told that something waits; for its administrator, by a token."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from ninja import Router, Schema, Status
from pydantic import Field

from chorsu.api.asking import Scope, Sent, actor_from, whole
from chorsu.api.naming import Named, Principal, names_of, numbers_of
from chorsu.exchange.hooks.registering import end_hook, register
from chorsu.exchange.hooks.selectors import Answering, calls_of, standing_of
from chorsu.exchange.hooks.selectors import hooks as known
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.exchange.hooks.models import Hook

__all__ = ["router"]

router = Router(tags=["hooks"])
scope = Scope("hooks")


class HookTold(Schema):
    """An address that is called; `line` says what is wrong, empty where nothing is."""

    id: uuid.UUID
    authority: Named
    address: str
    made_at: dt.datetime
    rests_until: dt.datetime | None
    line: str


class NewHook(Sent):
    """Where an authority whose officers you appoint is called: by HTTPS, outside of private networks."""

    authority: str = Principal
    address: str = Field(max_length=500, examples=["https://machines.example.org/chorsu"])


class Registered(Schema):
    """The new hook and the secret that signs its calls; it is told this once."""

    id: uuid.UUID
    secret: str


class CallTold(Schema):
    """A call: of what kind, about what, how often it was tried, when it came through or was given up, why it failed.

    All reminders and escalations of one delivery are about that; `notice` says which one this is, null of other kinds.
    """

    id: uuid.UUID
    kind: str = Field(examples=["message", "notice", "recall"])
    about: uuid.UUID
    notice: uuid.UUID | None
    made_at: dt.datetime
    tries: int
    done_at: dt.datetime | None
    dead_at: dt.datetime | None
    said: str


@router.get("hooks", auth=scope, response=list[HookTold], url_name="api-hooks")
def hooks(request: HttpRequest) -> Any:  # noqa: ARG001 — every address gets one
    """The addresses of your authorities that are called, the newest first."""
    names = names_of()
    return [
        {
            "id": one.pk,
            "authority": names.of(one.authority),
            "address": one.address,
            "made_at": one.made_at,
            "rests_until": one.rests_until,
            "line": _line(one),
        }
        for one in known()
    ]


@router.post("hooks", auth=scope, response={201: Registered}, url_name="api-hooks")
def new_hook(request: HttpRequest, sent: NewHook) -> Any:
    """Register an address; each call to it is signed with the secret that this answers."""
    (authority,) = numbers_of([sent.authority])
    private = settings.CHORSU_HOOKS_PRIVATE
    with whole():
        said: dict[str, Any] = {"actor": actor_from(request), "at": now()}
        hook, secret = register(authority=authority, address=sent.address, private=private, **said)
    return Status(201, {"id": hook.pk, "secret": secret})


@router.post("hooks/{id:identifier}/end", auth=scope, response={204: None}, url_name="api-hook-end")
def no_more(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """Call this address no more."""
    with whole():
        end_hook(hook=identifier, actor=actor_from(request), at=now())
    return HttpResponse(status=204)


@router.get("hooks/{id:identifier}/calls", auth=scope, response=list[CallTold], url_name="api-hook-calls")
def calls(request: HttpRequest, identifier: uuid.UUID) -> Any:  # noqa: ARG001 — every address gets one
    """The newest calls of a hook."""
    found = calls_of(identifier)
    if found is None:
        raise AbsentError
    return found


_LINES = {
    Answering.GIVEN_UP: gettext_lazy("Calls are given up after a day; the last one failed so: %(why)s"),
    Answering.NOT_NOW: gettext_lazy("It does not answer: %(why)s"),
}


def _line(hook: Hook) -> str:
    standing = standing_of(hook)
    line = _LINES.get(standing.answering)
    return str(line) % {"why": standing.why} if line else ""
