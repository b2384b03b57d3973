"""What a text tells to have happened to a person: arrest, charge, verdict, search (`suspect`); `victim`; `witness`.

It outranks any post: a chief who is arrested is named as a suspect, not as a chief. Where a sentence tells such a thing
and it is not plain that the person is the one who acts or speaks in it, it is told of the person. Owns the words
(`lexicons/<language>/fates.tsv`, with those for arrests of `detained.tsv`) and the choice of whom they speak of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.verb_forms import spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.people import Someone
    from chorsu.intake.reading.persons import Person
    from chorsu.intake.reading.values import Value
    from chorsu.intake.reading.views import View

__all__ = ["FATES", "OUTRANKED", "Fates", "Named", "settled"]

FATES = ("suspect", "victim", "witness")
"""Roles that say what happened to a person, the gravest first."""
OUTRANKED = frozenset({"official", "spokesman", "speaker", "resident", "relative", ""})
"""Roles that say less of a person than what happened to them; a driver or an owner stays one."""
_ARRESTS = frozenset({"caught", "wanted", "caught_persons"})
_PERSONS = frozenset({"person", "single", "citizen", "both", "pair"})
_BESIDE = re.compile(r"[\s,:\"()–—-]{0,4}")
_BEFORE_SPEAKER = re.compile(r"[\s,\"–—-]{0,4}(?:[\w'-]+ ){0,2}")
_BEHIND_TITLE = re.compile(r"[\s,،)\"–—-]{0,4}")
_COMMA_BEFORE = re.compile(r"[,،](?!.*[,،])")
_STOPS = re.compile(r"[.,،;:!?()\n]")
_OBJECT = re.compile(r" (?:an?|the|two|three|four|five|several|many|his|her|\d+)\b")
_VERB_LAST_GAP, _VERB_GAP = 12, 5
"""Words between a name and the verb of speaking, where the verb ends its sentence and elsewhere."""
_REACH = 200
"""Characters from a name in which the words lie that say whether it acts or speaks."""
_SPEAKS_FIRST = frozenset({"en", "ru"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its title: `start` to `end` the name, `first` to `last` with the words of the title around."""

    start: int
    end: int
    first: int
    last: int


@cache
def _words(language: str) -> Phrases[str]:
    rows = [(row["role"], form) for row in lexicon.rows(language, "fates") for form in lexicon.forms(row["forms"])]
    rows += [
        ("suspect", spelled_out)
        for row in lexicon.rows(language, "detained")
        if row["kind"] in _ARRESTS
        for form in lexicon.forms(row["words"])
        for spelled_out, denied in spelled(form, language)
        if not denied
    ]
    return Phrases([(form, role) for role, form in rows if role not in {"author", "spoke", "acted"}], language)


@cache
def _acting(language: str) -> Phrases[str]:
    """Words that say who acts or speaks: `author`, `spoke`, `acted`."""
    rows = [row for row in lexicon.rows(language, "fates") if row["role"] in {"author", "spoke", "acted"}]
    return Phrases([(form, row["role"]) for row in rows for form in lexicon.forms(row["forms"])], language)


@cache
def _persons(language: str) -> Phrases[str]:
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] in _PERSONS]
    return Phrases([(form, "person") for row in rows for form in lexicon.forms(row["words"])], language)


class Fates:
    """The words of a text for what happened to persons, and for who acts or speaks."""

    def __init__(self, view: View, language: str, sentences: Sequence[tuple[int, int]], joints: Sequence[int]) -> None:
        self.view = view
        self.language = language
        self._sentences = sentences
        self._joints = joints
        told = _words(language).find(view)
        self._told = [one for one in told if one.value in FATES]
        self._pronouns = {one.start for one in told if one.value == "pronoun"}
        self._proofs = [one for one in told if one.value == "proved"]
        self._acting = _acting(language).find(view) if self._told else []
        self._persons = _persons(language).find(view) if self._told else []

    def of(self, one: Named, number: int, names: Sequence[tuple[int, int]], statuses: Sequence[Found[str]]) -> str:
        """What is told of a person named in sentence `number`; "" where nothing is.

        `statuses`: words for what somebody is, of which one of `FATES` beside the name is told of it.
        """
        beside = next((word.value for word in statuses if self._is_beside(word, one)), "")
        if beside:
            return beside
        first, last = self._sentences[number]
        told = _between(self._told, first, last)
        if told and not self._is_plainly_another(one, told, first, names):
            return min(told, key=lambda word: max(word.start - one.last, one.first - word.end)).value
        return self._of_next(number, names) or self._of_previous(number, names)

    def is_author(self, at: int) -> bool:
        """Whether a word that says who acts or speaks stands right before a title that begins at `at`."""
        return any(
            word.value == "author" and _BESIDE.fullmatch(self.view.plain, word.end, at)
            for word in _between(self._acting, at - _REACH, at)
        )

    def _of_next(self, number: int, names: Sequence[tuple[int, int]]) -> str:
        """What the next sentence tells of the only person of this one: "He was arrested"."""
        if number + 1 >= len(self._sentences):
            return ""
        (first, last), (start, end) = self._sentences[number : number + 2]
        if start not in self._pronouns or _named(names, first, last) != 1:
            return ""
        if _named(names, start, end):
            return ""
        told = _between(self._told, start, end)
        if not told:
            return ""
        other = any(self._has_subject(word) for word in _between(self._acting, start, told[0].start + 1))
        return "" if other else told[0].value

    def _of_previous(self, number: int, names: Sequence[tuple[int, int]]) -> str:
        """What the sentence before tells of somebody whom this one names: "He turned out to be X"."""
        (first, start), (_, last) = self._sentences[number - 1 : number + 1] if number else ((0, 0), (0, 0))
        if not _between(self._proofs, start, last) or _named(names, first, start):
            return ""
        return next((word.value for word in _between(self._told, first, start)), "")

    def _has_subject(self, word: Found[str]) -> bool:
        """Whether a word tells what the person of the sentence says or does, not what is done to them."""
        if word.value == "acted":
            return self.language == "en" and _OBJECT.match(self.view.plain, word.end) is not None
        return word.value == "spoke"

    def _is_beside(self, word: Found[str], one: Named) -> bool:
        before = word.end <= one.first and _BESIDE.fullmatch(self.view.plain, word.end, one.first)
        return bool(before) or one.first <= word.start <= one.last

    def _is_plainly_another(
        self, one: Named, told: Sequence[Found[str]], first: int, names: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether the person plainly acts or speaks where these words stand, and nothing happens to them."""
        own = [word for word in told if one.first <= word.start < one.last and one.end <= word.start]
        return not own and any(
            self._acts(word, one) or self._speaks_before(word, one, first) or self._speaks_after(word, one, told, names)
            for word in _between(self._acting, one.first - _REACH, one.last + _REACH)
        )

    def _acts(self, word: Found[str], one: Named) -> bool:
        """As in "led by Major X", "Captain X arrested two men"."""
        if word.value == "author":
            return word.end <= one.first and _BEFORE_SPEAKER.fullmatch(self.view.plain, word.end, one.first) is not None
        if word.value != "acted" or word.start != one.end + 1:
            return False
        return self.language != "en" or self._has_subject(word)

    def _speaks_before(self, word: Found[str], one: Named, first: int) -> bool:
        """As in "said Colonel X", "сообщил журналистам начальник X"."""
        if word.value != "spoke" or not first <= word.start or word.end > one.first:
            return False
        return _BEFORE_SPEAKER.fullmatch(self.view.plain, word.end, one.first) is not None

    def _speaks_after(
        self, word: Found[str], one: Named, told: Sequence[Found[str]], names: Sequence[tuple[int, int]]
    ) -> bool:
        """As in "Colonel X, head of the service, said"; nothing between could be said of the person."""
        if word.value != "spoke" or word.start < one.last:
            return False
        gap = self.view.plain[one.last : word.start]
        if one.last > one.end or _COMMA_BEFORE.search(self.view.plain, one.first, one.start):  # the mark that closes
            gap = gap[_BEHIND_TITLE.match(gap).end() :]  # type: ignore[union-attr]
        most = _VERB_GAP if self.language in _SPEAKS_FIRST else _VERB_LAST_GAP
        if _STOPS.search(gap) or len(gap.split()) > most or _named(names, one.last, word.start):
            return False
        return all(self._has_its_own(one.last, fate.start) for fate in _between(told, one.last, word.start))

    def _has_its_own(self, start: int, end: int) -> bool:
        """Whether others are named between, to whom it happened, and not beside the person: "X … ikki kishi"."""
        joint = bisect_left(self._joints, end) - bisect_left(self._joints, start)
        return bool(_between(self._persons, start, end)) and not joint


def _between(words: Sequence[Found[str]], start: int, end: int) -> Sequence[Found[str]]:
    """The words, given in text order, that begin from `start` to before `end`."""
    return words[bisect_left(words, start, key=_start) : bisect_left(words, end, key=_start)]


def _start(word: Found[str]) -> int:
    return word.start


def _named(names: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """How many of the names begin from `start` to before `end`."""
    return bisect_left(names, (end, 0)) - bisect_left(names, (start, 0))


def settled(mentions: Sequence[Value[Person]], found: Sequence[Someone]) -> list[Value[Person]]:
    """The mentions, each with what happened to its person in any of them."""
    fates = {number: one.role for one in found if one.role in FATES for number in one.mentions}
    return [
        replace(one, value=replace(one.value, role=fates[number]))
        if number in fates and one.value.role in OUTRANKED
        else one
        for number, one in enumerate(mentions)
    ]
