"""Names in their first form: Russian cases undone, endings of the Turkic languages and of Tajik taken off.

"Юсупова Шавката Рустамовича" is Юсупов Шавкат Рустамович; "Мадина Саидова" stays. Where nothing tells a man in the
genitive from a woman in the nominative ("Г. Ниязова"), the name stays as written and the other form is kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading.models import russian_given_names
from chorsu.intake.reading.names import Part, is_given_as_written, part
from chorsu.intake.reading.phrases import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Straight", "straightened"]

_PATRONYMIC = re.compile(r"(?P<m>вич)(?P<case>а|у|ем|е)?$|(?P<f>(?:в|ич|иничн)н)(?P<fcase>а|ы|е|у|ой)$")
_FAMILY = re.compile(
    r"(?P<ov>(?:[оеё]в|[иы]н))(?P<case>а|у|ым|е|ой|ы|ых)?$|(?P<sk>[сц]к)(?P<adjective>ий|ого|ому|им|ом|ая|ой|ую|ою)$"
)
_GIVEN_ENDINGS = (
    ("ией", "ия"), ("ию", "ия"), ("ии", "ия"), ("ом", ""), ("ем", "й"), ("ем", "ь"), ("ой", "а"), ("ей", "я"),
    ("а", ""), ("у", ""), ("е", ""), ("е", "а"), ("е", "я"), ("ы", "а"), ("и", "а"), ("и", "я"), ("у", "а"), ("ю", "я"),
    ("я", "й"), ("я", "ь"), ("ю", "й"), ("ю", "ь"),
)  # fmt: skip


_SHORTEST = 3
"""Letters of the shortest name that has an ending."""


class Straight(NamedTuple):
    """The words of a name in the first case, and another way to take them where nothing decides."""

    words: tuple[str, ...]
    other: tuple[str, ...] | None = None
    sex: str = ""


def straightened(
    words: Sequence[str], letters: Sequence[str], language: str, *, sex: str = "", oblique: bool | None = None
) -> Straight:
    """A name in the first case.

    Args:
        words: its words as written, initials with their stop.
        letters: for each what it is: `S` surname, `G` given name, `P` patronymic, `I` initial, `K`, `B`, `U`.
        language: the text's; only Russian has cases of its own kind, the others take endings off.
        sex: `m`, `f` or "", where a title tells it.
        oblique: whether a title before the name stands in another case than the first; None when there is none.
    """
    if language == "ru":
        return _russian(tuple(words), tuple(letters), _Told(sex, oblique))
    if language == "en":
        return Straight(tuple(words), sex=sex)
    plain = tuple(w if m in "IBK" else _without_ending(w, m, language) for w, m in zip(words, letters, strict=True))
    bare = _without_object(plain[-1]) if language == "tg" and len(plain) > 1 and plain[-1] == words[-1] else ""
    if bare:
        return Straight((*plain[:-1], bare), plain, sex)
    return Straight(plain, sex=sex)


def _without_object(word: str) -> str:
    """A Tajik name without the ending of the object, which turns a last "ӣ" into "и"; "" where it has none."""
    bare = word.removesuffix("ро").removesuffix("-")
    if bare == word or len(bare) < _SHORTEST or is_given_as_written(word.lower()):
        return ""
    return bare[:-1] + "ӣ" if bare.endswith("и") else bare


@lru_cache(maxsize=4096)
def _without_ending(word: str, letter: str, language: str) -> str:
    """The word without case endings, when what is left has the ending of a surname or is a listed given name."""
    lower = word.lower()
    wanted = {"S": Part.SURNAME, "P": Part.PATRONYMIC}.get(letter)
    if wanted:
        bare = _longest(form for form in stems(lower, language) if wanted in part(form, "en"))
        return word[: len(bare)] if bare and wanted not in part(lower, "en") else word
    if letter == "G" and not is_given_as_written(lower):
        bare = _longest(form for form in stems(lower, language) if is_given_as_written(form))
        return word[: len(bare)] if bare else word
    return word


def _longest(forms: Iterable[str]) -> str:
    return max(forms, key=lambda form: (len(form), form), default="")


class _Told(NamedTuple):
    """What is known of the whole name: the sex, and whether another case than the first is used (None: unknown)."""

    sex: str
    oblique: bool | None


def _russian(words: tuple[str, ...], letters: tuple[str, ...], told: _Told) -> Straight:
    straight = list(words)
    for number, (word, letter) in enumerate(zip(words, letters, strict=True)):
        if letter == "P" and (match := _PATRONYMIC.search(word)):
            oblique = bool(match["case"]) or (match["fcase"] or "а") != "а"
            told = _Told("m" if match["m"] else "f", oblique)
            straight[number] = word[: match.end("m")] if match["m"] else word[: match.end("f")] + "а"
    for number, (word, letter) in enumerate(zip(words, letters, strict=True)):
        if letter == "G":
            straight[number], told = _given(word, told)
    other = list(straight)
    for number, (word, letter) in enumerate(zip(words, letters, strict=True)):
        if letter == "S":
            straight[number], second = _family(word, told)
            other[number] = second or straight[number]
    return Straight(tuple(straight), tuple(other) if other != straight else None, told.sex)


def _given(word: str, told: _Told) -> tuple[str, _Told]:
    """The given name in the first case, with what its case tells of the rest."""
    lower, names = word.lower(), russian_given_names()
    bases = [lower[: -len(end)] + put for end, put in _GIVEN_ENDINGS if lower.endswith(end)]
    if told.oblique is not True and (lower in names or is_given_as_written(lower)):
        woman = lower.endswith(("а", "я")) and not told.sex
        return word, _Told("f" if woman else told.sex, bool(told.oblique))
    for base in bases:
        if base in names or is_given_as_written(base):
            sex = told.sex or ("f" if base.endswith(("а", "я")) else "m")
            return base.capitalize() if word[1:].islower() else base.upper(), _Told(sex, oblique=True)
    return word, told


def _family(word: str, told: _Told) -> tuple[str, str | None]:
    """The surname in the first case, and the other reading of "-ова" where nothing decides."""
    match = _FAMILY.search(word.lower())
    if not match:
        return word, None
    if match["sk"]:
        adjective = match["adjective"]
        woman = adjective in {"ая", "ую", "ою"} or (adjective == "ой" and told.sex != "m")
        return word[: match.end("sk")] + ("ая" if woman else "ий"), None
    man, woman_name, case = word[: match.end("ov")], word[: match.end("ov")] + "а", match["case"] or ""
    if case == "а":
        return _man_or_woman(word, man, told)
    woman = (case in {"у", "е"} and told.sex == "f") or (case == "ой" and told.sex != "m")
    return (woman_name if woman else man), None


def _man_or_woman(word: str, man: str, told: _Told) -> tuple[str, str | None]:
    """What ends in -ова: a woman's name in the first case or a man's in the second."""
    if told.sex:
        return (word if told.sex == "f" else man), None
    if told.oblique:
        return man, word
    return word, None if told.oblique is False else man
