"""How many took part: participants, delegates, states, organisations, each number with its words.

Owns the numbers of those who come together, not of those detained (`detained`) nor of what was seized (`quantities`).
The nouns stand in `lexicons/*/participants.tsv`: those of the bond `own` name nothing else beside an event; those of
the bond `attend` (persons, officers, agencies) count only where somebody takes part (`attending.tsv`); those of the
bond `never` are no people. A trade that no list names ("24 dog handlers") counts where its number opens the sentence,
or where it stands right beside the verb of taking part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.naming import words_of_role
from chorsu.intake.reading.numbers import Number, numbers
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View, Word

__all__ = ["Count", "counts"]

_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b|-?(?:й|я|е|го|му|ю|ой|ом|ый|ая|ое|nji|njy|cı|ci|cu|cü|inchi|chi|чи|ші|шы)\b|-(?:yil|йил)|%"
)
_BREAKS = re.compile(r"[.;:()\n]|,\s")
_WORDS_BETWEEN = 6
_WORDS_OF_A_TRADE = 3
_MOST = 1_000_000
_YEARS = range(1900, 2101)
_SURE, _LIKELY = 0.95, 0.75
_JOINING = frozenset({"and", "и"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number of those who took part.

    Attributes:
        what: `participants`, `delegates`, `states`, `organisations`, `civil-society` or `firms`.
        number: how many.
        qualifier: "" | "more than" | "at least" | "about" | "less than" | "up to".
    """

    what: str
    number: int
    qualifier: str = ""


class _Head(NamedTuple):
    what: str
    bond: str


class _Words(NamedTuple):
    """What of a text speaks of numbers of people; offsets of the view."""

    heads: Sequence[Found[_Head]]
    attending: Sequence[Found[str]]
    before: dict[int, Found[str]]
    behind: Sequence[Found[str]]


@cache
def _heads(language: str) -> Phrases[_Head]:
    return Phrases(
        (
            (form, _Head(row["what"], row["bond"]))
            for row in lexicon.rows(language, "participants")
            for form in lexicon.forms(row["words"])
        ),
        language,
    )


@cache
def attending(language: str) -> Phrases[str]:
    """The words that say that somebody takes part."""
    return Phrases(
        ((form, "attending") for row in lexicon.rows(language, "attending") for form in lexicon.forms(row["phrases"])),
        language,
    )


@cache
def _gatherings(language: str) -> Phrases[str]:
    """The words of events, beside which a number of states or delegates is one of those who came."""
    return Phrases(
        (
            (form, row["kind"])
            for row in lexicon.rows(language, "events")
            if row["part"] != "none"
            for form in lexicon.forms(row["phrases"])
        ),
        language,
    )


@cache
def _qualifiers(language: str, place: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "qualifiers") if row["place"] == place]
    return Phrases([(form, row["qualifier"]) for row in rows for form in lexicon.forms(row["words"])], language)


def counts(view: View, setting: Setting, taken: Iterable[tuple[int, int]] = ()) -> list[Value[Count]]:
    """Numbers of those who took part, in text order.

    Args:
        view: the text.
        setting: its language.
        taken: offsets of the text that are spoken for (dates, identifiers), whose numbers count nobody.
    """
    language = setting.language
    found = _heads(language).find(view) if language else []
    attended_at = attending(language).find(view) if language else []
    if not found and not attended_at:
        return []
    spoken_for = [view.place(start, end) for start, end in taken]
    words = _Words(
        found,
        attended_at,
        {one.end: one for one in _qualifiers(language, "before").find(view)},
        _qualifiers(language, "after").find(view),
    )
    free = [
        number
        for number in numbers(view, language)
        if not any(start < number.end and number.start < end for start, end in spoken_for)
    ]
    gatherings = _gatherings(language).find(view)
    values: list[Value[Count]] = []
    for start, end in sentences(view, language):
        attended = any(start <= one.start < end for one in words.attending)
        told = attended or any(start <= one.start < end for one in gatherings)
        if told:
            inside = [number for number in free if start <= number.start and number.end <= end]
            values += _of_sentence(view, end, inside, words, attended=attended)
    return values


def _of_sentence(
    view: View, end: int, inside: Sequence[Number], words: _Words, *, attended: bool
) -> list[Value[Count]]:
    values = []
    for nth, number in enumerate(inside):
        last = inside[nth + 1].start if nth + 1 < len(inside) else end
        if not _countable(view, number):
            continue
        head = _head_of(view, number, last, words)
        if head is None and attended:
            head = _trade(view, number, last, words)
        if head and (head.value.bond == "own" or (attended and head.value.bond != "never")):
            qualifier, start = _qualified(view, number, head, words)
            count = Count(head.value.what, int(number.value), qualifier)
            sure = _SURE if head.value.bond == "own" else _LIKELY
            values.append(view.value(count, start, head.end, sure))
    return values


def _countable(view: View, number: Number) -> bool:
    """Whole, more than one ("a meeting"), not a year, not an ordinal."""
    if not 1 < number.value <= _MOST or number.value != int(number.value):
        return False
    year = number.whole and int(number.value) in _YEARS and number.end - number.start == 4  # noqa: PLR2004 -- digits
    return not year and not _ORDINAL.match(view.plain, number.end)


def _head_of(view: View, number: Number, last: int, words: _Words) -> Found[_Head] | None:
    """The noun that the number counts: the first one behind it, with few words and no mark between.

    A counting word ("нафар", "nəfər") yields to a noun that stands right behind it.
    """
    behind = [head for head in words.heads if number.end <= head.start and head.end <= last]
    if not behind:
        return None
    head = behind[0]
    between = view.plain[number.end : head.start]
    if len(between.split()) > _WORDS_BETWEEN or _BREAKS.search(between) or _goes_elsewhere(between):
        return None
    if len(behind) > 1 and head.value.bond == "attend" and _stand_together(view, head, behind[1], words):
        return behind[1]
    return head


def _stand_together(view: View, one: Found[_Head], other: Found[_Head], words: _Words) -> bool:
    """Whether only a qualifier stands between a counting word and a noun ("40 nafarga yaqin mutaxassis")."""
    between = view.plain[one.end : other.start].strip()
    return not between or any(
        one.end <= q.start and q.end <= other.start and q.end - q.start == len(between) for q in words.behind
    )


def _goes_elsewhere(between: str) -> bool:
    """Whether a preposition parts the noun from its number ("24 handlers from the services")."""
    return any(word in words_of_role("link") and word not in _JOINING for word in between.split()[1:])


def _trade(view: View, number: Number, last: int, words: _Words) -> Found[_Head] | None:
    """Up to three words behind a number, where it stands as those who take part; the next link or verb ends them."""
    before = view.plain[: number.start].rstrip()
    qualifier = words.before.get(len(before))
    first = len(view.plain[: qualifier.start].rstrip()) if qualifier else len(before)
    verb_before = any(first - one.end in {0, 3} and one.end <= first for one in words.attending)
    opens = first == 0 or view.plain[first - 1] in ".!?\n" or "\n" in view.plain[first : number.start]
    verb = min((one.start for one in words.attending if one.start >= number.end), default=last)
    trade: list[Word] = []
    for word in view.words:
        if word.start >= number.end and word.end <= min(last, verb) and len(trade) < _WORDS_OF_A_TRADE:
            if word.plain in words_of_role("link") | words_of_role("end") or _BREAKS.search(
                view.plain, trade[-1].end if trade else number.end, word.start
            ):
                break
            trade.append(word)
    if not trade or trade[0].plain[0].isdigit():
        return None
    verb_behind = 0 < verb - trade[-1].end <= 1
    if not (opens or verb_before or verb_behind):
        return None
    return Found(trade[0].start, trade[-1].end, _Head("participants", "attend"))


def _qualified(view: View, number: Number, head: Found[_Head], words: _Words) -> tuple[str, int]:
    """The qualifier of a number, and where the words of the count begin."""
    gap = len(view.plain[: number.start].rstrip())
    before = words.before.get(gap)
    if before:
        return before.value, before.start
    for one in words.behind:
        if number.end <= one.start and one.end <= head.start:
            return one.value, number.start
    return "", number.start
