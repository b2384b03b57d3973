"""Words damaged on the way: digits or replacement signs inside a word, or one encoding read as another.

Owns the test for damage and the repair, which it proposes only when a single name of a region fits. Must not repair
what is merely misspelt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from chorsu.vocabulary.places.regions import former_regions, regions
from chorsu.vocabulary.places.text import fold

__all__ = ["is_damaged", "repair"]

_LETTER = r"[^\W\d_]"
_DAMAGE = re.compile(
    rf"(?:(?<={_LETTER})-?|\b|(?<=-))(?:\d{{2,}}(?={_LETTER}{{3,}})|(?<={_LETTER})\d+(?={_LETTER}{{2,}}))|(?:(?<={_LETTER})|(?<=-))\?+(?={_LETTER})|\ufffd+"
)
_MOJIBAKE = re.compile("[ÐÑ][\u0080-\u00bf\u2018-\u2122]|[À-ÿ]{4,}")
_READ_AS = (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("cp1252", "cp1251"), ("latin-1", "cp1251"), ("cp1251", "utf-8"))
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UNITS = re.compile(r"\d+(?:км|km|го|ый|ой|ая|th|nd|rd|st|му|го|летия|мкр)\b", re.IGNORECASE)


def is_damaged(text: str) -> bool:
    """Whether a sign stands inside a word where only a letter can, or the text is one encoding read as another."""
    return bool(_DAMAGE.search(_UNITS.sub(" ", text))) or _reread(text) != text


@lru_cache(maxsize=1024)
def repair(text: str, country: str) -> str | None:
    """The text as it must have been, where one name of a region of the country fits; None where none or several do."""
    reread = _reread(text)
    if reread != text and not _DAMAGE.search(reread):
        return reread
    parts = [fold(part) for part in _DAMAGE.split(reread) if part is not None]
    pattern = re.compile(r"\s?.{1,20}?".join(re.escape(part) for part in parts))
    codes: dict[tuple[str, ...], str] = {}
    for code, name in _names(country):
        if pattern.fullmatch(fold(name)):
            codes.setdefault(code, name)
    return next(iter(codes.values())) if len(codes) == 1 else None


def _names(country: str) -> list[tuple[tuple[str, ...], str]]:
    """Today's codes and every name of the regions of a country, former ones too."""
    found: list[tuple[tuple[str, ...], str]] = []
    for one in regions(country):
        found += [((one.code,), name) for name in (one.name_ru, one.name_en, *one.names)]
    for gone in former_regions():
        if gone.country == country:
            found += [((gone.kept,), name) for name in (gone.name_ru, gone.name_en, *gone.names)]
    return found


def _reread(text: str) -> str:
    """The text in the encoding that makes it Cyrillic words; as it is where no other encoding does."""
    if not _MOJIBAKE.search(text):
        return text
    for wrong, right in _READ_AS:
        try:
            again = text.encode(wrong).decode(right)
        except UnicodeError:
            continue
        letters = [sign for sign in again if sign.isalpha()]
        if (
            letters
            and sum(bool(_CYRILLIC.match(sign)) for sign in letters) > len(letters) * 0.8
            and "\ufffd" not in again
        ):
            return again
    return text
