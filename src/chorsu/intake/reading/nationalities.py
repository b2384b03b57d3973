"""Of which nationality the persons of a text are: a country beside "citizen", or a word for its people.

The words stand in `lexicons/<language>/detained.tsv` (kind `citizen`) and `nationals.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.numbers import numerals
from chorsu.intake.reading.person_counts import SETS, nouns
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.verb_order import between, joiners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["nationalities"]

_COUNTED = 0.9
_NEAR = 3
"""Characters between a country and its citizens."""
_COUNTING = re.compile(r"[^\W\d_]{0,4} (\w+)(?= )")
"""A number between a country and its citizens, with the case ending of the country."""
_STATE = re.compile(r"(?: د)? (?:خلکو|خلق|اسلامی|ولسي) جمهوریت(?= )")
"""What Pashto says between a state and its citizens: "د چین د خلکو جمهوریت یو تبعه"."""
_FEW_WORDS = re.compile(r" ([^\W\d_]+) (?:[^\W\d_]+ )?")
_FROM = re.compile(r" (?:from|из) $")
"""Between a person and the country of which they are: "a couple from Pakistan"."""
_FARTHEST = 6
_OF = re.compile(r"\W{0,3}(?:of (?:the )?)?")
"""Between a word for citizens and their country."""


def nationalities(view: View, setting: Setting, countries: Sequence[Value[str]] = ()) -> list[Value[str]]:
    """ISO 3166-1 alpha-2 codes of the nationalities told: a country beside "citizen", or a word for its people.

    `countries`: codes of countries that the text names, with their places.
    """
    language = setting.language
    citizens = nouns(language, "citizen").find(view)
    persons = sorted((*citizens, *nouns(language, "person", "single").find(view)))
    people = {one.end for one in (*persons, *nouns(language, *SETS).find(view))} if countries else set()
    ages = nouns(language, "age").find(view)
    ends = sorted(one.end for one in citizens)
    found = []
    for country in countries:
        start, end = view.place(country.start, country.end)
        nth = bisect_right(ends, start) - 1
        before = nth >= 0 and bool(_OF.fullmatch(view.plain, ends[nth], start))
        whence = _FROM.search(view.plain, max(0, start - _FARTHEST), start)
        before = before or (whence is not None and whence.start() in people)
        state = _STATE.match(view.plain, end)
        end = state.end() if state else end
        counted = _COUNTING.match(view.plain, end)
        if counted and (counted[1].isdecimal() or counted[1] in numerals(language)):  # "İranın iki vətəndaşı"
            end = next((age.end for age in ages if age.start == counted.end(1) + 1), counted.end(1))
        if before or any(between(citizens, end, end + _NEAR + 1)):
            found.append(country)
    told: list[Found[str]] = []
    for one in reversed(_nationals(language).find(view)):
        if language == "ru" or _of_persons(view, (one.start, one.end), persons, told[-1:], language):
            told.append(one)
    found += [view.value(one.value, one.start, one.end, _COUNTED) for one in told]
    return sorted(found, key=lambda one: one.start)


def _of_persons(
    view: View, span: tuple[int, int], persons: Sequence[Found[str]], told: Sequence[Found[str]], language: str
) -> bool:
    """Whether a word for a people is one for persons ("Iranians") or stands before such, or before another that does.

    So "Georgian and two Armenian drivers" are of two peoples.
    """
    start, end = span
    if any(between(persons, end, end + 2)) or any(one.end == end for one in between(persons, start, end)):
        return True
    gaps = [_FEW_WORDS.fullmatch(view.plain, end, other.start) for other in told]
    return any(gap and gap[1] in joiners(language) for gap in gaps)


@cache
def _nationals(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "nationals")
    return Phrases([(form, row["country"]) for row in rows for form in lexicon.forms(row["words"])], language)
