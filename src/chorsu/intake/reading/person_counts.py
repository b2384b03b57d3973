"""Counts of persons in a text: "шесть человек", "Two Afghan nationals", "ikki nafar sotuvchi", a couple, "четверо".

Owns which numbers count persons and where the words of each count end; what joins them stands in `company` and
`arrests`, what happened to the persons in `detained`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import arrests, lexicon
from chorsu.intake.reading.company import Group
from chorsu.intake.reading.numbers import Number, numbers
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.verb_order import FARTHEST, between
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SETS", "counts_of_persons", "nouns"]

SETS = {"pair": 2, "three": 3, "four": 4}
"""Words for several persons together."""
_WORDS_BETWEEN = 2
_MOST = 2_000
"""No notice tells of more persons detained at once; a larger number counts something else."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BESIDE = 1
"""Characters between a number and the word that makes it an age: a space or a hyphen."""
_OF_THINGS = re.compile(r" (?:of\b|[^\W\d_]{4})")
_YEARS = range(1900, 2101)
_ARTICLES = frozenset({"a", "an"})
_COUNTERS = frozenset({"nafar", "нафар", "nəfər", "нәпәр", "نفر", "تن"})
"""Words that stand between a number and the noun for the persons: "ikki nafar sotuvchi"."""


@cache
def nouns(language: str, *kinds: str) -> Phrases[str]:
    """The words of `detained.tsv` of some kinds, each with its kind."""
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] in kinds]
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


def counts_of_persons(
    view: View,
    language: str,
    taken: Sequence[tuple[int, int]],
    around: tuple[Sequence[Found[str]], ...],
    said: arrests.Said,
) -> list[Group]:
    """Numbers of persons: "шесть человек", "Two Afghan nationals", a couple; without a noun "четверо", "Three were"."""
    told_ages, told_pairs, joins, both = around
    crews = {one.end for one in nouns(language, "crew").find(view)}
    heads = nouns(language, "person", "single").find(view)
    ages = {one.start for one in told_ages}
    helping = {one.start for one in nouns(language, "auxiliary").find(view)}
    spoken_for = {at for start, end in taken for at in range(start, end)}
    groups: list[Group] = []
    bare: list[Number] = []
    for number in numbers(view, language):
        if number.value != int(number.value) or not 0 < number.value <= _MOST or number.other is not None:
            continue
        if not spoken_for.isdisjoint(range(number.start, number.end)):
            continue
        if (number.whole and number.value in _YEARS) or any(
            at in ages for at in range(number.end, number.end + _BESIDE + 1)
        ):
            continue
        if any(one.start < number.start < one.end for one in both):  # "hər ikisi"
            continue
        nth = bisect_left(heads, number.end, key=lambda one: one.start)
        if nth and number.end <= heads[nth - 1].end:  # "бир тууган"
            continue
        if nth < len(heads) and _near(view, number.end, heads[nth].start):
            groups += [
                Group(one.start, one.end, int(one.value))
                for one in bare[-1:]
                if _same_noun(view, one.end, number.start, joins) or arrests.is_part(view, said, one.end, number.start)
            ]
            groups.append(Group(number.start, _end_of_noun(view, heads, nth, joins), int(number.value)))
        elif (
            _is_collective(view, number, language)
            or number.start - 1 in crews
            or (number.spelled and number.end + 1 in helping)
            or arrests.is_elliptic(view, said, number, groups, joins)
        ):
            groups.append(Group(number.start, number.end, int(number.value)))
        elif view.plain[number.start : number.end] not in _ARTICLES:
            bare.append(number)
    ends = {one.end for one in groups if one.number > 1}
    told_pairs = sorted((*told_pairs, *_taken_up(view, language)))
    pairs = [Group(one.start, one.end, SETS[one.value]) for one in told_pairs if one.end not in ends]  # "uch aka-uka"
    apart = [one for one in groups if not any(one.start < pair.end and pair.start < one.end for pair in pairs)]
    return sorted((*pairs, *arrests.without_another_inside(said, apart)))


def _taken_up(view: View, language: str) -> list[Found[str]]:
    """Words that are also a number of things ("pair", "пара"), where a verb stands beside and no noun behind."""
    alone = nouns(language, "alone").find(view)
    if not alone:
        return []
    caught = nouns(language, "caught", "wanted", "auxiliary").find(view)
    starts, ends = {one.start for one in caught}, {one.end for one in caught}
    return [
        one._replace(value="pair")
        for one in alone
        if one.end + 1 in starts or (one.start - 1 in ends and not _OF_THINGS.match(view.plain, one.end))
    ]


def _same_noun(view: View, end: int, start: int, joins: Sequence[Found[str]]) -> bool:
    """Whether two numbers share the noun behind the second: "three Georgian and two Armenian drivers"."""
    gap = view.plain[end : min(start, end + FARTHEST)]
    few = start < end + FARTHEST and 1 < len(_WORD.findall(gap)) <= _WORDS_BETWEEN + 1
    return few and not re.search(r"[,.;:()\d]", gap) and any(between(joins, end, start))


def _near(view: View, end: int, start: int) -> bool:
    gap = view.plain[end : min(start, end + FARTHEST)]
    if gap.startswith("-") or start > end + FARTHEST:  # "a 34-year-old", "22-летнего"
        return False
    return len(_WORD.findall(gap)) <= _WORDS_BETWEEN and not re.search(r"[,.;:()\d]", gap)


def _is_collective(view: View, number: Number, language: str) -> bool:
    """A numeral that counts only persons ("четверо", "үшөө", "екеуі")."""
    endings = {"ru": ("ое", "еро", "оих", "ерых"), "kk": ("еу", "ау", "еуі"), "ky": ("өө", "оо")}.get(language, ())
    written = view.plain[number.start : number.end]
    return number.spelled and ((bool(endings) and written.endswith(endings)) or written in _collectives(language))


@cache
def _collectives(language: str) -> frozenset[str]:
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] == "collective"]
    return frozenset(View(form).plain for row in rows for form in lexicon.forms(row["words"]))


def _end_of_noun(view: View, heads: Sequence[Found[str]], nth: int, joins: Sequence[Found[str]]) -> int:
    """Where the noun of a count ends; behind a counter it is the next one: "ikki nafar yo'lovchi" are two."""
    head = heads[nth]
    if view.plain[head.start : head.end] not in _COUNTERS or nth + 1 == len(heads):
        return head.end
    behind = heads[nth + 1]
    gap = view.plain[head.end : behind.start]
    plain = len(_WORD.findall(gap)) <= _WORDS_BETWEEN and not re.search(r"[,،.;:()\d]", gap)
    return behind.end if plain and not any(between(joins, head.end, behind.start)) else head.end
