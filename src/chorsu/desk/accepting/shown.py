"""Findings as the page shows them: in the reader's language, each with its words and the way to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy

from chorsu.cooperation.words import label
from chorsu.desk.accepting.found import EVENT, FIGURE, INSTRUMENT, NEWS, POST, RECOMMENDATION
from chorsu.desk.accepting.gathering import people_in
from chorsu.desk.accepting.posted import mark_of
from chorsu.desk.cooperation.wording import days, qualified
from chorsu.desk.presenting import language
from chorsu.desk.returns.wording import subject_name
from chorsu.desk.texts.wording import heading_of, place_words
from chorsu.kernel.errors import ChorsuError
from chorsu.returns.passing import entry_stated
from chorsu.returns.periods import read_interval
from chorsu.returns.stating import COUNT
from chorsu.ui.wording import number, spoken, unit_word
from chorsu.vocabulary import qualifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.utils.functional import _StrPromise

    from chorsu.cooperation.models import Event
    from chorsu.desk.accepting.found import Found
    from chorsu.desk.accepting.gathering import Gathered
    from chorsu.intake.models import Text

__all__ = ["ShownFinding", "ShownText", "came_of", "shown_texts", "tally_of"]

WHY: dict[str, _StrPromise] = {
    "reference": pgettext_lazy("finding", "only referred to"),
    "cited": pgettext_lazy("finding", "only named, not adopted here"),
    "no-days": pgettext_lazy("finding", "no day was read: fill it in to accept it"),
    "no-period": pgettext_lazy("finding", "no period was read: it would be a figure of this day alone"),
    "elsewhere": pgettext_lazy("finding", "of another part of the world"),
    "stands": pgettext_lazy("finding", "the plan seems to hold it already"),
    "letter": pgettext_lazy("finding", "tick it if this text is to become news"),
}
KINDS: dict[str, _StrPromise] = {
    NEWS: pgettext_lazy("finding", "News draft"),
    EVENT: pgettext_lazy("finding", "Event"),
    RECOMMENDATION: pgettext_lazy("finding", "Recommendation"),
    INSTRUMENT: pgettext_lazy("finding", "Instrument"),
    FIGURE: pgettext_lazy("finding", "Figure stated"),
    POST: pgettext_lazy("finding", "Person with a post"),
}
_PAGES = {
    NEWS: "newsroom-item", EVENT: "event", RECOMMENDATION: "recommendation", INSTRUMENT: "instrument",
    FIGURE: "return",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding: `mark` names its fields; `lines` say what it is beside its title; `address` leads to its words."""

    mark: str
    kind: str
    label: str
    title: str
    lines: Sequence[str]
    quote: str
    address: str
    ticked: bool
    why: str
    said: Any
    since: str = ""
    until: str = ""
    status: str = ""
    stands: Event | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ShownText:
    """One text: what it is called, its findings in the order of the page, or what became of them."""

    text: Text
    heading: str
    address: str
    findings: Sequence[ShownFinding] = ()
    people: Sequence[ShownFinding] = ()
    became: Sequence[tuple[str, str, str]] = field(default=())


def shown_texts(
    texts: Sequence[Gathered], *, ticked: frozenset[str] | None, typed: Mapping[str, str], problems: Mapping[str, str]
) -> list[ShownText]:
    """The texts in their order; `ticked` and `typed` are what an officer had said already when something was wrong."""
    persons = _names(texts)
    found = []
    for one in texts:
        head = heading_of(one.text)
        address = reverse("text", args=[one.text.pk])
        event = next((finding for finding in one.found if finding.kind == EVENT), None)
        head = one.text.title or (event.title if event else head)
        if one.text.settled_at is not None:
            found.append(ShownText(one.text, head, address, became=came_of(one)))
            continue
        rows = [_finding(one, finding, ticked, typed, problems, persons) for finding in one.found]
        findings = [row for row in rows if row.kind != POST]
        found.append(ShownText(one.text, head, address, findings, [row for row in rows if row.kind == POST]))
    return found


def _finding(  # noqa: PLR0913, PLR0917 — what a page knew has these parts
    one: Gathered,
    found: Found,
    ticked: frozenset[str] | None,
    typed: Mapping[str, str],
    problems: Mapping[str, str],
    persons: Mapping[int, str],
) -> ShownFinding:
    mark = mark_of(one.text.number, found.key)
    span, read = found.span, _fields(found)
    return ShownFinding(
        mark=mark,
        kind=found.kind,
        label=str(KINDS[found.kind]),
        title=typed.get(f"title:{mark}", found.title),
        lines=_LINES[found.kind](found) if found.kind != POST else _post_lines(found, persons),
        quote="" if span.quote in _told_whole(found) else span.quote,
        address=f"{reverse('text', args=[one.text.pk])}?at={span.start}-{span.end}#words",
        ticked=found.meant if ticked is None else mark in ticked,
        why=str(WHY[found.why]) if found.why else "",
        said=found.said,
        since=typed.get(f"since:{mark}", read["since"]),
        until=typed.get(f"until:{mark}", read["until"]),
        status=typed.get(f"status:{mark}", read["status"]),
        stands=one.stands.get(found.key),
        problem=problems.get(mark, ""),
    )


def _told_whole(found: Found) -> str:
    """What the page says of a finding in the very words of the text, so that they need not be quoted again."""
    if found.kind == NEWS:
        return str(found.said.body)
    return str(getattr(found.said, "text", "") or getattr(found.said, "name", "")) or found.title


def _fields(found: Found) -> dict[str, str]:
    """What its fields hold before anybody has changed them."""
    if found.kind == EVENT and found.why != "no-days":
        return {"since": found.said.since.isoformat(), "until": found.said.until_day.isoformat(), "status": ""}
    return {"since": "", "until": "", "status": found.said.status if found.kind == RECOMMENDATION else ""}


def _event_lines(found: Found) -> list[str]:
    said, lang = found.said, language()
    place = place_words({"text": said.place, "admin1": said.admin1, "country": said.country, "id": said.place_id})
    head = [label("event_kinds", said.kind, lang), label("event_modes", said.mode, lang) if said.mode else "", place]
    lines = [" · ".join(part for part in head if part)]
    if said.counts:
        lines.append(" · ".join(_count(one, lang) for one in said.counts))
    if said.organisers:
        lines.append(gettext("Organised by: %(names)s") % {"names": "; ".join(said.organisers)})
    if said.delegation:
        names = "; ".join(", ".join(part for part in (one.name, one.post) if part) for one in said.delegation)
        lines.append(gettext("Delegation: %(names)s") % {"names": names})
    return lines


def _count(one: Any, lang: str) -> str:
    return f"{label('participant_categories', one.category, lang)}: {qualified(one.number, one.qualifier)}"


def _recommendation_lines(found: Found) -> list[str]:
    said = found.said
    return [gettext("Proposed by: %(name)s") % {"name": said.proposed_by}] if said.proposed_by else []


def _instrument_lines(found: Found) -> list[str]:
    said = found.said
    parts = [label("instrument_kinds", said.kind, language()), spoken(said.adopted_on) if said.adopted_on else ""]
    return [" · ".join(part for part in (*parts, *said.parties) if part)]


def _figure_lines(found: Found) -> list[str]:
    said = found.said
    try:
        entry = entry_stated(said)
    except ChorsuError:
        return [" ".join((said.label, number(said.value), said.unit)), said.period]
    kind, subject = entry.subject_kind, entry.subject
    unit = "" if said.unit == COUNT else unit_word(said.unit, said.value)
    amount = [qualifiers.label(qualifiers.find_qualifier(said.qualifier), language()), number(said.value), unit]
    period = read_interval(said.period)
    named = subject_name(kind, subject) if subject else said.label
    return [f"{' '.join(part for part in amount if part)} · {named}", days(period.since, period.until)]


def _post_lines(found: Found, persons: Mapping[int, str]) -> list[str]:
    said = found.said
    lines = [", ".join(part for part in (said.title, said.post) if part)]
    if said.acting:
        lines.append(gettext("acting"))
    fuller = persons.get(id(found), "")
    if fuller and fuller != said.name:
        lines.append(gettext("the same person as %(name)s") % {"name": fuller})
    return lines


_LINES = {
    NEWS: lambda found: [found.said.summary],
    EVENT: _event_lines,
    RECOMMENDATION: _recommendation_lines,
    INSTRUMENT: _instrument_lines,
    FIGURE: _figure_lines,
}


def _names(texts: Sequence[Gathered]) -> dict[int, str]:
    """By post, the fullest name of its person among the texts of the page."""
    found: dict[int, str] = {}
    for posts in people_in(texts):
        fullest = max((post.said.name for post in posts), key=len)
        found |= {id(post): fullest for post in posts}
    return found


def came_of(one: Gathered) -> list[tuple[str, str, str]]:
    """What became of the findings of a text, in the order of the page: the kind, what it is called, its address."""
    names = {found.key: _name(found) for found in one.found}
    rows = [
        (kind, names.get(key, ""), reverse(_PAGES[kind], args=[record]) if kind in _PAGES else reverse("who-is-who"))
        for key, (kind, record) in one.text.outcome.items()
    ]
    order = list(KINDS)
    return [
        (str(KINDS[kind]), name, address) for kind, name, address in sorted(rows, key=lambda row: order.index(row[0]))
    ]


def _name(found: Found) -> str:
    """What a finding is called in a list."""
    if found.kind == FIGURE:
        return _figure_lines(found)[0]
    said = found.said
    return found.title or str(getattr(said, "name", "") or getattr(said, "text", "") or getattr(said, "title", ""))


def tally_of(texts: Sequence[ShownText]) -> str:
    """What waits on the page, in one line: "8 news drafts · 8 events"."""
    counts: dict[str, int] = {}
    for one in texts:
        for row in (*one.findings, *one.people):
            counts[row.kind] = counts.get(row.kind, 0) + 1
    words: dict[str, Callable[[int], str]] = {
        NEWS: lambda n: ngettext("%(n)d news draft", "%(n)d news drafts", n),
        EVENT: lambda n: ngettext("%(n)d event", "%(n)d events", n),
        RECOMMENDATION: lambda n: ngettext("%(n)d recommendation", "%(n)d recommendations", n),
        INSTRUMENT: lambda n: ngettext("%(n)d instrument", "%(n)d instruments", n),
        FIGURE: lambda n: ngettext("%(n)d figure", "%(n)d figures", n),
        POST: lambda n: ngettext("%(n)d person with a post", "%(n)d persons with posts", n),
    }
    return " · ".join(say(counts[kind]) % {"n": counts[kind]} for kind, say in words.items() if kind in counts)
