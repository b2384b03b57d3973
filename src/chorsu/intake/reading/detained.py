"""How many persons were detained or are wanted, and of which nationality.

Owns the counting in words ("двое граждан", "Three smugglers", "водитель и пассажир"), not who they are (`persons`).
An age ("36-летний") counts nobody, and those who are a part of others ("five people, including two women") count once.
"They" and "those detained" are as many as the sentences before tell.
The words stand in `lexicons/<language>/detained.tsv` and `nationals.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.lots import linking
from chorsu.intake.reading.numbers import Number, numbers, numerals
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences as sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Persons", "detained", "nationalities"]

ARRESTED, WANTED = "arrested", "wanted"
_FATES = (ARRESTED, WANTED)
_WORDS_BETWEEN = 2
_MOST = 2_000
"""No notice tells of more persons detained at once; a larger number counts something else."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_COUNTED, _NAMED = 0.9, 0.75
_NEAR = 3
_OTHER_CLAUSE = 40
_FARTHEST = 120
"""Characters beyond which no two words stand together."""
_BESIDE = 1
"""Characters between a number and the word that makes it an age, or a part: a space or a hyphen."""
_STILL_TOLD = 2
"""Sentences behind one that counts persons in which "they" are these."""
_COUNTING = re.compile(r"[^\W\d_]{0,4} (\w+)(?= )")
"""A number between a country and its citizens, with the case ending of the country."""
_ARTICLES = frozenset({"a", "an"})
_FEW_WORDS = re.compile(r" ([^\W\d_]+) (?:[^\W\d_]+ )?")
_OF = re.compile(r"\W{0,3}(?:of (?:the )?)?")
"""Between a word for citizens and their country."""


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
    kinds = {
        "caught": ARRESTED,
        "wanted": WANTED,
        "other": "other",
        "negation": "none",
        "caught_persons": "caught",
        "caught_plural": "those",
    }
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] in kinds]
    return Phrases([(form, kinds[row["kind"]]) for row in rows for form in lexicon.forms(row["words"])], language)


@cache
def _nouns(language: str, *kinds: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] in kinds]
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


def _of_kinds(found: Sequence[Found[str]], *kinds: str) -> list[Found[str]]:
    return [one for one in found if one.value in kinds]


def detained(view: View, setting: Setting, taken: Sequence[tuple[int, int]] = ()) -> list[Value[Persons]]:
    """What each sentence says of persons detained or wanted, in order.

    `taken`: where dates and amounts stand in the view; their numbers count no persons. A verb without a number counts
    one person, or as many as are joined by "and" beside it.
    """
    language = setting.language
    verbs = _phrases(language).find(view)
    if not verbs:
        return []
    words = _nouns(language, "parts", "parts_behind", "age", "they", "both", "pair").find(view)
    parts, ages, plurals = (
        _of_kinds(words, *kinds) for kinds in (("parts", "parts_behind"), ("age",), ("they", "both"))
    )
    joins = linking(language, "joined").find(view)
    groups = _groups(view, language, taken, (ages, _of_kinds(words, "pair"), joins))
    singles = _nouns(language, "single").find(view)
    found: list[Value[Persons]] = []
    earlier, since = 0, 0
    for start, end in sentences_of(view, language):
        inside = _between(verbs, start, end)
        own = _between(groups, start, end)
        if inside and not any(one.value == "none" for one in inside):
            near = _wholes(own, _between(parts, start, end), inside)
            here = _between(singles, start, end)
            joined = _joined_persons(view, language, here, _between(joins, start, end), inside)
            they = [one for one in _between(plurals, start, end) if not _owns(one, here)]
            many = _many(inside, they, earlier) if not near and max(joined.values()) == 1 else None
            near = _with_another(view, near, here, _between(joins, start, end))
            if _between(ages, start, end):  # verbs that may take goods take a person
                inside = [one._replace(value=ARRESTED) if one.value == "caught" else one for one in inside]
            found += _told(view, language, inside, near, joined if many is None else dict.fromkeys(_FATES, many))
        since += 1
        if own:
            earlier, since = (own[0].number if len(own) == 1 else 0), 0
        elif since >= _STILL_TOLD:
            earlier = 0
    return sorted(found, key=lambda one: one.start)


def _owns(they: Found[str], singles: Sequence[Found[str]]) -> bool:
    """Whether a word for "they" stands right before a person, and so only says whose that one is ("их сообщник")."""
    return any(_between(singles, they.end, they.end + _BESIDE + 1))


def _many(verbs: Sequence[Found[str]], plurals: Sequence[Found[str]], earlier: int) -> int | None:
    """How many "they" or "those detained" are, 0 where nobody says; None where the sentence names no such."""
    near = [one for one in plurals if any(abs(verb.start - one.end) < _OTHER_CLAUSE for verb in verbs)]
    if any(one.value == "both" for one in near):
        return 2
    return earlier if near or any(verb.value == "those" for verb in verbs) else None


def _with_another(
    view: View, groups: list[_Group], singles: Sequence[Found[str]], joins: Sequence[Found[str]]
) -> list[_Group]:
    """Groups with the one person joined to them: "the driver and two passengers", "two men and a woman"."""
    whole = []
    for group in groups:
        more = 0
        for one in singles:
            if any(other.start <= one.start < other.end for other in groups):
                continue
            first, last = (one.end, group.start) if one.end <= group.start else (group.end, one.start)
            gap = view.plain[first : min(last, first + _FARTHEST)]
            near = first <= last < first + _FARTHEST and len(_WORD.findall(gap)) <= _NEAR
            if near and not re.search(r"[,.;:()\d]", gap) and _between(joins, first, last):
                more += 1
        whole.append(group._replace(number=group.number + min(more, 1)))
    return whole


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _between[T: _Placed](ordered: Sequence[T], start: int, end: int) -> Sequence[T]:
    """Those that begin from `start` to before `end`, of things in order."""
    return ordered[
        bisect_left(ordered, start, key=lambda one: one.start) : bisect_left(ordered, end, key=lambda one: one.start)
    ]


def _groups(
    view: View, language: str, taken: Sequence[tuple[int, int]], around: tuple[Sequence[Found[str]], ...]
) -> list[_Group]:
    """Numbers of persons: "шесть человек", "Two Afghan nationals", a couple; without a noun "четверо", "Three were"."""
    told_ages, told_pairs, joins = around
    nouns = _nouns(language, "person", "single").find(view)
    ages = {one.start for one in told_ages}
    helping = {one.start for one in _nouns(language, "auxiliary").find(view)}
    spoken_for = {at for start, end in taken for at in range(start, end)}
    groups: list[_Group] = []
    bare: list[Number] = []
    for number in numbers(view, language):
        if number.value != int(number.value) or not 0 < number.value <= _MOST or number.other is not None:
            continue
        if not spoken_for.isdisjoint(range(number.start, number.end)):
            continue
        if any(at in ages for at in range(number.end, number.end + _BESIDE + 1)):
            continue
        nth = bisect_left(nouns, number.end, key=lambda one: one.start)
        if nth < len(nouns) and _near(view, number.end, nouns[nth].start):
            groups += [
                _Group(one.start, one.end, int(one.value))
                for one in bare[-1:]
                if _same_noun(view, one.end, number.start, joins)
            ]
            groups.append(_Group(number.start, nouns[nth].end, int(number.value)))
        elif _is_collective(view, number, language) or (number.spelled and number.end + 1 in helping):
            groups.append(_Group(number.start, number.end, int(number.value)))
        elif view.plain[number.start : number.end] not in _ARTICLES:
            bare.append(number)
    pairs = [_Group(one.start, one.end, 2) for one in told_pairs]
    apart = [one for one in groups if not any(one.start < pair.end and pair.start < one.end for pair in pairs)]
    return sorted((*pairs, *apart))


def _same_noun(view: View, end: int, start: int, joins: Sequence[Found[str]]) -> bool:
    """Whether two numbers share the noun behind the second: "three Georgian and two Armenian drivers"."""
    gap = view.plain[end : min(start, end + _FARTHEST)]
    few = start < end + _FARTHEST and 1 < len(_WORD.findall(gap)) <= _WORDS_BETWEEN + 1
    return few and not re.search(r"[,.;:()\d]", gap) and any(_between(joins, end, start))


def _near(view: View, end: int, start: int) -> bool:
    gap = view.plain[end : min(start, end + _FARTHEST)]
    if gap.startswith("-") or start > end + _FARTHEST:  # "a 34-year-old", "22-летнего"
        return False
    return len(_WORD.findall(gap)) <= _WORDS_BETWEEN and not re.search(r"[,.;:()\d]", gap)


def _is_collective(view: View, number: Number, language: str) -> bool:
    """A numeral that counts only persons ("четверо", "үшөө", "екеуі")."""
    endings = {"ru": ("ое", "еро", "оих", "ерых"), "kk": ("еу", "ау", "еуі"), "ky": ("өө", "оо")}.get(language, ())
    return bool(endings) and number.spelled and view.plain[number.start : number.end].endswith(endings)


def _wholes(groups: Sequence[_Group], parts: Sequence[Found[str]], verbs: Sequence[Found[str]]) -> list[_Group]:
    """Groups that are no part of one counted before: not the "two women" of "five people, including two women"."""
    return [
        group
        for group in groups
        if not any(
            groups[0].end <= part.start and not _between(verbs, part.end, group.start) for part in _beside(parts, group)
        )
    ]


def _beside(parts: Sequence[Found[str]], group: _Group) -> Iterator[Found[str]]:
    """The last words for a part before or within a group, and such as stand right behind it in some languages."""
    nth = bisect_left(parts, group.end, key=lambda one: one.start)
    yield from (one for one in parts[max(0, nth - 1) : nth] if one.value == "parts")
    yield from (one for one in parts[nth : nth + 1] if one.value == "parts_behind" and one.start <= group.end + _BESIDE)


def _told(
    view: View, language: str, verbs: Sequence[Found[str]], groups: Iterable[_Group], joined: dict[str, int]
) -> list[Value[Persons]]:
    counted = _by_verb(view, language, verbs, groups)
    found = []
    for nth, verb in enumerate(verbs):
        what = _fate(verb)
        own = counted.get(nth, [])
        if what not in {ARRESTED, WANTED}:
            continue
        if own:
            number = sum(group.number for group in own)
            found.append(view.value(Persons(what, number), own[0].start, own[0].end, _COUNTED))
        elif joined[what] and verb.value != "caught":
            found.append(view.value(Persons(what, joined[what]), verb.start, verb.end, _NAMED))
    return found


def _by_verb(
    view: View, language: str, verbs: Sequence[Found[str]], groups: Iterable[_Group]
) -> dict[int, list[_Group]]:
    """The groups by the number of the verb that is nearest to each."""
    counted: dict[int, list[_Group]] = {}
    for group in groups:
        first = max(0, bisect_left(verbs, group.start, key=lambda one: one.start) - 1)
        last = bisect_left(verbs, group.end, key=lambda one: one.start)
        beside = range(first, min(last, len(verbs) - 1) + 1)
        nearest = min(beside, key=lambda nth: _distance(view, language, verbs[nth], group))
        counted.setdefault(nearest, []).append(group)
    return counted


def _distance(view: View, language: str, verb: Found[str], group: _Group) -> int:
    """Characters between a verb and a group; more across "and" or a comma, as of another clause, and a semicolon."""
    first, second = (group.end, verb.start) if verb.start >= group.end else (verb.end, group.start)
    if second - first > _FARTHEST:
        return second - first + _OTHER_CLAUSE
    gap = view.plain[first : max(first, second)]
    parted = "," in gap or not _joiners(language).isdisjoint(_WORD.findall(gap))
    return len(gap) + (2 * _OTHER_CLAUSE if ";" in gap else _OTHER_CLAUSE if parted else 0)


@cache
def _joiners(language: str) -> frozenset[str]:
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == "joined"]
    return frozenset(form for row in rows for form in lexicon.forms(row["words"]))


def _joined_persons(
    view: View, language: str, nouns: Sequence[Found[str]], joins: Sequence[Found[str]], verbs: Sequence[Found[str]]
) -> dict[str, int]:
    """How many persons stand joined beside the verbs of each fate: "Водитель и пассажир задержаны"."""
    rows = _rows(view, nouns, joins)
    fates = {_fate(verb) for verb in verbs}.intersection(_FATES)
    if len(fates) < len(_FATES):
        return dict.fromkeys(_FATES, max((row.number for row in rows), default=1))
    told = dict.fromkeys(_FATES, 1)
    for nth, own in _by_verb(view, language, verbs, rows).items():
        fate = _fate(verbs[nth])
        told[fate] = max(told.get(fate, 1), *(row.number for row in own))
    return told


def _fate(verb: Found[str]) -> str:
    return ARRESTED if verb.value in {"caught", "those"} else verb.value


def _rows(view: View, nouns: Sequence[Found[str]], joins: Sequence[Found[str]]) -> list[_Group]:
    """The rows of two persons and more.

    A comma joins only in a row that ends with "and"; else what follows it tells of the same person. Names between
    two persons part nobody.
    """
    rows: list[_Group] = []
    first = listed = 0
    count = 1
    for nth, (one, other) in enumerate(pairwise(nouns)):
        gap = view.plain[one.end : min(other.start, one.end + _FARTHEST)]
        at = bisect_left(joins, one.end, key=lambda join: join.start)
        joined = at < len(joins) and joins[at].end <= other.start
        near = other.start <= one.end + _FARTHEST and _small_words(view, one.end, other.start) <= _NEAR
        if near and joined:
            count, listed = count + listed + 1, 0
            rows.append(_Group(nouns[first].start, other.end, count))
        elif near and gap.strip() == ",":
            listed += 1
        else:
            first, count, listed = nth + 1, 1, 0
    return rows


def _small_words(view: View, start: int, end: int) -> int:
    """Words that no capital letter makes a name of."""
    return sum(1 for word in _WORD.finditer(view.cased, start, min(end, start + _FARTHEST)) if not word[0][0].isupper())


def nationalities(view: View, setting: Setting, countries: Sequence[Value[str]] = ()) -> list[Value[str]]:
    """ISO 3166-1 alpha-2 codes of the nationalities told: a country beside "citizen", or a word for its people.

    `countries`: codes of countries that the text names, with their places.
    """
    language = setting.language
    citizens = _nouns(language, "citizen").find(view)
    persons = sorted((*citizens, *_nouns(language, "person", "single").find(view)))
    ends = sorted(one.end for one in citizens)
    found = []
    for country in countries:
        start, end = view.place(country.start, country.end)
        nth = bisect_right(ends, start) - 1
        before = nth >= 0 and bool(_OF.fullmatch(view.plain, ends[nth], start))
        counted = _COUNTING.match(view.plain, end)
        if counted and (counted[1].isdecimal() or counted[1] in numerals(language)):  # "İranın iki vətəndaşı"
            end = counted.end(1)
        if before or any(_between(citizens, end, end + _NEAR + 1)):
            found.append(country)
    told: list[Found[str]] = []
    for one in reversed(_nationals(language).find(view)):
        if language == "ru" or _of_persons(view, one.end, persons, told[-1:], language):
            told.append(one)
    found += [view.value(one.value, one.start, one.end, _COUNTED) for one in told]
    return sorted(found, key=lambda one: one.start)


def _of_persons(view: View, end: int, persons: Sequence[Found[str]], told: Sequence[Found[str]], language: str) -> bool:
    """Whether a word for a people stands before persons, or before another that does ("Georgian and two Armenian")."""
    if any(_between(persons, end, end + 2)):
        return True
    gaps = [_FEW_WORDS.fullmatch(view.plain, end, other.start) for other in told]
    return any(gap and gap[1] in _joiners(language) for gap in gaps)


@cache
def _nationals(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "nationals")
    return Phrases([(form, row["country"]) for row in rows for form in lexicon.forms(row["words"])], language)
