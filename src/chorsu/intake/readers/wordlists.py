"""The readers' reviewed word lists (data/*.tsv): header words, months, signs for nothing, codes. Owns no rule."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TURKIC_FORMS", "codes", "header_languages", "header_words", "months", "plain", "signs", "words"]

DIGITS = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}
"""Arabic-Indic and Persian digits to the digits 0 to 9."""
PERSIAN_FORMS = {0x064A: "ی", 0x0643: "ک", 0x200C: " ", 0x200D: "", 0x200E: "", 0x200F: "", 0xFEFF: "", 0x00AD: ""}
"""Arabic yeh and kaf to the Persian letters; joiners and direction marks away."""


TURKIC_FORMS = {0x0131: "i", 0x0307: ""} | dict.fromkeys(map(ord, "'’‘ʻʼ`´"), "")
"""Dotless i as i; the dot that lower case leaves of İ, and the many apostrophes of Uzbek, which part no words, away."""


def plain(text: str) -> str:
    """Text for comparison: lower case, ё as е, Persian and Turkic letter forms and digits unified, signs as spaces."""
    folded = text.translate(PERSIAN_FORMS).translate(DIGITS).casefold().translate(TURKIC_FORMS).replace("ё", "е")
    return re.sub(r"[^\w№]+|_+", " ", folded).strip()


def _rows(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def header_words() -> Mapping[str, tuple[str, float]]:
    """Header words in plain form → role and weight (0 to 1)."""
    return {plain(row["words"]): (row["role"], float(row["weight"])) for row in _rows("headers.tsv")}


@cache
def header_languages() -> Mapping[str, str]:
    """Header words in plain form → the language they are of; a word of several is that of the first."""
    found: dict[str, str] = {}
    for row in _rows("headers.tsv"):
        found.setdefault(plain(row["words"]), row["language"])
    return found


@cache
def months(calendar: str = "gregorian") -> Mapping[str, int]:
    """Month names in lower case → 1 to 12, for `gregorian` or `solar` (Hijri)."""
    name = {"gregorian": "months.tsv", "solar": "solar_months.tsv"}[calendar]
    return {row["word"].casefold().translate(TURKIC_FORMS): int(row["month"]) for row in _rows(name)}


@cache
def words(name: str) -> frozenset[str]:
    """One list of words.tsv in plain form; entries that are signs only are left out (see `signs`)."""
    return frozenset(plain(row["word"]) for row in _rows("words.tsv") if row["list"] == name) - {""}


@cache
def signs(name: str) -> frozenset[str]:
    """One list of words.tsv as written, in lower case."""
    return frozenset(row["word"].casefold() for row in _rows("words.tsv") if row["list"] == name)


@cache
def codes(kind: str) -> Mapping[str, Mapping[str, str]]:
    """The codes of one kind (flag, change, skip, refusal) → what each means, by language (`en`, `ru`)."""
    return {row["code"]: {"en": row["en"], "ru": row["ru"]} for row in _rows("codes.tsv") if row["kind"] == kind}
