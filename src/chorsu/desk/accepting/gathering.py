"""All findings of the texts of one file, as one officer may accept them; what stands already is said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from chorsu.cooperation.models import Event
from chorsu.desk.accepting.figures import day_of, figures_in
from chorsu.desk.accepting.found import EVENT, POST, Found, cooperation_in
from chorsu.desk.accepting.news import news_of
from chorsu.desk.accepting.posts import posts_in, said_of
from chorsu.directory.names import gathered
from chorsu.handling.rules import Role
from chorsu.intake.drafts.settling import document_of
from chorsu.vocabulary.text import tokens

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from chorsu.handling.rules import Actor
    from chorsu.intake.models import Text

__all__ = ["Gathered", "findings_in", "people_in"]

_ALIKE = 0.6
"""Share of words in common from which two events of the same days are asked about."""


@dataclass(slots=True)
class Gathered:
    """One text with its findings, in the order of its words; `stands` are events of the plan that one may be."""

    text: Text
    found: list[Found]
    stands: dict[str, Event] = field(default_factory=dict)


def findings_in(texts: Sequence[Text], *, actor: Actor, today: dt.date, of_a_page: bool) -> list[Gathered]:
    """The findings of each text that was read; news drafts for press officers alone, who alone may write them."""
    gathered_ones = []
    for text in texts:
        found = cooperation_in(text, today)
        if Role.PRESS in actor.roles and (draft := news_of(text, found, of_a_page=of_a_page)):
            found.insert(0, draft)
        found += figures_in(text, today)
        day = day_of(text, today)
        found += [_post(one, text, day) for one in posts_in(text.reading or {}).values()]
        gathered_ones.append(Gathered(text, found))
    _compare(gathered_ones)
    return gathered_ones


def _post(one: Mapping[str, Any], text: Text, day: dt.date) -> Found:
    said = said_of(one, text.reading or {}, document_of(text), day)
    return Found(f"post-{said.span.start}", POST, said, said.span, confidence=float(one.get("confidence") or 0.0))


def _compare(texts: Iterable[Gathered]) -> None:
    """Untick events that the plan seems to hold already: from the same words, or of the same days, most words alike."""
    events = [(one, found) for one in texts for found in one.found if found.kind == EVENT and found.why != "no-days"]
    if not events:
        return
    first = min(found.said.since for _, found in events)
    last = max(found.said.until_day for _, found in events)
    near = Q(since__lte=last, until_day__gte=first) | Q(
        source_document__in=[found.span.document for _, found in events]
    )
    known = list(Event.objects.filter(near, withdrawn=False).order_by("-since")[:500])
    for one, found in events:
        same = next((event for event in known if _may_be(found, event)), None)
        if same is not None and found.meant:
            one.stands[found.key] = same
            one.found[one.found.index(found)] = replace(found, meant=False, why="stands")


def _may_be(found: Found, event: Event) -> bool:
    if event.span == found.span:
        return True
    if event.since > found.said.until_day or event.until_day < found.said.since:
        return False
    mine, theirs = set(tokens(found.title)), set(tokens(event.title))
    return bool(mine and theirs) and len(mine & theirs) >= _ALIKE * min(len(mine), len(theirs))


def people_in(texts: Iterable[Gathered]) -> list[list[Found]]:
    """The posts of the texts, gathered by person as "who is who" will gather them."""
    posts = [found for one in texts for found in one.found if found.kind == POST]
    return [[posts[place] for place in group] for group in gathered([post.said.name for post in posts])]
