"""Where names of places stand in a text: every run of words that the gazetteer knows, in whatever case form.

Owns the forms under which an inflected name is looked up. Must not decide whether a name is a place here, nor which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.gazetteer import Site, abbreviated, begins, is_abbreviation, key_of, sites, small_ends
from chorsu.intake.reading.phrases import stems
from chorsu.vocabulary.places.text import district_stem, fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.views import View, Word

__all__ = ["Name", "names"]

_SHORTEST = 2
_LONGEST = 4
"""Words in the longest name."""
_ARABIC = range(0x0600, 0x0700)
"""Code points of the letters of Arabic script."""
_JOINED = re.compile(r'[\s"]{1,2}|-|\s?-\s?(?=\w)')
_INNER = re.compile(r"i|и|e|of|and|va|wa|ва|و|on|na|на|de|al")
"""Small words inside names."""
_RUSSIAN_NOUN = ("", "а", "я", "ь", "о", "е", "ы", "и", "й", "ия")
_RUSSIAN_ADJECTIVE = re.compile(r"(?:ого|его|ому|ему|ой|ей|ом|ем|ую|юю|ым|им|ых|их)$")
_RUSSIAN_ADJECTIVES = ("ый", "ий", "ая", "ое", "ой", "ые", "ие", "яя", "ее")
_OF_A_CITY = re.compile(r"(\w{3,})(?:ск|цк)(ий|ого|ому|им|ом|ие|их|ими|ая|ой|ую)")
_NEVER_OF_PLACES = {"ru": ("ов", "ев"), "fa": ("ان", "ات"), "ps": ("ان", "ګان")}
"""Endings that one name of a place never bears: of surnames (Исмаилов is not from Ismailia) and of plurals."""
_POSTS = frozenset({"crossing", "airport", "station", "port"})
_NEAR = frozenset({"AF", "IR", "PK", "TJ", "UZ", "TM"})
_TOWN, _METROPOLIS = 15_000, 1_000_000
"""People of settlements that are looked for in Arabic script, near by and elsewhere."""
_WITH_ADJECTIVES = frozenset({"ru"})
"""Languages whose adjectives of cities begin with a small letter: "в бишкекской квартире"."""
_WIDE = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the gazetteer knows: numbers of its first and last word, what it may be, the ending it bears.

    `cut` says for each site how many letters were taken off the last word to find it.
    """

    first: int
    last: int
    sites: tuple[Site, ...]
    cut: tuple[int, ...]
    ending: str


@lru_cache(maxsize=32768)
def _forms(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Keys under which a word may be known, with the ending taken off for each; the word itself first."""
    found = {key_of(word): ""}
    for stem in sorted(stems(word, language), key=lambda one: (-len(one), one)):
        ending = word[len(stem) :]
        if ending.startswith(_NEVER_OF_PLACES.get(language, ())):
            key = key_of(stem + "ы")  # of countries with a name in the plural ("из Нидерландов")
            if language == "ru" and any(one.kind == "country" for one in sites(key)):
                found.setdefault(key, ending)
            continue
        if language == "ru" and ending:
            for end in _RUSSIAN_NOUN:
                found.setdefault(key_of(stem + end), ending)
            if _RUSSIAN_ADJECTIVE.search(word):
                found.setdefault(key_of(stem + "ий"), ending)
                found.setdefault(skeleton(district_stem(fold(word))), ending)
        else:
            found.setdefault(key_of(stem), ending)
    short = word[_SHORTEST:]
    if short in _short_endings(language):
        found.setdefault(key_of(word[:_SHORTEST]), short)
    return tuple((key, ending) for key, ending in found.items() if key)


@lru_cache(maxsize=32768)
def _forms_alone(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Those of `_forms` under which a place is known: for most words of a text none."""
    return tuple((key, ending) for key, ending in _forms(word, language) if sites(key))


@cache
def _short_endings(language: str) -> frozenset[str]:
    """Endings that may hang on a name of two letters, such as Osh."""
    listed = [ending for row in lexicon.rows(language, "place_cases") for ending in lexicon.forms(row["endings"])]
    return frozenset({"а", "у", "е", "ом", "ем"} if language == "ru" else listed)


@lru_cache(maxsize=32768)
def _inner_forms(word: str, language: str) -> tuple[str, ...]:
    """Keys of a word that is not the last of its name."""
    found = [key_of(word)]
    adjective = _RUSSIAN_ADJECTIVE.search(word) if language == "ru" else None
    if adjective:
        found += [key_of(word[: adjective.start()] + end) for end in _RUSSIAN_ADJECTIVES]
    elif language != "ru":
        found += [key_of(stem) for stem in sorted(stems(word, language)) if len(stem) >= len(word) - 3]
    return tuple(dict.fromkeys(found))


def names(
    view: View, language: str, spoken_for: frozenset[int] = frozenset(), adjectives: frozenset[int] = frozenset()
) -> list[Name]:
    """The names of places in order, the longest at each word, none inside another.

    `spoken_for` are offsets of words that are known to be something else, such as prepositions in Arabic script;
    `adjectives` are those of words for what belongs to a country, which only begin the name of a state.
    """
    found: list[Name] = []
    words = view.words
    number = 0
    while number < len(words):
        free = words[number].start not in spoken_for and _may_begin(view, words[number])
        name = (
            _at(view, words, number, language, spoken_for)
            if free
            else _of_officers(words, number, language)
            if language in _WITH_ADJECTIVES
            else None
        )
        if name and words[number].start in adjectives and not _is_state(name):
            name = None
        if name:
            found.append(name)
        number = name.last + 1 if name else number + 1
    return found


def _is_state(name: Name) -> bool:
    """Whether a name of several words is that of a state: "Kyrgyz Republic"."""
    return name.last > name.first and any(one.kind == "country" for one in name.sites)


def _may_begin(view: View, word: Word) -> bool:
    first = view.cased[word.start]
    return first.isupper() or (ord(first) in _ARABIC and word.end - word.start > 1)


@lru_cache(maxsize=32768)
def _first_forms(word: str, language: str) -> tuple[str, ...]:
    """Keys of the first word of a longer name, those alone with which a known name begins."""
    return tuple(key for key in _inner_forms(word, language) if begins(key))


def _heads(view: View, number: int, language: str, spoken_for: frozenset[int]) -> list[Sequence[str]]:
    """For a name of one word, of two and so on: what the keys of the words before its last may be.

    A word more is looked at only while a known name begins with the words before it, so that most runs end at once:
    without capitals, every word of a sentence might go on a name.
    """
    words = view.words
    heads: list[Sequence[str]] = [("",)]
    begun: Sequence[str] = _first_forms(words[number].plain, language)
    for last in range(number + 1, min(len(words), number + _LONGEST)):
        if not begun or not _goes_on(view, words[last - 1], words[last]) or words[last].start in spoken_for:
            break
        heads.append(begun)
        inner = _inner_forms(words[last].plain, language)
        begun = [whole for head in begun for key in inner if begins(whole := head + key)]
    return heads


def _at(view: View, words: tuple[Word, ...], number: int, language: str, spoken_for: frozenset[int]) -> Name | None:
    begun = _heads(view, number, language, spoken_for)
    for last in range(number + len(begun) - 1, number - 1, -1):
        named = last == number or _may_begin(view, words[last]) or view.plain[words[last].start - 1] == "-"
        if not named and words[last].plain not in small_ends():
            continue
        heads, forms = begun[last - number], _forms_alone if last == number else _forms
        found = {
            site: ending
            for key, ending in reversed(forms(words[last].plain, language))
            for head in heads
            for site in sites(head + key)
        }
        if not found and last == number + 1 and language == "en":  # "Bandar Lengeh" is "Bandar-e Lengeh"
            found = {site: "" for head in heads for site in sites(f"{head}e{words[last].plain}")}
        if not found and ord(view.cased[words[number].start]) in _ARABIC:
            continue
        known = _credible(view, words[number], words[last], tuple(reversed(found)))
        known = known if named else tuple(one for one in known if one.kind in _POSTS)
        if known:
            return Name(number, last, known, tuple(len(found.get(one, "")) for one in known), found.get(known[0], ""))
    return _of_officers(words, number, language)


@cache
def _officers(language: str) -> frozenset[str]:
    return frozenset(form for row in lexicon.rows(language, "officers") for form in lexicon.forms(row["words"]))


@cache
def _irregular(language: str) -> dict[str, str]:
    """Stems of adjectives that are not those of their city."""
    return {row["stem"]: row["name"] for row in lexicon.rows(language, "city_adjectives")}


def _is_known(site: Site) -> bool:
    return site.people >= _TOWN or site.kind == "region" or site.place_id == site.admin1


def _of_officers(words: tuple[Word, ...], number: int, language: str) -> Name | None:
    """A city whose adjective stands before its officers or something in it: "екатеринбургские таможенники"."""
    officers = _officers(language)
    if not officers or number + 1 >= len(words) or words[number + 1].plain not in officers:
        return None
    adjective = _OF_A_CITY.fullmatch(words[number].plain)
    if not adjective:
        return None
    irregular = _irregular(language).get(adjective[1])
    keys = [key_of(irregular)] if irregular else [key_of(adjective[1] + end) for end in ("", "ск", "а", "ь", "и", "е")]
    known = tuple(dict.fromkeys(site for key in keys for site in sites(key) if _is_known(site)))
    return Name(number, number, known, (1,) * len(known), adjective[2]) if known else None


def _goes_on(view: View, word: Word, after: Word) -> bool:
    between = view.plain[word.end : after.start]
    if (between != " " and not _JOINED.fullmatch(between)) or after.plain[0].isdecimal():
        return False
    small = after.plain in small_ends() or bool(_INNER.fullmatch(after.plain))
    return between == "-" or small or _may_begin(view, after)


def _credible(view: View, first: Word, last: Word, known: tuple[Site, ...]) -> tuple[Site, ...]:
    written = view.cased[first.start : last.end]
    if ord(written[0]) in _ARABIC:
        return tuple(one for one in known if one.kind != "settlement" or _plausible(one))
    if is_abbreviation(written):
        if view.plain.startswith("$", last.end):
            return ()
        return tuple(dict.fromkeys([*abbreviated(written), *(one for one in known if one.kind in _WIDE)]))
    return known


def _plausible(one: Site) -> bool:
    """Whether a name without vowels may be this settlement's: chance finds a small or far one for many a word."""
    if one.place_id == one.admin1:
        return True
    return one.people >= (_TOWN if one.country in _NEAR else _METROPOLIS)
