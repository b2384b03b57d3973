"""Persons named in a text: where, what they are called in the first case, and what the words around say of them.

Two finders look for names (`name_runs` for Latin and Cyrillic script, `arabic_names`); a packaged model is heard where
there is one. Persons of the press are invented or public; nothing here says whether somebody is guilty of anything:
`suspect` is what the text says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.intake.reading.arabic_names import arabic_names
from chorsu.intake.reading.declension import straightened
from chorsu.intake.reading.models import named
from chorsu.intake.reading.name_runs import NameSpan, Token, name_runs
from chorsu.intake.reading.names import Part
from chorsu.intake.reading.roles import About, Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.models import Named
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Person", "persons"]

_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named in one place of a text.

    Attributes:
        name: the name in the first case, in the order of the text.
        given, family, patronymic: its parts as far as their shape tells them; initials with their stop.
        title: the post as written ("Head of the Department"), or what the person was ("driver").
        rank: as written.
        role: `official`, `spokesman`, `speaker`, `suspect`, `driver`, `courier`, `owner`, `passenger`, `consignee`,
            `consignor`, `victim`, `witness`, `relative`, `resident`; "" when nothing tells.
        sex: `m`, `f` or "".
        birth_year: of the Gregorian calendar.
        nationality: ISO 3166-1 alpha-2.
    """

    name: str
    given: str = ""
    family: str = ""
    patronymic: str = ""
    title: str = ""
    rank: str = ""
    role: str = ""
    sex: str = ""
    birth_year: int | None = None
    nationality: str = ""


def persons(view: View, setting: Setting, model: Sequence[Named] | None = None) -> list[Value[Person]]:
    """All mentions of persons in text order; `model` is what `models.named` gave, asked for here when it is None."""
    around = Surroundings(view, setting.language)
    heard = named(view, setting) if model is None else model
    spans = name_runs(
        view,
        setting.language,
        persons=[(one.start, one.end) for one in heard if one.kind == "PER"],
        titled=around.titled,
        title_before=around.title_before,
        has_model=setting.language in {"ru", "en"},
    )
    if _ARABIC.search(view.cased):
        spans += arabic_names(view, titled=around.titled, title_before=around.title_before)
    spans.sort(key=lambda span: span.tokens[0].start)
    places = [(span.tokens[0].start, span.tokens[-1].end) for span in spans]
    found = []
    for span, (start, end) in zip(spans, places, strict=True):
        about = around.about(start, end, places)
        person, other = _person(view, span, setting.language, about)
        found.append(view.value(person, start, end, round(span.confidence, 2), (other,) if other else ()))
    return found


def _person(view: View, span: NameSpan, language: str, about: About) -> tuple[Person, Person | None]:
    words = [view.cased[token.start : token.end] for token in span.tokens]
    letters = _letters(span.tokens)
    straight = straightened(words, letters, language, sex=about.sex, oblique=about.oblique)
    person = _named(straight.words, letters, straight.sex, about)
    return person, _named(straight.other, letters, straight.sex, about) if straight.other else None


def _named(words: Sequence[str], letters: str, sex: str, about: About) -> Person:
    def of(kind: str) -> str:
        return " ".join(word for word, letter in zip(words, letters, strict=True) if letter in kind)

    father = _father(words, letters)
    return Person(
        name=_joined(words),
        given=of("G") or of("I"),
        family=of("S"),
        patronymic=father or of("P"),
        title=about.title,
        rank=about.rank,
        role=about.role,
        sex=sex,
        birth_year=about.birth_year,
        nationality=about.nationality,
    )


def _joined(words: Sequence[str]) -> str:
    return " ".join(words)


def _father(words: Sequence[str], letters: str) -> str:
    """In "Alisher Karimov Baxtiyor o'g'li" the father's name stands before the word for son."""
    return " ".join(words[-2:]) if letters.endswith(("FK", "UK")) else ""


def _letters(tokens: Sequence[Token]) -> str:
    """One letter a token: S surname, G given name, P patronymic, F father's name, I, K, B, U unknown."""
    letters = [_one_letter(token) for token in tokens]
    if letters[-1] == "K" and len(letters) > 2:  # noqa: PLR2004 - somebody's name, the father's, "son of"
        letters[-2] = "F"
    if "S" not in letters and "P" not in letters and len(letters) > 1:
        letters = _guessed(tokens, letters)
    if letters.count("S") > 1:
        _keep_one_surname(tokens, letters)
    if letters.count("P") and not {"G", "S"} & set(letters):
        letters = [
            "G" if letter == "P" and Part.GIVEN in t.part else letter for t, letter in zip(tokens, letters, strict=True)
        ]
    if "G" not in letters and "I" not in letters:
        unknown = [number for number, letter in enumerate(letters) if letter == "U"]
        if unknown and len(letters) > 1:
            letters[unknown[0]] = "G"
    return "".join(letters)


def _one_letter(token: Token) -> str:
    if token.letters in {"I", "K", "B"}:
        return token.letters
    for part, letter in (
        (Part.PATRONYMIC, "P"), (Part.SURNAME, "S"), (Part.GIVEN, "G"), (Part.WEAK_SURNAME, "S"),
    ):  # fmt: skip
        if part in token.part:
            return letter
    return "U"


def _guessed(tokens: Sequence[Token], letters: list[str]) -> list[str]:
    """No part looks like a surname: the last that may be one is, before it given names."""
    if letters[-1] in {"K", "F"} or "F" in letters:
        return letters
    last = len(letters) - 1
    if letters[last] == "I":
        return ["G" if letter == "U" else letter for letter in letters]
    weak = [number for number, token in enumerate(tokens) if Part.WEAK_SURNAME in token.part]
    letters[weak[-1] if weak else last] = "S"
    return letters


def _keep_one_surname(tokens: Sequence[Token], letters: list[str]) -> None:
    for number, letter in enumerate(letters):
        if letter == "S" and Part.GIVEN in tokens[number].part and letters.count("S") > 1:
            letters[number] = "G"
    weak = [n for n, letter in enumerate(letters) if letter == "S" and Part.SURNAME not in tokens[n].part]
    for number in weak[: letters.count("S") - 1]:
        letters[number] = "G"
    extra = [n for n, letter in enumerate(letters) if letter == "S"]
    for number in extra[:-1] if letters[0] != "S" else extra[1:]:
        letters[number] = "G" if Part.GIVEN in tokens[number].part else "U"
