"""How many persons were detained or are wanted, and of which nationality.

Owns the counting in words ("двое граждан", "Three smugglers", "водитель и пассажир"), not who they are (`persons`).
The words stand in `lexicons/<language>/detained.tsv` and `nationals.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.lots import linking
from chorsu.intake.reading.numbers import Number, numbers
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences as sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Persons", "detained", "nationalities"]

ARRESTED, WANTED = "arrested", "wanted"
_WORDS_BETWEEN = 2
_MOST = 2_000
"""No notice tells of more persons detained at once; a larger number counts something else."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_COUNTED, _NAMED = 0.9, 0.75
_NEAR = 3
_OTHER_CLAUSE = 40


@dataclass(frozen=True, slots=True)
class Persons:
    """`number` of persons; `what` is `arrested` or `wanted`."""

    what: str
    number: int


class _Group(NamedTuple):
    start: int
    end: int
    number: int


@cache
def _phrases(language: str) -> Phrases[str]:
    """Verbs: what happened to the persons."""
    kinds = {"caught": ARRESTED, "wanted": WANTED, "other": "other", "negation": "none", "caught_persons": "caught"}
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] in kinds]
    return Phrases([(form, kinds[row["kind"]]) for row in rows for form in lexicon.forms(row["words"])], language)


@cache
def _nouns(language: str, kind: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] == kind]
    return Phrases([(form, kind) for row in rows for form in lexicon.forms(row["words"])], language)


def detained(view: View, setting: Setting, taken: Sequence[tuple[int, int]] = ()) -> list[Value[Persons]]:
    """What each sentence says of persons detained or wanted, in order.

    `taken`: where dates and amounts stand in the view; their numbers count no persons. A verb without a number counts
    one person, or as many as are joined by "and" beside it.
    """
    language = setting.language
    verbs = _phrases(language).find(view)
    if not verbs:
        return []
    groups = _groups(view, language, taken)
    found: list[Value[Persons]] = []
    for start, end in sentences_of(view, language):
        inside = [one for one in verbs if start <= one.start < end]
        if inside and not any(one.value == "none" for one in inside):
            near = [one for one in groups if start <= one.start < end]
            found += _told(view, language, inside, near, (start, end))
    return sorted(found, key=lambda one: one.start)


def _groups(view: View, language: str, taken: Sequence[tuple[int, int]]) -> list[_Group]:
    """Numbers of persons: "шесть человек", "Two Afghan nationals", and Russian "четверо" by itself."""
    nouns = _nouns(language, "person").find(view)
    groups = []
    for number in numbers(view, language):
        if number.value != int(number.value) or not 0 < number.value <= _MOST or number.other is not None:
            continue
        if any(start < number.end and number.start < end for start, end in taken):
            continue
        noun = next((one for one in nouns if one.start >= number.end and _near(view, number.end, one.start)), None)
        if noun:
            groups.append(_Group(number.start, noun.end, int(number.value)))
        elif _is_collective(view, number, language):
            groups.append(_Group(number.start, number.end, int(number.value)))
    return groups


def _near(view: View, end: int, start: int) -> bool:
    gap = view.plain[end:start]
    if gap.startswith("-"):  # "a 34-year-old", "22-летнего"
        return False
    return len(_WORD.findall(gap)) <= _WORDS_BETWEEN and not re.search(r"[,.;:()\d]", gap)


def _is_collective(view: View, number: Number, language: str) -> bool:
    """A numeral that counts only persons ("четверо", "үшөө", "екеуі")."""
    endings = {"ru": ("ое", "еро", "оих", "ерых"), "kk": ("еу", "ау", "еуі"), "ky": ("өө", "оо")}.get(language, ())
    return bool(endings) and number.spelled and view.plain[number.start : number.end].endswith(endings)


def _told(
    view: View, language: str, verbs: Sequence[Found[str]], groups: Iterable[_Group], sentence: tuple[int, int]
) -> list[Value[Persons]]:
    counted: dict[int, list[_Group]] = {}
    for group in groups:
        nearest = min(range(len(verbs)), key=lambda nth: _distance(view, language, verbs[nth], group))
        counted.setdefault(nearest, []).append(group)
    found = []
    for nth, verb in enumerate(verbs):
        what = ARRESTED if verb.value == "caught" else verb.value
        own = counted.get(nth, [])
        if what not in {ARRESTED, WANTED} or (verb.value == "caught" and not own):
            continue
        if own:
            number = sum(group.number for group in own)
            found.append(view.value(Persons(what, number), own[0].start, own[0].end, _COUNTED))
        else:
            number = _joined_persons(view, language, sentence)
            found.append(view.value(Persons(what, number), verb.start, verb.end, _NAMED))
    return found


def _distance(view: View, language: str, verb: Found[str], group: _Group) -> int:
    """Characters between a verb and a group; across "and" or a comma it is another clause."""
    first, second = (group.end, verb.start) if verb.start >= group.end else (verb.end, group.start)
    gap = view.plain[first : max(first, second)]
    parted = "," in gap or ";" in gap or not _joiners(language).isdisjoint(_WORD.findall(gap))
    return len(gap) + (_OTHER_CLAUSE if parted else 0)


@cache
def _joiners(language: str) -> frozenset[str]:
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == "joined"]
    return frozenset(form for row in rows for form in lexicon.forms(row["words"]))


def _joined_persons(view: View, language: str, sentence: tuple[int, int]) -> int:
    """How many persons stand joined in the sentence of the verb: "Водитель и пассажир задержаны"."""
    nouns = [one for one in _nouns(language, "single").find(view) if sentence[0] <= one.start < sentence[1]]
    joins = [one for one in linking(language, "joined").find(view) if sentence[0] <= one.start < sentence[1]]
    best = 1
    for nth, noun in enumerate(nouns):
        count, last = 1, noun
        for other in nouns[nth + 1 :]:
            gap = view.plain[last.end : other.start]
            joined = any(last.end <= join.start and join.end <= other.start for join in joins) or gap.strip() == ","
            if not joined or len(_WORD.findall(gap)) > _NEAR:
                break
            count, last = count + 1, other
        best = max(best, count)
    return best


def nationalities(view: View, setting: Setting, countries: Sequence[Value[str]] = ()) -> list[Value[str]]:
    """ISO 3166-1 alpha-2 codes of the nationalities told: a country beside "citizen", or a word for its people.

    `countries`: codes of countries that the text names, with their places.
    """
    language = setting.language
    citizens = _nouns(language, "citizen").find(view)
    persons = (*citizens, *_nouns(language, "person").find(view))
    found = []
    for country in countries:
        start, end = view.place(country.start, country.end)
        if any(0 <= start - one.end <= _NEAR or 0 <= one.start - end <= _NEAR for one in citizens):
            found.append(country)
    found += [
        view.value(one.value, one.start, one.end, _COUNTED)
        for one in _nationals(language).find(view)
        if language == "ru" or any(0 <= other.start - one.end <= 1 for other in persons)
    ]
    return sorted(found, key=lambda one: one.start)


@cache
def _nationals(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "nationals")
    return Phrases([(form, row["country"]) for row in rows for form in lexicon.forms(row["words"])], language)
