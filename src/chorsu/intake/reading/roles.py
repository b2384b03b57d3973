"""What the words around a name say of the person: title, rank, role, sex, year of birth, state.

The words are listed a language in `posts.tsv`: courtesies, ranks, posts, what somebody was (driver, owner, suspect) and
what was done to or by them (detained, said).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.fates import FATES, OUTRANKED, Fates, Named
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences
from chorsu.intake.reading.views import View
from chorsu.vocabulary.places import find_country

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["About", "Surroundings", "Word"]

_LEFT, _RIGHT = 260, 120
_TIGHT = re.compile(r"[\s,.\"()]{0,3}")
_NO_TITLE = frozenset({"act", "joint"})
_HOME = re.compile(r"(?: [^\W\d_][\w'-]*){0,4},? ?\"?")
_NO_TAIL = re.compile(r"(?<![\w-])\d|[.;:!?\n\x1a]|, | - | – ")
_ENGLISH_TAIL = re.compile(r"(?:(?:'s)? )?(?:of|in|for|at|to|on|under|from|with|attached)\b")
_ENGLISH_HEAD = re.compile(
    r"(?:(?:[A-Z][\w.&-]*|[A-Z][\w-]*'s|acting|deputy|former|national|regional|executive|senior|chief|leading|then) )+$"
)
_RUSSIAN_VERB = re.compile(r"(?<= )[а-я]+(?:ает|яет|ует|ают|яют|уют|или|ила|ило|ился|лась|лись|лся)(?![а-я])")
_ONE_TITLE = re.compile(r"[ -]|(?: (?:of|to|to the|of the))? |(?: [^\W\d_]+){1,2} ")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+(?:'[^\W\d_]+)* ){1,4}$")
_SPACES = re.compile(r"\s+")
_MARKS = " ,،\"'("
_LONGEST_TAIL = 26
_SOLAR = (1300, 1420)
_SOLAR_OFFSET = 621
_TURKIC = ("uz", "kk", "ky", "tk", "az")
_CITIZEN = re.compile(r"citizen|national|граждан|шаҳрванд|fuqaro|фуқаро|азамат|жаран|raýat|vətəndaş|شهروند|تبعه")


class Word(NamedTuple):
    """What a listed word says: its kind (`courtesy`, `rank`, `post`, `status`, `act`), the role, the sex."""

    kind: str
    role: str
    sex: str


class About(NamedTuple):
    """What is told of a person; empty where nothing is. `oblique`: the title stands in another case than the first."""

    title: str = ""
    rank: str = ""
    role: str = ""
    sex: str = ""
    oblique: bool | None = None
    birth_year: int | None = None
    nationality: str = ""


@cache
def _phrases(language: str) -> tuple[Phrases[Word], frozenset[str]]:
    rows = lexicon.rows(language, "posts")
    entries = [
        (form, Word(row["kind"], row["role"], row["sex"])) for row in rows for form in lexicon.forms(row["forms"])
    ]
    return Phrases(entries, language), frozenset(View(form).plain for form, _ in entries)


@cache
def _person_nouns(language: str) -> Phrases[str]:
    """Words for one person, whatever they did ("brother", "напарник")."""
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] == "single"]
    return Phrases([(form, "single") for row in rows for form in lexicon.forms(row["words"])], language)


@cache
def _people(language: str) -> dict[str, str]:
    """States by the word for one of their people ("Iranian")."""
    rows = lexicon.rows(language, "nationals")
    return {form.lower(): row["country"] for row in rows for form in lexicon.forms(row["words"])}


@cache
def _birth() -> re.Pattern[str]:
    sides: dict[str, list[str]] = {"after": [], "before": []}
    for row in lexicon.rows("any", "birth_words"):
        sides[row["side"]].extend(re.escape(View(form).plain) for form in lexicon.forms(row["forms"]))
    after, before = ("|".join(sorted(sides[side], key=len, reverse=True)) for side in ("after", "before"))
    first = rf"(?<!\d)(?P<a>\d{{4}})(?:[- ]?(?:{after}))"
    second = rf"(?:{before})\S{{0,5}}[ :(]{{1,3}}(?:\d{{1,2}}\S* \S+ )?(?P<b>\d{{4}})(?!\d)"
    return re.compile(f"{first}|{second}")


class Surroundings:
    """The listed words of a text, and where its sentences are."""

    def __init__(self, view: View, language: str) -> None:
        self.view = view
        self.language = language
        phrases, self._first_forms = _phrases(language)
        self.found: list[Found[Word]] = phrases.find(view)
        self._titles = [one for one in self.found if one.value.kind not in _NO_TITLE]
        self._ends = [one.end for one in self._titles]
        self._nouns = _person_nouns(language).find(view)
        self._sentences = sentences(view, language)
        joints = [one.start for one in self.found if one.value.kind == "joint"]
        self._fates = Fates(view, language, self._sentences, joints)
        self._statuses = [
            Found(one.start, one.end, one.value.role)
            for one in self.found
            if one.value.kind == "status" and one.value.role in FATES
        ]
        self._births = [
            (match.start(), match.end(), int(match["a"] or match["b"])) for match in _birth().finditer(view.plain)
        ]

    @property
    def titled(self) -> list[tuple[int, int]]:
        """Where titles stand: no part of a name."""
        return [(one.start, one.end) for one in self._titles]

    def title_before(self, at: int) -> str:
        """The kind of the listed word that ends right before an offset; "" when none does.

        `resident` also where the place or the state stands between: "a citizen of India, Rajesh Example".
        """
        number = bisect_right(self._ends, at) - 1
        if number < 0:
            return ""
        one = self._titles[number]
        if one.value.role == "resident":
            return "resident" if _HOME.fullmatch(self.view.cased, one.end, at) else ""
        return one.value.kind if _TIGHT.fullmatch(self.view.cased, one.end, at) else ""

    def about(self, start: int, end: int, others: Sequence[tuple[int, int]]) -> About:
        """What the words around the name at `start` to `end` say; `others` are all names, in order."""
        first, last = self._sentence(start)
        number = bisect_left(others, (start, end))
        left = max(first, start - _LEFT, others[number - 1][1] if number else 0)
        right = min(last, end + _RIGHT, others[number + 1][0] if number + 1 < len(others) else last)
        ranks, at = self._ranks(start, left)
        post, title = self._post_before(at, left)
        stop = end
        if post is None:
            post, title, stop = self._post_after(end, right)
            if post and post.value.kind == "status" and self._fates.is_author(at):  # "according to Major X, a suspect"
                post, title, stop = None, "", end
        told = [one for one in (*ranks, *([post] if post else [])) if one]
        role = self._role(post, ranks, first, last)
        if role in OUTRANKED:
            role = self._fate(Named(start, end, min(at, post.start) if post else at, stop), others) or role
        if post and _CITIZEN.search(self.view.plain, post.start, post.end):  # told by the nationality
            title = ""
        return About(
            title=title,
            rank=" ".join(self.view.cased[one.start : one.end] for one in ranks if one.value.kind == "rank"),
            role=role,
            sex=next((one.value.sex for one in told if one.value.sex), ""),
            oblique=self._oblique(ranks[-1] if ranks else post, start),
            birth_year=self._birth_year(start, end, others, number),
            nationality=self._nationality(left, start),
        )

    def _sentence(self, at: int) -> tuple[int, int]:
        number = bisect_right(self._sentences, (at, len(self.view.cased))) - 1
        return self._sentences[number] if number >= 0 else (0, len(self.view.cased))

    def _just_before(self, at: int) -> Found[Word] | None:
        number = bisect_right(self._ends, at) - 1
        if number < 0:
            return None
        one = self._titles[number]
        return one if _TIGHT.fullmatch(self.view.cased, one.end, at) else None

    def _ranks(self, start: int, left: int) -> tuple[list[Found[Word]], int]:
        """Ranks and courtesies right before a name, in text order, and where they begin."""
        ranks: list[Found[Word]] = []
        at = start
        while (one := self._just_before(at)) and one.start >= left and one.value.kind in {"rank", "courtesy"}:
            ranks.insert(0, one)
            at = one.start
        return ranks, at

    def _post_before(self, at: int, left: int) -> tuple[Found[Word] | None, str]:
        """The nearest post whose words reach to `at`, and the title as written, from its first word."""
        number = bisect_right(self._ends, at) - 1
        chosen = None
        while number >= 0 and self._titles[number].start >= left:
            one = self._titles[number]
            if one.value.kind in {"post", "status"}:
                if chosen is None and self._reaches(one, at):
                    chosen = one
                elif chosen is not None:
                    if not self._chained(one, chosen):
                        break
                    chosen = one
            number -= 1
        if chosen is None:
            return None, ""
        start = self._head(chosen, left)
        return chosen, _SPACES.sub(" ", self.view.cased[start:at]).strip(_MARKS)

    def _reaches(self, one: Found[Word], at: int) -> bool:
        tail = self.view.cased[one.end : at].rstrip(' ,"(')
        if not tail.strip():
            return True
        if self.language in _TURKIC:  # what a post belongs to stands before it
            return False
        if _NO_TAIL.search(tail) or len(tail.split()) > _LONGEST_TAIL or self._acts(one.end, at):
            return False
        if self.language == "en":
            return bool(_ENGLISH_TAIL.match(tail))
        return not (self.language == "ru" and _RUSSIAN_VERB.search(tail))

    def _chained(self, earlier: Found[Word], later: Found[Word]) -> bool:
        """Whether two posts are one title: "deputy of the minister"."""
        between = self.view.cased[earlier.end : later.start]
        if earlier.value.kind != later.value.kind or not _ONE_TITLE.fullmatch(between):
            return False
        return self.language != "en" or between == " " or bool(_ENGLISH_TAIL.match(between))

    def _head(self, one: Found[Word], left: int) -> int:
        before = self.view.cased[left : one.start]
        if self.language == "en":
            match = _ENGLISH_HEAD.search(before)
            return left + match.start() if match else one.start
        words = _WORDS_BEFORE.search(before) if self.language in _TURKIC else None
        if not words or self._acts(left + words.start(), one.start):
            return one.start
        joints = [
            j.end + 1 for j in self.found if j.value.kind == "joint" and left + words.start() <= j.start < one.start
        ]
        return min(max(joints, default=left + words.start()), one.start)

    def _post_after(self, end: int, right: int) -> tuple[Found[Word] | None, str, int]:
        """An apposition and where it ends: "X, 51, the owner of Y, said"."""
        number = bisect_left(self._titles, end, key=lambda one: one.start)
        if number >= len(self._titles) or self._titles[number].start >= right:
            return None, "", end
        one = self._titles[number]
        gap = self.view.cased[end : one.start]
        near = _APPOSITION.fullmatch(gap) or (self.language in {"fa", "ps"} and gap == " ")
        if one.value.kind not in {"post", "status"} or not near or self._is_of_the_next(one, right):
            return None, "", end
        opening = _OPENING.match(gap)
        start = end + (opening.end() if opening else 0)
        stops = [match.start() for match in _END_OF_APPOSITION.finditer(self.view.cased, one.end, right)]
        stops += [act.start for act in self.found if act.value.kind == "act" and one.end <= act.start < right]
        stop = min(stops, default=right)
        return one, _SPACES.sub(" ", self.view.cased[start:stop]).strip(_MARKS).removesuffix(" and"), stop

    def _is_of_the_next(self, one: Found[Word], at: int) -> bool:
        """Whether a post belongs to the name that begins at `at`, not to the one before it."""
        return self._reaches(one, self._ranks(at, one.end)[1])

    def _acts(self, start: int, end: int) -> bool:
        return any(one.value.kind == "act" and start <= one.start < end for one in self.found)

    def _role(self, post: Found[Word] | None, ranks: list[Found[Word]], first: int, last: int) -> str:
        role = post.value.role if post else ""
        if not role and any(one.value.kind == "rank" for one in ranks):
            role = "official"
        if role not in {"", "resident", "relative"}:
            return role
        acts = [one.value.role for one in self.found if one.value.kind == "act" and first <= one.start < last]
        if "suspect" in acts:
            return "suspect"
        return role or ("speaker" if "speaker" in acts else "")

    def _fate(self, named: Named, others: Sequence[tuple[int, int]]) -> str:
        """What happened to a person."""
        number = bisect_right(self._sentences, (named.start, len(self.view.cased))) - 1
        return self._fates.of(named, number, others, self._statuses) if number >= 0 else ""

    def _oblique(self, title: Found[Word] | None, start: int) -> bool | None:
        """Whether the title before the name stands in an oblique case; None when none does."""
        if title is None or title.start > start:
            return None
        return self.view.plain[title.start : title.end] not in self._first_forms

    def _birth_year(self, start: int, end: int, others: Sequence[tuple[int, int]], number: int) -> int | None:
        before = others[number - 1][1] if number else 0
        after = others[number + 1][0] if number + 1 < len(others) else len(self.view.cased)
        for first, last, year in self._births:
            if end <= first <= min(after, end + 40):
                near = not self._of_another(end, first)
            else:
                near = max(before, start - 40) <= last <= start and not self._joint(last, start)
            if near:
                return year + _SOLAR_OFFSET if _SOLAR[0] <= year <= _SOLAR[1] else year
        return None

    def _joint(self, start: int, end: int) -> int | None:
        """The end of the first joining word between two places."""
        return next((one.end for one in self.found if one.value.kind == "joint" and start <= one.start < end), None)

    def _of_another(self, start: int, end: int) -> bool:
        """Whether another person is named by a noun behind a joining word: "X and his brother, born in …"."""
        joint = self._joint(start, end)
        return joint is not None and any(joint <= one.start < end for one in self._nouns)

    def _nationality(self, left: int, start: int) -> str:
        for one in reversed(self._titles):
            if left <= one.start < start and _CITIZEN.search(self.view.plain, one.start, one.end):
                after = self.view.cased[one.end : start].replace("of ", " ").split()
                before = self.view.cased[max(left, one.start - 30) : one.start].split()
                people = _people(self.language)
                told = next((code for word in (*after[:1], *before[-1:]) if (code := people.get(word.lower()))), "")
                if told:
                    return told
                for words in (after[:2], after[:1], before[-2:], before[-1:]):
                    match = find_country(" ".join(words)) if words else None
                    if match:
                        return match.code
        return ""


_APPOSITION = re.compile(r"\s?[,(–-]\s?(?:(?:aged )?\d{1,3},? )?(?:(?:the|an?|his|her) )?(?:[\w'&-]+ ){0,4}")
_OPENING = re.compile(r"[\s,(–-]*(?:(?:aged )?\d{1,3}[\s,]+)?(?:and )?(?:(?:the|an?|his|her) )?")
_END_OF_APPOSITION = re.compile(r"[,.;:)\n]|(?<!\w)(?:said|told|who|which|has|had|was|were|is|are|گفت|که)(?!\w)")
