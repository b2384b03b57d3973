"""Keys under which names of places are compared across scripts and spellings.

Owns the folding of a name to plain Latin letters, the looser skeleton that ignores how a sound was transliterated, and
the cutting of Russian endings. Knows no place: generic words come from `data/places/words.tsv`. Must not decide which
place is meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

__all__ = ["district_stem", "fold", "is_spelt_alike", "skeleton", "stem", "strip_adjective", "without_case"]

_BEFORE = str.maketrans(
    {
        "ё": "е",
        "ў": "o",
        "ҳ": "х",
        "ө": "o",
        "ү": "u",
        "ұ": "u",
        "ә": "a",
        "ə": "a",
        "ǝ": "a",
        "ӯ": "u",
        "ş": "sh",
        "š": "sh",
        "ç": "ch",
        "č": "ch",
        "ğ": "gh",
        "ž": "zh",
        "ý": "y",
        "ı": "i",
        "ń": "n",
        "ň": "n",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ګ": "گ",
        "ة": "ه",
        "ۀ": "ه",
        "ۍ": "ی",
        "ې": "ی",
        "ь": "",
        "ъ": "",
        "№": " ",
        "\u200c": "",
        "\u200d": "",
    }
)
_QUIET = re.compile(
    "[\u0300-\u036f\u064b-\u065f\u2018\u2019\u02bb\u02bc\u02b9\u02bf\u02be`'´′\u200b-\u200f\u202a-\u202e\ufeff]"
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_ALONE = re.compile(
    "[\x00-\x7f\u00c0-\u024f\u0400-\u0481\u048a-\u052f\u0621-\u064a\u0660-\u0669\u0671-\u06d3\u06f0-\u06f9]*"
)
"""A text of signs that no neighbour changes: none of them is a mark that joins the letter before it."""
_SOUNDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("shch|sch", "sh"),
        ("tsch|tch", "ch"),
        ("dzh|dj|zh|j", "j"),
        ("kh|x", "h"),
        ("gh", "g"),
        ("q|ck", "k"),
        ("ts|tz|tc", "c"),
        ("ph", "f"),
        ("w", "v"),
        ("ou|oo", "u"),
        ("yo|ye|ie", "e"),
        ("yu|iu", "u"),
        ("ya|ia", "ia"),
        ("y", "i"),
    )
)
_TWICE = re.compile(r"(.)\1+")
_ADJECTIVE = re.compile(r"(?<=[a-z]{2}(?:sk|ck))(?:aya|aia|oy|oi|uyu|uiu|iy|ii|yy|y|i|ogo|omu|om|im|im)$")
_ADJECTIVE_STEM = re.compile(r"(?<=[a-z]{3})(?:insk|ovsk|evsk|sk|k)$")
_TURKIC = re.compile(r"(?<=[a-z]{4})(?:[dt][ae]n?|n[dt][ae]n?|[nd]yn|ning|[gk][ae])$")
_VOWELS = frozenset("aeuyi")
_CASED = 4
"""Letters that a name must keep when its case ending is cut."""
_SHARED = 0.45
"""The least share of letters: two spellings of one region have no fewer (Jauzjan and Dzhauzdzhan, 0.4545)."""
_NOUN = re.compile(r"(?<=[a-z]{4})(?:om|em|[aeiouy]+)$")


class _Letters(dict[int, str]):
    """What each sign becomes, remembered once it was asked for: `str.translate` with it is many times faster."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_LETTERS = _Letters()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in small Latin letters and digits, words parted by single spaces; empty when nothing remains."""
    plain = text.translate(_LETTERS) if _ALONE.fullmatch(text) else _plain(text)
    return _NOT_WORD.sub(" ", plain).strip()


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_BEFORE)
    plain = _QUIET.sub("", unicodedata.normalize("NFKC", plain).translate(_BEFORE))
    return anyascii(plain).casefold().replace("'", "").replace("`", "")


def skeleton(folded: str) -> str:
    """The folded name without spaces, with one letter for each sound however it was transliterated."""
    return "".join(_sounds(token) for token in folded.split())


@lru_cache(maxsize=65536)
def _sounds(token: str) -> str:
    for pattern, put in _SOUNDS:
        token = pattern.sub(put, token)
    return _TWICE.sub(r"\1", token)


def is_spelt_alike(folded: str, other: str) -> bool:
    """Whether two folded names that sound alike are two spellings of one, by the letters that they share."""
    return OSA.normalized_similarity(folded, other) >= _SHARED


def strip_adjective(token: str) -> str:
    """A folded Russian adjective without gender and case: `novosibirskaya`, `novosibirskoy` become `novosibirsk`."""
    return _ADJECTIVE.sub("", token)


def stem(token: str) -> str:
    """The folded word without its last vowels, which carry the case: `Karelii`, `Kareliya` become `karel`."""
    return _NOUN.sub("", token)


def without_case(token: str) -> tuple[str, ...]:
    """What a folded name may be without a Russian or Turkic case ending: `Tashkente`, `Moskve`, `Almatyda`."""
    found = [_TURKIC.sub("", token)]
    if token[-1:] in _VOWELS:
        found += [token[:-1], f"{token[:-1]}a"]
    return tuple(dict.fromkeys(one for one in found if len(one) >= _CASED and one != token))


def district_stem(token: str) -> str:
    """What remains of a folded adjective when its suffix goes too: `termezskiy` becomes `termez`."""
    return _ADJECTIVE_STEM.sub("", strip_adjective(token))
