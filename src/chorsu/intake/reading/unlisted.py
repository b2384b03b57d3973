"""Persons whom no list knows, counted by how their words stand together: rows of single roles, and appositions.

"The engine driver, his assistant and a track inspector" are three, though no list has track inspectors; "the alleged
operator, 24-year-old X, and two couriers" are three, as what stands between the commas tells of the operator. Owns
these forms; the words of persons stand in `lexicons/<language>/detained.tsv`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chorsu.intake.reading.company import Group
from chorsu.intake.reading.manners import carrying
from chorsu.intake.reading.persons_said import NAME
from chorsu.intake.reading.verb_order import between
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.phrases import Found

__all__ = ["rows_of_roles", "with_described", "with_rows"]

_ROW = 160
"""Characters of the longest row."""
_LONGEST = 6
"""Words of one role with what tells more of it."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[;:()\n]\s*")
_HELPING = re.compile(r" (?:were|are|have been|had been) (?:all |both |also |later |since )?(?:been )?")
_THREE = 3
_TELLS_MORE = re.compile(r"an? .*\b(?:of|from) ")
"""What follows a comma to tell of the person before: "the driver, a resident of Osh, and his brother"."""
_DETERMINED = re.compile(r"(?:an?|the|his|her|their) ")
_WHOSE = re.compile(r"(?:his|her|their|его|ее|их|uning|унинг|анын|оның|onun|onuň) ")
_MANY = {
    "en": re.compile(r"(?:[^s]s|men|women|people)$"),
    "ru": re.compile(r"(?:[ыи]|[ыи]е|ей|ов|ами|ями|ых|их)$"),
    "tg": re.compile(r"(?:он|ҳо|гон|ҳои|они)$"),
}
_MANY_TURKIC = re.compile(r"(?:lar|ler|лар|лер|дар|дер|тар|тер|лор|лөр|дор|дөр|тор|төр)\w{0,4}$")
"""Endings of several persons: such words are no single role."""
_ADJECTIVE = re.compile(r"(?:[ыиоа]й|[ая]я)$")
_ROLE_FIRST = frozenset({"ru", "tg"})
"""Languages whose role stands before what tells more of it ("осмотрщик вагонов")."""
_APPOSITION = re.compile(r"(?P<title>[^,،]+)[,،] (?P<told>[^,،]+)[,،] $")
_AGE = re.compile(r"(?:[^\W\d_]+ )?\d{1,2}(?:[ -]|$)")
"""How an apposition that tells an age begins: "24-year-old X", "a 44-year-old man", "51"."""


def rows_of_roles(  # noqa: PLR0913, PLR0917 -- the words that others found are handed in
    view: View,
    language: str,
    span: tuple[int, int],
    known: Sequence[Found[str]],
    joins: Sequence[Found[str]],
    verbs: Sequence[Found[str]],
) -> list[Group]:
    """The rows of single roles right before or behind a verb of arrest; a list knows one of three and both of two.

    `span`: the sentence in the view; `known`, `joins`, `verbs`: words for persons, for "and" and of arrest in it.
    """
    rows = []
    for nth, verb in enumerate(verbs):
        first = verbs[nth - 1].end if nth else span[0]
        last = verbs[nth + 1].start if nth + 1 < len(verbs) else span[1]
        for start, end in (_before(view, language, first, verb), _behind(view, language, verb, last)):
            number = _roles(view, language, (start, end), joins)
            if number and len(between(known, start, end)) >= (1 if number >= _THREE else number):
                rows.append(Group(start, end, number))
    return rows


def with_rows(groups: Sequence[Group], rows: Sequence[Group]) -> list[Group]:
    """The counts with the rows among them; no row where one of its parts counts several: "the cook and two others"."""
    single = [row for row in rows if not any(row.start <= one.start < row.end and one.number > 1 for one in groups)]
    apart = [one for one in groups if not any(row.start <= one.start < row.end for row in single)]
    return sorted([*apart, *single])


def _before(view: View, language: str, first: int, verb: Found[str]) -> tuple[int, int]:
    """What stands from the beginning of a clause to a verb that tells of several: "A, B and C were …"."""
    start = max([first, *(match.end() for match in _CLAUSE.finditer(view.plain, first, verb.start))])
    while start < verb.start and view.plain[start].isspace():
        start += 1
    end = verb.start - 1
    if language == "en":
        helping = list(_HELPING.finditer(view.plain, start, verb.start))
        end = helping[-1].start() if helping and helping[-1].end() == verb.start else start
    elif language == "ru" and not view.plain[verb.start : verb.end].split()[0].endswith("ы"):
        end = start
    return (start, end) if start < end <= start + _ROW else (start, start)


def _behind(view: View, language: str, verb: Found[str], last: int) -> tuple[int, int]:
    """What stands from a verb that tells of several to the end of its sentence: "Задержаны A, его B и C"."""
    start = verb.end + 1
    end = last
    while end > start and not view.plain[end - 1].isalnum():
        end -= 1
    plural = language == "ru" and view.plain[verb.start : verb.end].split()[0].endswith("ы")
    return (start, end) if plural and start < end <= start + _ROW else (start, start)


def _roles(view: View, language: str, span: tuple[int, int], joins: Sequence[Found[str]]) -> int:
    """How many roles a row names; 0 where it is none."""
    start, end = span
    inside = between(joins, start, end)
    if not inside:
        return 0
    last = inside[-1]
    parts = [*view.plain[start : last.start].rstrip(" ,").split(", "), view.plain[last.end : end].strip()]
    if not all(_is_role(part, language, joins, view) for part in parts):
        return 0
    if view.plain[last.start - 2 : last.start - 1] != "," or (language == "en" and not _TELLS_MORE.match(parts[1])):
        return len(parts)
    return _THREE - 1 if len(parts) == _THREE else 0  # what stands before this comma tells of the first


def _is_role(part: str, language: str, joins: Sequence[Found[str]], view: View) -> bool:
    """Whether these words are one role in the singular: no number, no "and", no vehicle ("водитель и машина")."""
    said = {view.plain[one.start : one.end] for one in joins}
    bare = _WHOSE.sub("", part, count=1)
    if language == "en":
        determined = _DETERMINED.match(part)
        if not determined:
            return False
        bare = part[determined.end() :]
    words = bare.split()
    if not 0 < len(words) <= _LONGEST or not said.isdisjoint(words) or not all(map(_WORD.fullmatch, words)):
        return False
    head = _head(words, language)
    return not _many(language).search(head) and not carrying(language).find(View(head))


def _many(language: str) -> re.Pattern[str]:
    return _MANY.get(language, _MANY_TURKIC)


def _head(words: Sequence[str], language: str) -> str:
    """The word for the role itself among those that tell more of it."""
    if language == "en":
        before_of = next((nth for nth, word in enumerate(words) if word in {"of", "from", "in", "at"}), len(words))
        return words[max(0, before_of - 1)]
    if language in _ROLE_FIRST:
        return next((word for word in words if not _ADJECTIVE.search(word)), words[0])
    return words[-1]


def with_described(  # noqa: PLR0913, PLR0917 -- the words that others found are handed in
    view: View,
    start: int,
    counts: tuple[Sequence[Group], Sequence[Group]],
    singles: Sequence[Found[str]],
    joins: Sequence[Found[str]],
    verbs: Sequence[Found[str]],
) -> list[Group]:
    """The groups, one more in each before which one is told with an apposition: "the operator, X, and two couriers".

    `counts`: the groups, and the same with those whom other rules join to them. `start`: where the sentence begins in
    the view; `singles`: those whom the lists know, and names.
    """
    counted, whole = counts
    return [
        group._replace(number=group.number + 1)
        if group.number == alone.number
        and _is_described(view, _beginning(view, start, group, counted), group, singles, joins, verbs)
        else group
        for alone, group in zip(counted, whole, strict=True)
    ]


def _beginning(view: View, start: int, group: Group, groups: Sequence[Group]) -> int:
    """Where the words that can tell of one before a group begin: behind a clause, or a group before."""
    ends = [match.end() for match in _CLAUSE.finditer(view.plain, start, group.start)]
    return max([start, *ends, *(one.end for one in groups if one.end <= group.start)])


def _is_described(  # noqa: PLR0913, PLR0917 -- the words that others found are handed in
    view: View,
    first: int,
    group: Group,
    singles: Sequence[Found[str]],
    joins: Sequence[Found[str]],
    verbs: Sequence[Found[str]],
) -> bool:
    """Whether one stands before a group with a name or an age between commas: "<title>, <apposition>, and <group>"."""
    join = next((one for one in between(joins, first, group.start) if one.end == group.start - 1), None)
    told = _APPOSITION.search(view.plain[first : join.start]) if join else None
    if join is None or told is None or not _WORD.search(told["title"]):
        return False
    at = first + told.start("told")
    if any(between(joins, at, join.start)) or any(between(verbs, at, join.start)) or _WHOSE.match(told["told"]):
        return False
    if _AGE.match(told["told"]) or any(one.start < at < one.end for one in singles):
        return True
    titled = between(singles, first + told.start("title"), at)
    return not any(one.value == NAME for one in titled) and any(
        one.value == NAME for one in between(singles, at, join.start)
    )
