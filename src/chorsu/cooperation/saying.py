"""What is said of events, recommendations and instruments before it is stored: shapes, and the checks of their values.

Owns the checks. Pure: no Django, no database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chorsu.cooperation.halves import EARLIEST, LATEST
from chorsu.cooperation.words import code_of
from chorsu.directory.names import normal_form
from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.kernel.spans import NO_SOURCE, SourceSpan, checked_span
from chorsu.vocabulary import places
from chorsu.vocabulary.qualifiers import find_qualifier

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from uuid import UUID

__all__ = [
    "CountSaid", "DelegateSaid", "EventSaid", "Evidence", "InstrumentSaid", "RecommendationSaid", "checked_days",
    "checked_event", "checked_evidence", "checked_instrument", "checked_recommendation",
]  # fmt: skip

LONGEST = 2_000
LONGEST_TEXT = 10_000
MOST = 200
"""Members of a delegation, organisers, counts, links: more than any real list."""
LONGEST_DAYS = 1_100
"""Days of an event: three years, as of a long operation; more is a slip."""
MOST_PEOPLE = 10_000_000
EVENT_STATUSES = ("planned", "moved", "held", "cancelled")
STANDINGS = ("proposed", "adopted", "accepted", "under-way", "implemented", "not-implemented")
_LINK = re.compile(r"(?:https?://[^\s/?#]+(?:[/?#]\S*)?|/(?![/\\])\S*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CountSaid:
    """How many took part, by category; `expected` is of the plan, not counted at the event."""

    category: str
    number: int
    qualifier: str = ""
    expected: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class DelegateSaid:
    """A member of a delegation as a text or a plan names them; `acting_for` is whom or what they stand in for."""

    name: str
    title: str = ""
    post: str = ""
    organisation: str = ""
    acting_for: str = ""
    head: bool = False


@dataclass(frozen=True, slots=True)
class EventSaid:
    """An event to be entered or changed. `in_plan`: it stood in the plan of main events, on the days given.

    `kind`, `mode` and the categories of `counts` are codes or written names of the lists; `place` words of a place.
    """

    kind: str
    title: str
    since: dt.date
    until_day: dt.date
    status: str = "planned"
    in_plan: bool = False
    place: str = ""
    country: str = ""
    place_id: str = ""
    admin1: str = ""
    mode: str = ""
    organisers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    counts: tuple[CountSaid, ...] = ()
    delegation: tuple[DelegateSaid, ...] = ()
    note: str = ""
    reason: str = ""
    span: SourceSpan = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a recommendation is followed: words, and the address where it stands, if it has one."""

    label: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationSaid:
    """A recommendation to be entered or changed.

    `event` is the identifier of a stored event, or the place (from 0) of one that is proposed together with it.
    """

    text: str
    status: str = "proposed"
    adopted_on: dt.date | None = None
    proposed_by: str = ""
    addressee: str = ""
    owner: str = ""
    due_on: dt.date | None = None
    event: UUID | int | None = None
    span: SourceSpan = NO_SOURCE


@dataclass(frozen=True, slots=True)
class InstrumentSaid:
    """An instrument to be entered or changed; `event` as of a recommendation."""

    kind: str
    title: str
    parties: tuple[str, ...] = ()
    adopted_on: dt.date | None = None
    place: str = ""
    in_force: bool | None = None
    force_since: dt.date | None = None
    force_until: dt.date | None = None
    exchange: str = ""
    link: str = ""
    event: UUID | int | None = None
    span: SourceSpan = NO_SOURCE


def checked_event(said: EventSaid) -> EventSaid:
    """The event as it will be stored: codes known, texts trimmed, the place found where its words mean one.

    Raises:
        InputError: with one line that says which value cannot be meant.
    """
    checked_days(said.since, said.until_day)
    if said.status not in EVENT_STATUSES:
        raise InputError("is no standing of an event", where="status", to_do="choose from the list")
    found = replace(
        said,
        kind=code_of("event_kinds", said.kind),
        mode=code_of("event_modes", said.mode) if said.mode else "",
        title=_line(said.title, "title", needed=True),
        place=_line(said.place, "place"),
        country=_state(said.country),
        organisers=_lines(said.organisers, "organisers"),
        states=tuple(dict.fromkeys(_state(code) for code in said.states if code)),
        counts=tuple(_count(one) for one in _few(said.counts, "participants")),
        delegation=tuple(_delegate(one) for one in _few(said.delegation, "delegation")),
        note=_text(said.note, "note"),
        reason=_text(said.reason, "reason"),
        span=checked_span(said.span),
    )
    return _placed(found)


def checked_days(since: dt.date, until_day: dt.date) -> None:
    """Check the days of an event; they lie in a half-year that a plan can be of.

    Raises:
        InputError: the last day is before the first or years after it, or no plan reaches that far.
    """
    if not 0 <= (until_day - since).days <= LONGEST_DAYS:
        raise InputError("ends before it begins, or lasts too long", where="dates", to_do="check both days")
    if since.year <= EARLIEST or until_day.year >= LATEST:
        raise InputError("is in no year of a plan", where="dates", to_do="check both days")


def checked_recommendation(said: RecommendationSaid) -> RecommendationSaid:
    """The recommendation as it will be stored.

    Raises:
        InputError: no text, a standing that there is not, or a text that is too long.
    """
    if said.status not in STANDINGS:
        raise InputError("is no standing of a recommendation", where="status", to_do="choose from the list")
    text = _text(said.text, "text").strip()
    if not text:
        raise InputError("a recommendation without its text", where="text", to_do="write what is recommended")
    return replace(
        said,
        text=text,
        adopted_on=said.adopted_on if said.status != "proposed" else None,
        proposed_by=_line(said.proposed_by, "proposed by"),
        addressee=_line(said.addressee, "addressee"),
        owner=_line(said.owner, "owner"),
        span=checked_span(said.span),
    )


def checked_instrument(said: InstrumentSaid) -> InstrumentSaid:
    """The instrument as it will be stored.

    Raises:
        InputError: with one line that says which value cannot be meant.
    """
    if said.force_since and said.force_until and said.force_until < said.force_since:
        raise InputError("ends before it begins", where="in force", to_do="check both days")
    return replace(
        said,
        kind=code_of("instrument_kinds", said.kind),
        title=_line(said.title, "title", needed=True),
        parties=_lines(said.parties, "parties"),
        place=_line(said.place, "place"),
        exchange=_text(said.exchange, "exchange"),
        link=_link(said.link, "link"),
        span=checked_span(said.span),
    )


def checked_evidence(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """The evidence as it is stored; what is wholly empty is left out.

    Raises:
        InputError: a link that leads nowhere, or nothing that says what it shows.
    """
    found = []
    for one in evidence:
        label, link = _line(one.label, "evidence"), _link(one.link, "evidence")
        if label or link:
            found.append({"label": label or link, "link": link})
    _few(found, "evidence")
    return found


def _placed(said: EventSaid) -> EventSaid:
    """The event with the codes of its place; words that mean nothing known, or several places, stay words."""
    if said.place_id or not said.place:
        return said
    match = places.find_place(said.place, said.country)
    if match is None or "ambiguous_place" in match.flags:
        return said
    admin1 = match.admin1 or ""
    country = said.country or match.country or admin1[:2]
    return replace(said, place_id=match.place_id or "", admin1=admin1, country=country)


def _count(one: CountSaid) -> CountSaid:
    if isinstance(one.number, bool) or not 0 <= one.number <= MOST_PEOPLE:
        raise InputError("is no number of participants", where=one.category[:80], to_do="check the number")
    return replace(
        one,
        category=code_of("participant_categories", one.category),
        qualifier=find_qualifier(one.qualifier),
        quote=_text(one.quote, "quote"),
    )


def _delegate(one: DelegateSaid) -> DelegateSaid:
    if not normal_form(one.name):
        raise InputError("no name of a person", where="delegation", to_do="write the name, or take the row out")
    texts: dict[str, Any] = {
        name: _line(getattr(one, name), "delegation")
        for name in ("name", "title", "post", "organisation", "acting_for")
    }
    return replace(one, **texts)


def _state(code: str) -> str:
    if not code:
        return ""
    try:
        return places.country(code.upper()).code
    except ChorsuError:
        raise InputError("no such state", where=code[:20], to_do="write two letters, such as UZ") from None


def _lines(texts: Sequence[str], where: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in _few(texts, where) if (line := _line(text, where))))


def _few[T: Sequence[Any]](found: T, where: str) -> T:
    if len(found) > MOST:
        raise InputError("too many", where=where, to_do=f"at most {MOST}")
    return found


def _line(text: str, where: str, *, needed: bool = False) -> str:
    found = " ".join(_CONTROL.sub(" ", text).split())
    if needed and not found:
        raise InputError("is empty", where=where, to_do="write it")
    if len(found) > LONGEST:
        raise InputError("is too long", where=where, to_do=f"say it in up to {LONGEST} characters")
    return found


def _text(text: str, where: str) -> str:
    found = _CONTROL.sub(" ", text.replace("\r\n", "\n")).strip()
    if len(found) > LONGEST_TEXT:
        raise InputError("is too long", where=where, to_do=f"say it in up to {LONGEST_TEXT} characters")
    return found


def _link(text: str, where: str) -> str:
    found = text.strip()
    if found and (len(found) > LONGEST or not _LINK.fullmatch(found) or _CONTROL.search(found)):
        raise InputError("is no address", where=where, to_do="begin it with https:// or with / for a page of this site")
    return found
