"""The people whom a text names with posts; who is named without one, or as somebody of a crime, is not among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chorsu.directory.acting import says_acting
from chorsu.directory.names import LONGEST_NAME, gathered
from chorsu.directory.posts import PostSaid
from chorsu.kernel.spans import SourceSpan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

__all__ = ["posts_in", "said_of"]

type Json = Mapping[str, Any]
_OF_OFFICE = {"official", "spokesman", "speaker"}
_LONGEST = 500
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def posts_in(answer: Json) -> dict[int, Json]:
    """The persons of an answer who are named with a post, by where their name begins; each post of each once.

    Who is named anywhere in the text as somebody of a crime is left out with every mention.
    """
    found: dict[int, Json] = {}
    told = set()
    persons = answer.get("persons") or ()
    groups = gathered([str(one.get("name") or "") for one in persons])
    accused = {place for group in groups for place in group if any(not _in_office(persons[other]) for other in group)}
    for place, one in enumerate(persons):
        if place in accused:
            continue
        mark = (one.get("name"), one.get("title"))
        if one.get("role") in _OF_OFFICE and one.get("title") and mark not in told:
            told.add(mark)
            found[one["start"]] = one
    return found


def _in_office(one: Json) -> bool:
    """Whether a mention names somebody as who they are in office, not as somebody of a crime."""
    return one.get("role") in _OF_OFFICE or not one.get("role")


def said_of(one: Json, answer: Json, document: str, seen_on: dt.date | None) -> PostSaid:
    """The post of a person as the directory takes it; its organisation is the longest one that its words name."""
    post = str(one["title"])[:_LONGEST]
    named = [str(other["quote"]) for other in answer.get("organisations") or () if str(other["quote"]) in post]
    return PostSaid(
        name=str(one["name"])[:LONGEST_NAME],
        title=str(one.get("rank") or "")[:_LONGEST],
        post=post,
        organisation=_ARTICLE.sub("", max(named, key=len, default="")),
        seen_on=seen_on,
        acting=says_acting(post),
        span=SourceSpan(document, one["start"], one["end"], one["quote"]),
    )
