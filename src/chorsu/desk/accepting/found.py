"""From the answer of the reader to what the rooms above store: each finding of a text, with the words it stands on.

Pure: no database. A finding that its room could not store yet (an event without a day) is kept and says why.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chorsu.cooperation.saying import CountSaid, DelegateSaid, EventSaid, InstrumentSaid, RecommendationSaid
from chorsu.cooperation.words import code_of
from chorsu.desk.accepting.posts import posts_in
from chorsu.intake.drafts.settling import document_of
from chorsu.kernel.spans import SourceSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chorsu.intake.models import Text

__all__ = [
    "EVENT", "FIGURE", "INSTRUMENT", "KINDS", "NEWS", "POST", "RECOMMENDATION", "Found", "cooperation_in",
    "span_of", "with_days",
]  # fmt: skip

NEWS, EVENT, RECOMMENDATION, INSTRUMENT, FIGURE, POST = KINDS = (
    "news", "event", "recommendation", "instrument", "figure", "post",
)  # fmt: skip
type Json = Mapping[str, Any]
_LONGEST_TITLE = 200
_LONGEST_QUOTE = 2_000
_SENTENCE_END = re.compile(r"(?<!\b\w)[.!?]\s|\n")
_BARE_WORDS = 2
"""A name of no more words ("international conference") tells nobody which event is meant: its sentence does."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a text.

    Attributes:
        key: its name within the text, as `event-0`; the same at every look at the same answer.
        kind: one of `KINDS`.
        said: what its room would store, of the shape that its room takes.
        span: the words it stands on.
        meant: whether it is ticked before anybody has looked.
        why: why it is not ticked, as a code: `reference`, `cited`, `no-days`,
            `no-period`, `elsewhere`, `stands`, `letter`.
        event: the key of the event that it belongs to, if any.
        title: its name, where the finding has one that can be changed before it is stored.
        confidence: how sure the reader is, from 0 to 1.
        day: the last day of the event that it belongs to, on which it was adopted if it was.
    """

    key: str
    kind: str
    said: Any
    span: SourceSpan
    meant: bool = True
    why: str = ""
    event: str = ""
    title: str = ""
    day: dt.date | None = None
    confidence: float = 0.0


def span_of(text: Text, *parts: Any) -> SourceSpan:
    """The words from the first to the last of some quotes of an answer; of none of them, the head of the text."""
    ends = [(one["start"], one["end"]) for one in parts if _placed(one, len(text.text))]
    start, end = min((a for a, _ in ends), default=0), max((b for _, b in ends), default=0)
    if not ends or end - start > _LONGEST_QUOTE:
        start, end = ends[0] if ends else (0, min(len(text.text), _LONGEST_TITLE))
    return SourceSpan(document_of(text), start, end, text.text[start:end])


def cooperation_in(text: Text, today: dt.date) -> list[Found]:
    """The events that a text tells or refers to, each followed by its recommendations and its instruments."""
    answer = text.reading or {}
    posts = posts_in(answer)
    found: list[Found] = []
    for number, told in enumerate(answer.get("events") or ()):
        event = _event(text, told, f"event-{number}", posts, today)
        found.append(event)
        days = _days(told)
        for place, one in enumerate(told.get("recommendations") or ()):
            found.append(_recommendation(text, one, f"recommendation-{number}-{place}", event, days))
        for place, one in enumerate(told.get("instruments") or ()):
            found.append(_instrument(text, one, f"instrument-{number}-{place}", event, days))
    return found


def _event(text: Text, told: Json, key: str, posts: Mapping[int, Json], today: dt.date) -> Found:
    days = _days(told)
    since, until = days or (today, today)
    place = told.get("place") or {}
    name = told.get("name") or ""
    span = span_of(text, told.get("kind_quote"), told.get("date_quote"), told.get("place"))
    title = _clipped(name if len(name.split()) > _BARE_WORDS else _sentence(text.text, span.start))
    title = title[:1].upper() + title[1:]
    why = "reference" if told.get("role") == "reference" else "" if days else "no-days"
    said = EventSaid(
        kind=code_of("event_kinds", told.get("kind") or "", default="other"),
        title=title,
        since=since,
        until_day=until,
        status="planned" if until > today else "held",
        place=place.get("quote") or "",
        country=place.get("country") or "",
        place_id=place.get("id") or "",
        mode=code_of("event_modes", told["mode"]) if told.get("mode") else "",
        organisers=tuple(one["quote"] for one in told.get("organisers") or ()),
        counts=tuple(_counts(told.get("counts") or ())),
        delegation=tuple(_delegates(told.get("delegation") or (), posts)),
        note="\n".join(one["text"] for one in told.get("decisions") or ()),
        span=span,
    )
    return Found(key, EVENT, said, span, meant=not why, why=why, title=title, confidence=_sure(told))


def _recommendation(text: Text, told: Json, key: str, event: Found, days: tuple[dt.date, dt.date] | None) -> Found:
    span = span_of(text, told)
    adopted = told.get("status") == "adopted"
    said = RecommendationSaid(
        text=str(told.get("text") or span.quote),
        status="adopted" if adopted else "proposed",
        adopted_on=days[1] if adopted and days else None,
        proposed_by=str(told.get("by") or ""),
        span=span,
    )
    return Found(
        key, RECOMMENDATION, said, span, event=event.key, day=days[1] if days else None, confidence=_sure(told)
    )


def _instrument(text: Text, told: Json, key: str, event: Found, days: tuple[dt.date, dt.date] | None) -> Found:
    span = span_of(text, told)
    cited = told.get("status") == "cited"
    said = InstrumentSaid(
        kind=code_of("instrument_kinds", told.get("kind") or "", default="other"),
        title=_clipped(str(told.get("title") or span.quote)),
        parties=tuple(str(one) for one in told.get("parties") or ()),
        adopted_on=None if cited or not days else days[1],
        place="" if cited else event.said.place,
        span=span,
    )
    return Found(
        key,
        INSTRUMENT,
        said,
        span,
        not cited,
        "cited" if cited else "",
        event="" if cited else event.key,
        confidence=event.confidence,
    )


def _counts(told: Iterable[Json]) -> Iterable[CountSaid]:
    for one in told:
        category = code_of("participant_categories", one.get("what") or "", default="other")
        yield CountSaid(category, int(one["number"]), one.get("qualifier") or "", quote=one.get("quote") or "")


def _delegates(told: Iterable[Json], posts: Mapping[int, Json]) -> Iterable[DelegateSaid]:
    for one in told:
        post = posts.get(one["start"], {})
        name = post.get("name") or one["quote"]
        yield DelegateSaid(name, title=post.get("rank") or "", post=post.get("title") or "")


def _days(told: Json) -> tuple[dt.date, dt.date] | None:
    try:
        since = dt.date.fromisoformat(told.get("start_date") or "")
        until = dt.date.fromisoformat(told.get("end_date") or told.get("start_date") or "")
    except ValueError:
        return None
    return (since, until) if until >= since else None


def _sentence(text: str, at: int) -> str:
    """The sentence around a character; the dot behind an initial ends none."""
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, at)), default=0)
    end = _SENTENCE_END.search(text, at)
    return text[start : end.start() if end else len(text)].strip(" .\n")


def _sure(told: Json) -> float:
    return float(told.get("confidence") or 0.0)


def _clipped(words: str) -> str:
    """A title on one line, cut at a word where it is longer than titles are."""
    line = " ".join(words.split())
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[:_LONGEST_TITLE].rpartition(" ")[0] + "…"


def _placed(one: Any, length: int) -> bool:
    return isinstance(one, dict) and isinstance(one.get("start"), int) and 0 <= one["start"] < one["end"] <= length


def with_days(found: Found, since: dt.date, until: dt.date, title: str, today: dt.date) -> Found:
    """An event with the days and the name that an officer gave it."""
    status = "planned" if until > today else "held"
    return replace(found, said=replace(found.said, title=title, since=since, until_day=until, status=status))
