"""What a single word tells of a name: a given name, a surname, a patronymic, an initial, or no name at all.

Given names are compared by sound across Latin and Cyrillic spellings (`vocabulary.places.text.skeleton`), so one list
serves nine languages; in Arabic script they are compared as written. Words that announce a place or a firm, and words
that merely begin with a capital, are listed in `lexicons/any/not_names.tsv`.
"""

from __future__ import annotations

import re
from enum import Flag, auto
from functools import cache, lru_cache

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.models import russian_given_names
from chorsu.intake.reading.phrases import stems
from chorsu.intake.reading.views import View
from chorsu.vocabulary import places
from chorsu.vocabulary.places.text import fold, skeleton

__all__ = ["Part", "arabic_part", "is_given_as_written", "is_place", "listed", "part", "sound"]

_LEAST_SOUND = 4
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SERVANT_OF = "عبدال"
_SECOND_HALVES = ("الله", "الدین", "جان", "شاه", "خان", "گل")
"""Second halves of compound given names in Arabic script."""
_APART = frozenset({"زی", "زای", "خیل", "زاده", "نژاد", "پور"})
"""Endings of surnames that are often written apart from them."""
_REGION = ("TJ", "UZ", "KZ", "KG", "TM", "AZ", "RU", "AF", "IR", "PK", "CN", "TR")


class Part(Flag):
    """What a word can be in a name; a word can be several things."""

    GIVEN = auto()
    SURNAME = auto()
    WEAK_SURNAME = auto()
    PATRONYMIC = auto()
    PLACE = auto()
    NOTHING = auto()


def sound(word: str) -> str:
    """The word by its sound, in Latin letters: Йўлчиев and Yo'lchiyev are one."""
    return skeleton(fold(word))


@cache
def _typed_sounds() -> frozenset[str]:
    rows = lexicon.rows("any", "given_names")
    return frozenset(sound(form) for row in rows for form in lexicon.forms(row["names"]))


@cache
def _given_sounds() -> frozenset[str]:
    others = {sound(name) for name in russian_given_names() if len(name) >= _LEAST_SOUND}
    return frozenset(one for one in _typed_sounds() | others if len(one) > 2)  # noqa: PLR2004 - two letters name nobody


@cache
def _open_given_sounds() -> frozenset[str]:
    """Names without their last vowel, for the cases of Russian: Марии, Марию are forms of Мария."""
    return frozenset(one.rstrip("aiy") for one in _given_sounds() if one[-1] in "aiy" and len(one) > _LEAST_SOUND)


@cache
def listed(kind: str, language: str) -> frozenset[str]:
    """The plain forms of `not_names.tsv` of a kind (`before`, `after`, `word`, `stop`) that hold in a language."""
    return frozenset(
        View(form).plain
        for row in lexicon.rows("any", "not_names")
        if row["kind"] == kind and (not row["languages"] or language in lexicon.forms(row["languages"]))
        for form in lexicon.forms(row["forms"])
    )


@cache
def _endings(script: str) -> tuple[tuple[str, Part], ...]:
    kinds = {"surname": Part.SURNAME, "weak": Part.WEAK_SURNAME, "patronymic": Part.PATRONYMIC}
    return tuple(
        (View(form).plain, kinds[row["kind"]])
        for row in lexicon.rows("any", "name_endings")
        if row["script"] == script
        for form in lexicon.forms(row["endings"])
    )


@cache
def _place_sounds() -> frozenset[str]:
    names: set[str] = set()
    for code in _REGION:
        names.update(name for one in places.settlements(code) for name in (one.name, one.name_ru))
        names.update(name for one in places.regions(code) for name in (one.name_en, one.name_ru))
    names.update(name for one in places.countries() for name in (one.name_en, one.name_ru))
    return frozenset(sound(word) for name in names for word in name.split() if len(word) > _LEAST_SOUND - 1)


@cache
def _open_place_sounds() -> frozenset[str]:
    """Places without their last vowel, for the cases of Russian: Ферганы, Фергану are forms of Фергана."""
    return frozenset(one.rstrip("aiy") for one in _place_sounds() if one[-1:] in {"a", "i", "y"})


@lru_cache(maxsize=16384)
def is_place(word: str, language: str) -> bool:
    """Whether the plain word is (part of) the name of a settlement, region or country, in any case of the language."""
    sounds = {sound(stem) for stem in stems(word, language) if len(stem) >= _LEAST_SOUND}
    if not sounds.isdisjoint(_place_sounds()):
        return True
    return language == "ru" and any(one in _open_place_sounds() for one in sounds if len(one) > _LEAST_SOUND)


@lru_cache(maxsize=65536)
def part(word: str, language: str) -> Part:
    """What a plain word of Latin or Cyrillic letters can be in a name."""
    if any(word in listed(kind, language) for kind in ("word", "after", "before")):
        return Part.NOTHING
    found = Part(0)
    forms = stems(word, language)
    script = "Cyrl" if re.search(r"[\u0400-\u04ff]", word) else "Latn"
    for form in forms:
        for ending, kind in _endings(script):
            if form.endswith(ending) and len(form) - len(ending) >= 2:  # noqa: PLR2004 - "Ли" and "Цой" have no ending
                found |= kind
    if _is_given(word, frozenset({word}) if Part.SURNAME in found else forms):
        found |= Part.GIVEN
    if is_place(word, language):
        found |= Part.PLACE
        if _typed_sounds().isdisjoint(map(sound, forms)):
            found &= ~Part.GIVEN
    return found


def is_given_as_written(word: str) -> bool:
    """Whether the plain word, with no ending taken off, sounds like a listed given name."""
    return sound(word) in _given_sounds()


def _is_given(word: str, forms: frozenset[str]) -> bool:
    sounds = {sound(form) for form in forms}
    if not sounds.isdisjoint(_given_sounds()):
        return True
    compounds = [piece for piece in re.split(r"[-']", word) if len(piece) >= _LEAST_SOUND]
    if len(compounds) > 1 and any(sound(piece) in _given_sounds() for piece in compounds):
        return True
    return any(one in _open_given_sounds() for one in sounds if len(one) >= _LEAST_SOUND)


@cache
def _arabic_given() -> frozenset[str]:
    rows = lexicon.rows("fa", "given_names") + lexicon.rows("ps", "given_names")
    return frozenset(View(form).plain for row in rows for form in lexicon.forms(row["names"]))


def _is_compound(word: str) -> bool:
    """Whether the word is a given name of two halves: servant of a name of God, or a listed name with a second half."""
    if word.startswith(_SERVANT_OF):
        return len(word) > len(_SERVANT_OF) + 1
    return any(word.endswith(last) and word[: -len(last)] in _arabic_given() for last in _SECOND_HALVES)


@lru_cache(maxsize=16384)
def arabic_part(word: str) -> Part:
    """What a plain word of Arabic letters can be in a name."""
    if word in listed("stop", "fa") or not _ARABIC.search(word):
        return Part.NOTHING
    found = Part(0)
    if word in _arabic_given() or _is_compound(word):
        found |= Part.GIVEN
    if word in _APART:
        found |= Part.SURNAME
    for ending, kind in _endings("Arab"):
        if word.endswith(ending) and len(word) - len(ending) >= 2:  # noqa: PLR2004 - no surname is an ending alone
            found |= kind if len(ending) > 1 else Part.WEAK_SURNAME
    return found
