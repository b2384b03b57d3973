"""Comparable keys of written names: letters only, whatever the case, script variant or punctuation. Knows no name."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

__all__ = ["compact", "loose", "romanised", "skeleton", "stemmed", "tokens"]

_SPELLED_OUT = str.maketrans(
    {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ß": "beta",  # a beta typed as the German letter
        "’": None,
        "‘": None,
        "ʻ": None,
        "ʼ": None,
        "`": None,
        "'": None,
        "\u200c": None,
        "\u200d": None,
        "\u00ad": None,
        "\u0640": None,
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ѐ": "е",
    }
)
_GREEK_IN_CYRILLIC = (("альфа", "alpha"), ("бета", "beta"), ("гамма", "gamma"), ("дельта", "delta"))
# Cyrillic letters that are drawn like Latin ones, capital or small.
_LOOK_ALIKE = str.maketrans("авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw")
_WORD = re.compile(r"[^\W_]+")
_JOINING = re.compile(r"of|the|and|for|from|with|or|an?|its|in|и|в|из|с|от|для|на|его|ее|или|de|du|la|et")
# Endings of Russian nouns and adjectives; the letter й is already written и here.
_ENDING = re.compile(
    r"(?:иями|[ыия]ми|ами|[оеи]го|[ое]му|и[еяа]м|иях|и[еи]и|ост[ьи]|остью|[аяыи]х|[аяоеыи]м|[оеыи]и|[ыи]е|[ая]я|[уюое]ю"
    r"|[ое]в|ия|ию|ь[еяюи]|[аяоеыиуюь])$"
)
_SHORTEST_STEM = 3
_LOOSE = (
    ("ph", "f"),
    ("ck", "k"),
    ("ch", "\x01"),
    ("c", "k"),
    ("\x01", "ch"),
    ("th", "t"),
    ("ae", "e"),
    ("oe", "e"),
    ("x", "ks"),
    ("q", "k"),
    ("y", "i"),
    ("z", "s"),
    ("j", "i"),
    ("w", "v"),
)
_DOUBLED = re.compile(r"([a-z])\1+")
_LATIN_END = re.compile(r"(?:um|e)$")


def tokens(text: str) -> tuple[str, ...]:
    """The words of `text`: casefolded, without accents; й counts as и, ё as е, Persian and Arabic letters as one."""
    folded = text.casefold().translate(_SPELLED_OUT)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in folded if not unicodedata.combining(c)).translate(_SPELLED_OUT)
        for cyrillic, name in _GREEK_IN_CYRILLIC:
            folded = folded.replace(cyrillic, name)
        folded = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    return tuple(_WORD.findall(folded))


def compact(words: tuple[str, ...]) -> str:
    """All letters and digits in one run: hyphens, brackets and spaces make no difference."""
    return "".join(words)


def skeleton(key: str) -> str:
    """The key with Cyrillic look-alikes written as the Latin letters they resemble."""
    return key if key.isascii() else key.translate(_LOOK_ALIKE)


def romanised(key: str) -> str:
    """The key in Latin letters, letter by letter."""
    return key if key.isascii() else anyascii(key).casefold().replace("'", "")


def stemmed(words: tuple[str, ...]) -> str:
    """The words without endings and joining words, in alphabetical order: word order and Russian cases do not count."""
    return " ".join(sorted(_stem(word) for word in words if not _JOINING.fullmatch(word)))


def loose(key: str) -> str:
    """A Latin key with the usual variants of spelling made one: ph and f, c and k, y and i, doubled letters."""
    for written, standard in _LOOSE:
        key = key.replace(written, standard)
    return _LATIN_END.sub("", _DOUBLED.sub(r"\1", key))


def _stem(word: str) -> str:
    if word.isascii():
        return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST_STEM else word
    if not "а" <= word[0] <= "я":
        return word
    # Until nothing is left to take off, so that a name that itself ends like a case form meets its own cases.
    while ending := _ENDING.search(word, _SHORTEST_STEM):
        word = word[: ending.start()]
    return word
