"""What a program needs to know before it asks: whose its token is, who may be addressed, which codes there are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from ninja import Router, Schema
from pydantic import Field

from chorsu.api.asking import Scope, actor_from
from chorsu.api.naming import Named, language, names_of
from chorsu.directory.bearing import bearing_of
from chorsu.directory.models import Agency, Group, State, Token
from chorsu.exchange.deadlines.rules import Urgency
from chorsu.exchange.messages.channels import channels
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.saying import LANGUAGES
from chorsu.handling.codes import codes
from chorsu.handling.grounds import grounds
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError
from chorsu.vocabulary import manners, substances, units

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["router"]

router = Router(tags=["directory"])
_GROUNDS = "permission"


class Whose(Schema):
    """The token that asks: its owner, its authority (null for who runs or oversees the system), what it is for."""

    owner: str
    authority: Named | None
    purpose: str
    scope: list[str]
    ends: dt.datetime
    rate: int = Field(description="Requests a minute.")
    stream: str = Field(description="Where the live stream is (server-sent events).")


class Participants(Schema):
    """States, agencies and groups that take part now."""

    states: list[Named]
    agencies: list[Named]
    groups: list[Named]


class Code(Schema):
    """A code and its name in the reader's language."""

    code: str
    name: str


@router.get("token", auth=Scope(""), response=Whose, url_name="api-token")
def token(request: HttpRequest) -> Any:
    """Whose this token is, and what it is for."""
    bearing, actor, names = bearing_of(request), actor_from(request), names_of()
    if bearing is None:
        raise AbsentError
    row = Token.objects.get(pk=bearing.token)
    return {
        "owner": actor.name,
        "authority": names.of(actor.agency) if actor.agency is not None else None,
        "purpose": row.purpose,
        "scope": row.scope,
        "ends": row.ends,
        "rate": row.rate,
        "stream": f"{settings.CHORSU_STREAM_URL}/api/v1/stream",
    }


@router.get("directory", auth=Scope(""), response=Participants, url_name="api-directory")
def directory(request: HttpRequest) -> Any:  # noqa: ARG001 — every address gets one
    """Who takes part: whom a record is released to and a message is sent to."""
    names, at = names_of(), now()
    return {
        "states": [names.of(pk) for pk in State.objects.order_by("code").values_list("pk", flat=True)],
        "agencies": [names.of(one.pk) for one in Agency.objects.exclude(until__lte=at).order_by("code")],
        "groups": [names.of(one.pk) for one in Group.objects.exclude(until__lte=at).order_by("code")],
    }


@router.get("vocabulary", auth=Scope(""), response=dict[str, list[Code]], url_name="api-vocabulary")
def vocabulary(request: HttpRequest) -> Any:  # noqa: ARG001 — every address gets one
    """Every list of codes: substances, units, manners of a seizure, conditions of handling, codes of messages."""
    said = language()
    found = {
        kind: [(code, manners.label(kind, code, said)) for code in manners.manners(kind)] for kind in manners.KINDS
    }
    found["substance"] = [(one.code, substances.label(one.code, said)) for one in substances.substances()]
    found["unit"] = [(one.code, units.label(one.code, said)) for one in units.units()]
    found["channel"] = [(code, one.label(said)) for code, one in channels().items()]
    found["refusal-ground"] = [(code, one.label(said)) for code, one in grounds(_GROUNDS).items()]
    for axis in ("use", "dissemination"):
        found[axis] = [(one.code, one.code) for one in codes(axis)]
    for name, values in (
        ("message-kind", list(Message.Kind.values)),
        ("precedence", list(Message.Precedence.names)),
        ("urgency", list(Urgency)),
        ("message-language", list(LANGUAGES)),
    ):
        found[name] = [(str(value), str(value)) for value in values]
    return {kind: [{"code": code, "name": name} for code, name in pairs] for kind, pairs in found.items()}
