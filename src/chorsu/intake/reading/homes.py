"""Drugs found at somebody's home, with no narrower place told: "in his house", "по месту жительства", "уйидан".

Owns the words of `hiding.tsv` of the kinds `home` and `no_home` ("court house"), and the case or the small word that
says that something was in there. What hides better is `manners`'; this is believed least.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.hiding_cases import is_inside
from chorsu.intake.reading.phrases import Phrases
from chorsu.intake.reading.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["AT_HOME", "at_home"]

AT_HOME = 0.4
"""How sure it is that what was found at a home was kept there."""
_IN = {
    "en": re.compile(
        r"\b(?:in|inside|at|from|searche?d?|raided|searching|(?:search|raid|inspection) (?:of|on|at))"
        r" (?:(?!(?:in|at|by|on|to|of|near|outside|beside|behind|opposite|towards?|rented|hired)\b)[\w'-]+ ){0,3}$"
    ),
    "ru": re.compile(
        r"(?<!\w)(?:в|во|из|по|на|внутри|с) (?:(?!(?:у|около|возле|близ|к|до|от|рядом|перед|за|напротив|"
        r"съемн\w+|арендован\w+)\b)[\w-]+ ){0,3}$"
    ),
}
"""Words before a home, with those that describe it; a rented one is nobody's home."""
_NEAR = 60


@cache
def _homes(language: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "hiding") if row["kind"] in {"home", "no_home"}]
    return Phrases([(form, row["kind"]) for row in rows for form in lexicon.forms(row["words"])], language)


def at_home(view: View, setting: Setting, lots: Sequence[tuple[int, int]]) -> list[Value[str]]:
    """The homes in the sentences of lots, as places of hiding, in text order.

    `lots`: where lots stand in the view.
    """
    language = setting.language
    homes = [one for one in _homes(language).find(view) if one.value == "home"] if lots else []
    if not homes:
        return []
    spans = [span for span in sentences(view, language) if any(span[0] <= start < span[1] for start, _ in lots)]
    return [
        view.value("residence", one.start, one.end, AT_HOME)
        for one in homes
        if any(start <= one.start < end for start, end in spans) and _is_in(view, one.start, one.end, language)
    ]


def _is_in(view: View, start: int, end: int, language: str) -> bool:
    if language in _IN:
        return _IN[language].search(view.plain[max(0, start - _NEAR) : start]) is not None
    return is_inside(view, start, end, language)
