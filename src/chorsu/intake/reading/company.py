"""Persons who are told together: a count with one more ("two men and a woman"), rows, and those who come along.

Owns what joins persons; which verb tells of them is `verb_order`'s, what happened to them `detained`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading.persons_said import NAME, listed_before
from chorsu.intake.reading.verb_order import FARTHEST, between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.phrases import Found
    from chorsu.intake.reading.views import View

__all__ = ["Group", "companions", "rows_of", "with_another"]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BESIDE = 1
"""Characters between a count and the word for "with": a space."""
_NEAR = 4
"""Words between persons who are joined."""
_FEW = 2
"""Words that describe a person between a word for "with" and the noun."""
_HIS = re.compile(r", ?(?:анын|оның|унинг|uning|onun|onuň) ")
"""Between a person and one told of as belonging to them: "айдоочу, анын аялы"."""
_WITH_FIRST = frozenset({"en", "ru", "tg", "fa", "ps"})
"""Languages whose word for "with" stands before the company."""


_AGE = re.compile(
    r"\b\d{1,2}-(?:year-old|летн\w{2,3}) ?|\bof \d{2}\b|"
    r"\b\d{2}[- ](?:сола|ساله|yoshli|ёшли|жастағы|жаштагы|ýaşly|yaşlı) ?"
)
"""An age beside a word for a person: it counts nobody."""


class Group(NamedTuple):
    """A number of persons, with where its words begin and end in the view."""

    start: int
    end: int
    number: int


def with_another(
    view: View, language: str, groups: list[Group], singles: Sequence[Found[str]], joins: Sequence[Found[str]]
) -> list[Group]:
    """Groups with the one person joined to them: "the driver and two passengers", "two men and a woman"."""
    whole = []
    alone = [one for one in singles if not any(group.start <= one.start < group.end for group in groups)]
    rows = rows_of(view, alone, joins)
    for group in groups:
        more = 0
        for one in alone:
            first, last = (one.end, group.start) if one.end <= group.start else (group.end, one.start)
            if one.value == NAME and (
                between(singles, first, last) or (one.start >= group.end and _is_named(group, singles))
            ):
                continue
            gap = _AGE.sub("", view.plain[first : min(last, first + FARTHEST)])
            near = first <= last < first + FARTHEST and len(_WORD.findall(gap)) <= _NEAR
            if near and not re.search(r"[,.;:()\d]", gap) and between(joins, first, last):
                listed = listed_before(view, alone, one) if last == group.start else 0
                more = max(more, *(row.number for row in rows if row.start <= one.start < row.end), 1 + listed)
        more = more or int(_accompany(group, groups, singles, joins, language))
        more = more or _company_of(view, language, group, groups, alone, joins)
        whole.append(group._replace(number=group.number + more))
    return whole


def _company_of(  # noqa: PLR0913, PLR0917 -- a sentence with its lists
    view: View,
    language: str,
    group: Group,
    groups: Sequence[Group],
    singles: Sequence[Found[str]],
    joins: Sequence[Found[str]],
) -> int:
    """How many are with the only group of a sentence, behind its verb: "A clerk was held along with his brother"."""
    if language not in _WITH_FIRST or len(groups) > 1:
        return 0
    behind = [one for one in companions(view, language, singles, joins) if one.start > group.end]
    return max((one.number - 1 for one in behind), default=0)


def companions(view: View, language: str, singles: Sequence[Found[str]], joins: Sequence[Found[str]]) -> list[Group]:
    """Rows of one told of and those with them, whom another word than "and" joins, where the rows hold them not yet.

    "Мужчину задержали вместе с братом", "47 жаштагы аял уулу менен кармалды". A language whose word for "with" follows
    the company has it right behind, and the person before; else that person may be one whom no list knows.
    """
    along = [join for join in joins if join.value == "with"]
    rows = rows_of(view, singles, joins) if along else []
    found: list[Group] = []
    for join in along:
        if language in _WITH_FIRST:
            nth = bisect_left(singles, join.end, key=lambda one: one.start)
            near = [one for one in singles[nth : nth + 1] if _follows(view, join.end, one.start)]
        else:
            near = [one for one in singles if one.end < join.start <= one.end + _BESIDE]
            near = near if near and any(one.end <= near[0].start for one in singles) else []
        if near:
            company = next((row.number for row in rows if row.start == near[0].start), 1)
            found.append(Group(near[0].start, near[0].end, 1 + company))
    return found


def _follows(view: View, end: int, start: int) -> bool:
    """Whether only what describes a person stands between a word for "with" and them: "with her 20-year-old son"."""
    gap = _AGE.sub("", view.plain[end : min(start, end + FARTHEST)])
    return start < end + FARTHEST and len(_WORD.findall(gap)) <= _FEW and not re.search(r"[,.;:()\d]", gap)


def _is_named(group: Group, singles: Sequence[Found[str]]) -> bool:
    """Whether the names of a group's persons follow it: "ду сокини деҳа — X ва Y"."""
    return any(one.value == NAME for one in between(singles, group.start, group.end))


def _accompany(
    group: Group, groups: Sequence[Group], singles: Sequence[Found[str]], joins: Sequence[Found[str]], language: str
) -> bool:
    """Whether the only group of a sentence is with one person told of before: "соҳиби хона … бо ду писараш"."""
    first = language in _WITH_FIRST
    gaps = [group.start - join.end if first else join.start - group.end for join in joins if join.value == "with"]
    return _BESIDE in gaps and len(groups) == 1 and any(one.end <= group.start - _BESIDE for one in singles)


def rows_of(view: View, nouns: Sequence[Found[str]], joins: Sequence[Found[str]]) -> list[Group]:
    """The rows of two persons and more.

    A comma joins only in a row that ends with "and"; else what follows it tells of the same person. Names between
    two persons part nobody.
    """
    rows: list[Group] = []
    first = listed = 0
    count = 1
    for nth, (one, other) in enumerate(pairwise(nouns)):
        gap = view.plain[one.end : min(other.start, one.end + FARTHEST)]
        at = bisect_left(joins, one.end, key=lambda join: join.start)
        joined = at < len(joins) and joins[at].end <= other.start
        near = other.start <= one.end + FARTHEST and _small_words(view, one.end, other.start) <= _NEAR
        if near and joined:
            count, listed = count + listed + 1, 0
            rows.append(Group(nouns[first].start, other.end, count))
        elif near and gap.strip() in {",", "،"}:
            listed += 1
        elif near and _HIS.fullmatch(gap):
            count += 1
            rows.append(Group(nouns[first].start, other.end, count))
        else:
            first, count, listed = nth + 1, 1, 0
    return rows


def _small_words(view: View, start: int, end: int) -> int:
    """Words that no capital letter makes a name of."""
    gap = _AGE.sub("", view.cased[start : min(end, start + FARTHEST)])
    return sum(1 for word in _WORD.finditer(gap) if not word[0][0].isupper())
