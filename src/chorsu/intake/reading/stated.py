"""Stated figures of cooperation: so many operations since a year, so many joint cases now under way.

Owns the counted things of cooperation (`lexicons/*/cooperation_figures.tsv`); quantities of drugs over a period are
`aggregates`. A figure is the statement of whoever wrote the text, never a count of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.numbers import Number, numbers
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Stated", "stated"]

_ALWAYS = frozenset({"joint-cases", "controlled-deliveries"})
"""Things that are named only as such; of the others a number is a figure where the sentence names a period."""
_BREAKS = re.compile(r"[.;:()\n]|,\s")
_WORDS_BETWEEN = 4
_MOST = 1_000_000
_MORE_BEFORE = 3
"""Characters between "more" and its number: a space, or a short preposition."""
_YEARS = range(1900, 2101)
_SURE, _LIKELY = 0.9, 0.8
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|-?(?:й|я|е|го|му|ю|ой|ом)\b|%")


class _When(Protocol):
    """What is needed of a date (`dates.When`)."""

    @property
    def start(self) -> dt.date: ...
    @property
    def end(self) -> dt.date | None: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that the text states.

    Attributes:
        what: `operations`, `joint-cases`, `controlled-deliveries`, `trainings`, … (see the lists).
        number: how many.
        qualifier: "" | "more than" | "at least" | "about" | "less than" | "up to".
        since: first day of the period; None where no period is named.
        until: last day of the period; None where it is open or not named.
        more: told as coming on top of others ("four more").
    """

    what: str
    number: int
    qualifier: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    more: bool = False


@cache
def _things(language: str) -> Phrases[str]:
    return Phrases(
        (
            (form, row["what"])
            for row in lexicon.rows(language, "cooperation_figures")
            for form in lexicon.forms(row["words"])
        ),
        language,
    )


@cache
def _qualifiers(language: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "qualifiers") if row["place"] == "before"]
    return Phrases([(form, row["qualifier"]) for row in rows for form in lexicon.forms(row["words"])], language)


def stated(view: View, setting: Setting, dates: Sequence[Value[_When]]) -> list[Value[Stated]]:
    """Stated figures, in text order; `dates` are the dates of the same text."""
    language = setting.language
    things = _things(language).find(view) if language else []
    if all(one.value == "more" for one in things):
        return []
    placed = [(view.place(one.start, one.end), one.value) for one in dates]
    free = [
        number
        for number in numbers(view, language)
        if not any(start < number.end and number.start < end for (start, end), _ in placed)
    ]
    before = {one.end: one for one in _qualifiers(language).find(view)}
    values: list[Value[Stated]] = []
    for start, end in sentences(view, language):
        period = next((day for (at, _), day in placed if start <= at < end and day.kind == "period"), None)
        inside = [one for one in things if start <= one.start < end]
        for number in free:
            if start <= number.start and number.end <= end:
                found = _figure(view, number, inside, before, period)
                values += [found] if found else []
    return values


def _figure(
    view: View, number: Number, things: Sequence[Found[str]], before: dict[int, Found[str]], period: _When | None
) -> Value[Stated] | None:
    thing = next((one for one in things if one.start >= number.end and one.value != "more"), None)
    if thing is None or not _countable(view, number):
        return None
    between = view.plain[number.end : thing.start]
    if len(between.split()) > _WORDS_BETWEEN or _BREAKS.search(between):
        return None
    if period is None and thing.value not in _ALWAYS:
        return None
    start = number.start
    qualifier = before.get(len(view.plain[:start].rstrip()))
    more = any(
        one.value == "more" and (number.end <= one.start < thing.start or 0 < start - one.end <= _MORE_BEFORE)
        for one in things
    )
    told = Stated(
        thing.value,
        int(number.value),
        qualifier.value if qualifier else "",
        period.start if period else None,
        period.end if period else None,
        more,
    )
    return view.value(told, qualifier.start if qualifier else start, thing.end, _SURE if period else _LIKELY)


def _countable(view: View, number: Number) -> bool:
    if not 0 < number.value <= _MOST or number.value != int(number.value) or (number.spelled and number.value < 2):  # noqa: PLR2004
        return False
    return not (number.whole and int(number.value) in _YEARS) and not _ORDINAL.match(view.plain, number.end)
