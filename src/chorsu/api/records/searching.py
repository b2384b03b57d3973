"""Search by program: one text for words, names, places, substances and numbers, in any alphabet, as on the page."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from ninja import Query, Router, Schema
from pydantic import Field

from chorsu.api.asking import Scope, actor_from
from chorsu.api.naming import names_of
from chorsu.api.problems import problem
from chorsu.api.records.shapes import RecordShort, short_of
from chorsu.directory.trail import trail_of
from chorsu.intake.looking_up import in_steps
from chorsu.records.searching.selectors import search

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["router"]

router = Router(tags=["records"])
MOST_LETTERS = 200
_SOON = "1"
"""Seconds until a search that took too long may be tried again."""


class Searched(Schema):
    """What is searched for, and which page of what is found."""

    q: str = Field(min_length=1, max_length=MOST_LETTERS, description="Words, each of which must be told.")
    after: uuid.UUID | None = Field(None, description="`next` of the page before.")
    size: int = Field(25, ge=1, le=100, description="How many a page holds.")


class Found(Schema):
    """The records that you see and that tell it, the newest first; `next` is null on the last page."""

    records: list[RecordShort]
    next: uuid.UUID | None


@router.get("search", auth=Scope("read"), response=Found, url_name="api-search")
def search_records(request: HttpRequest, asked: Query[Searched]) -> Any:
    """Records that tell a text in any alphabet: words, places, substances, numbers. For identifiers: `/look-up`."""
    with in_steps():
        return _answer(request, " ".join(asked.q.replace("\0", " ").split()), asked)


def _answer(request: HttpRequest, text: str, asked: Searched) -> Any:
    actor, trail = actor_from(request), trail_of(request)
    trail.searched({"q": text}, "")
    hits = search(text, size=asked.size, after=asked.after)
    if hits.late:
        return problem(
            503, detail="took too long", where="q", to_do="add a word that is rarer", headers={"Retry-After": _SOON}
        )
    trail.listed(one.pk for one in hits.seizures)
    names = names_of()
    return {"records": [short_of(one, actor, names) for one in hits.seizures], "next": hits.after}
