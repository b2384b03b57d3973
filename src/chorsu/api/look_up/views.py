"""Looking an identifier up exactly: the records seen, and whom to ask where a provider wants to be asked.

What is looked up comes in the body, never in the address; the answer says what the page says, at whole steps of time.
A search in texts will come beside it.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from ninja import Router, Schema
from pydantic import Field

from chorsu.api.asking import Scope, Sent, actor_from
from chorsu.api.naming import names_of
from chorsu.api.problems import problem
from chorsu.api.records.shapes import RecordShort, short_of
from chorsu.directory.trail import trail_of
from chorsu.handling.rules import Act, decide
from chorsu.intake.looking_up import LONGEST, found_by, in_steps, is_purpose, meant
from chorsu.journal.trail.entries import Act as Trace
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records.lookups.pacing import TooManyError
from chorsu.vocabulary.manners import manners

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["router"]

router = Router(tags=["look-up"])
_SECOND = dt.timedelta(seconds=1)


class LookUp(Sent):
    """An identifier as written, its kind (empty: whatever it can be), and what it is looked up for."""

    identifier: str = Field(min_length=1, max_length=LONGEST, examples=["+998 90 123 45 67"])
    kind: str = Field("", max_length=16, examples=["phone"])
    purpose: str = Field(max_length=32, description="A crime area, or `court`; it is written down.", examples=["drugs"])


class ReadAs(Schema):
    """What the identifier was taken for."""

    kind: str
    normal: str


class Hit(RecordShort):
    """A record found; `use`: whether it may be used for this purpose, or why not."""

    use: str = Field(examples=["free", "needs-permission", "other-purpose"])


class LookedUp(Schema):
    """What was found; `contacts` know more and want to be asked. Nothing found and nothing there are one."""

    read_as: list[ReadAs]
    records: list[Hit]
    more: bool
    contacts: list[str]


@router.post("look-up", auth=Scope("look-up"), response=LookedUp, url_name="api-look-up")
def look_up(request: HttpRequest, sent: LookUp) -> Any:
    """Look an identifier up. So many an hour for an officer and an authority, as on the page; then 429."""
    with in_steps():
        return _answer(request, sent)


def _answer(request: HttpRequest, sent: LookUp) -> Any:
    actor, trail = actor_from(request), trail_of(request)
    if not is_purpose(sent.purpose):
        raise InputError("is none that can be stated", where="purpose", to_do="choose a crime area, or court")
    if sent.kind and sent.kind not in manners("identifier"):
        raise InputError("is no kind of identifier", where="kind", to_do="choose from the list")
    asked = meant(sent.identifier.strip(), sent.kind, actor)
    if not asked:
        raise InputError("is no identifier that can be read", where="identifier", to_do="name its kind")
    trail.searched({"identifier": sent.identifier, "kind": sent.kind}, sent.purpose)
    try:
        stated, found = found_by(asked, actor=actor, purpose=sent.purpose, at=now())
    except TooManyError as error:
        trail.did(Trace.REFUSED)
        wait = max(1, math.ceil((error.opens - now()) / _SECOND))
        return problem(429, where=error.where, headers={"Retry-After": str(wait)})
    trail.opened(one.pk for one in found.seizures)
    names = names_of()
    return {
        "read_as": [{"kind": one.kind, "normal": one.normal} for one in asked],
        "records": [
            short_of(one, stated, names) | {"use": _use(decide(stated, one.marking, Act.USE, now()).reason)}
            for one in found.seizures
        ],
        "more": found.more,
        "contacts": list(found.contacts),
    }


def _use(reason: str) -> str:
    return reason if reason in {"needs-permission", "other-purpose"} else "free"
