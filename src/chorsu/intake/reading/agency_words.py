"""Where a text names agencies: full names and abbreviations of the vocabulary, and words that head an office's name.

Owns the look-up only. Which state's agency is meant, and how far its name reaches, is `agencies`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.vocabulary.agencies import agencies

if TYPE_CHECKING:
    from chorsu.intake.reading.views import View

__all__ = ["Head", "Named", "demonyms", "heads_in", "links", "named_in"]


@dataclass(frozen=True, slots=True)
class Named:
    """The agencies that a phrase may be, by code; `short` where it is an abbreviation."""

    codes: tuple[str, ...]
    short: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A word that heads an office's name.

    `whole` where the office is an agency of its own with its place beside it; `people` where the word is for its
    officers ("таможенники"), whom only a state makes an agency.
    """

    kind: str
    whole: bool
    people: bool = False


@cache
def _names(language: str) -> Phrases[Named]:
    codes: dict[tuple[str, bool], list[str]] = {}
    for one in agencies():
        for name in one.names.get(language, ()):
            codes.setdefault((name, False), []).append(one.code)
        for name in one.short:
            codes.setdefault((name, True), []).append(one.code)
    for row in lexicon.rows(language, "agency_words"):
        if row["class"] == "office":  # a regional office of one state's agency: its kind is that agency's code
            for form in lexicon.forms(row["forms"]):
                codes.setdefault((form, False), []).append(row["kind"])
    return Phrases([(name, Named(tuple(same), short)) for (name, short), same in codes.items()], language)


def named_in(view: View, language: str) -> list[Found[Named]]:
    """Names of the vocabulary in order; an abbreviation only where it stands in capitals."""
    found = _names(language).find(view)
    return [one for one in found if not one.value.short or _in_capitals(view, one)]


def _in_capitals(view: View, one: Found[Named]) -> bool:
    return view.cased[one.start : one.start + 2].isupper()


@cache
def _heads(language: str) -> Phrases[Head]:
    entries = [
        (form, Head(row["kind"], row["class"] in {"head", "people"}, row["class"] == "people"))
        for row in lexicon.rows(language, "agency_words")
        if row["class"] in {"head", "unit", "people"}
        for form in lexicon.forms(row["forms"])
    ]
    return Phrases(entries, language)


def heads_in(view: View, language: str) -> list[Found[Head]]:
    """Words that head the name of an office, in order."""
    return _heads(language).find(view)


@cache
def links(language: str) -> frozenset[str]:
    """Small words inside the names of agencies: "of", "under the President of"."""
    return frozenset(
        form.removeprefix("=")
        for row in lexicon.rows(language, "agency_words")
        if row["class"] == "link"
        for form in lexicon.forms(row["forms"])
    )


@cache
def demonyms(language: str) -> Phrases[str]:
    """Words for what is of a state ("Kazakh"), with the state."""
    rows = lexicon.rows(language, "demonyms")
    return Phrases([(form, row["country"]) for row in rows for form in lexicon.forms(row["forms"])], language)
