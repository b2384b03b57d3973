"""Numbers from text: thousands signs, decimal comma or dot, any digits. Owns no unit (see quantities).

Which of comma and dot is decimal is decided by the column as a whole (`decimal_of`); the doubtful are flagged.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from chorsu.intake.readers.wordlists import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NUMBER", "NumberRead", "Numeral", "decimal_of", "fold", "read_exact", "read_number", "rounded"]

SIGNIFICANT = 12
"""Digits kept of a number: more than any scale gives, fewer than the noise of binary fractions needs."""
CLEAR_MAJORITY = 20
"""How many times more often one decimal sign must occur than the other to decide a column that has both."""
SIGNS = str.maketrans({"\u2212": "-", "\u066b": ".", "\u066c": ",", "\u060c": ",", "\u2019": "'"})
SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
NUMBER = re.compile(
    r"(?<![\w.,])[+-]?(?:\d{1,3}(?:[ ']\d{3})+(?![\d'])(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d{1,3}(?!\w))?"
)
SEPARATED = re.compile(r"(\d*)([.,])(\d+)")
GROUP = 3


class Numeral(str):
    """The text of a cell that its workbook holds as a number: a dot in it is a decimal point, whatever the column."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number, with flags and changes (codes)."""

    value: float
    flags: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Digits of other scripts to 0 to 9, signs and spaces to plain ones."""
    return SPACES.sub(" ", text.translate(DIGITS).translate(SIGNS)).strip()


def rounded(value: float) -> float:
    """A number to 12 significant digits."""
    return float(f"{value:.{SIGNIFICANT}g}")


def decimal_of(texts: Iterable[str]) -> str | None:
    """The decimal sign (`,` or `.`) that the unambiguous numbers of a column use; None when they do not say."""
    votes = {",": 0, ".": 0}
    for text in texts:
        for token in NUMBER.findall(fold(text)):
            sign, doubtful = _decimal_sign(token.lstrip("+-"))
            if sign and not doubtful:
                votes[sign] += 1
    many, few = max(votes.values()), min(votes.values())
    if not many or many <= few * CLEAR_MAJORITY:
        return None
    return "," if votes[","] == many else "."


def _decimal_sign(token: str) -> tuple[str, bool]:
    """The decimal sign of one number and whether that is doubtful; empty where it has none."""
    dots, commas = token.count("."), token.count(",")
    if dots and commas:
        return ("." if token.rfind(".") > token.rfind(",") else ","), False
    if dots + commas > 1:
        return ("," if dots else "."), False
    if not dots + commas:
        return "", False
    sign = "." if dots else ","
    before, _, after = re.sub(r"[eE].*$", "", token).partition(sign)
    before = before.replace(" ", "").replace("'", "")
    grouped = " " in token or "'" in token
    return sign, len(after) == GROUP and 1 <= len(before) <= GROUP and before[0] != "0" and not grouped


def read_number(text: str, decimal: str | None = None, fallback: str = ".") -> NumberRead | None:
    """The number that a whole text is, or None.

    `decimal` is what the column has decided; without it a doubtful dot is decimal, a doubtful comma is so where
    `fallback` is a comma, and both are flagged.
    """
    read = _written(text, decimal, fallback)
    if read is None:
        return None
    plain, negative, doubtful = read
    value = -float(plain) if negative else float(plain)
    if not math.isfinite(value):
        return None
    flags = ("ambiguous_number",) if doubtful else ()
    changes = () if plain == text.strip().lstrip("+-") else ("number_format",)
    short = rounded(value)
    return NumberRead(short, flags, changes if short == value else (*changes, "number_rounded"))


def read_exact(text: str, decimal: str | None = None) -> tuple[Decimal, bool] | None:
    """The number that a whole text is by the same rule, with every digit, and whether it is doubtful; or None."""
    read = _written(text, decimal, ".")
    if read is None:
        return None
    plain, negative, doubtful = read
    return (-Decimal(plain) if negative else Decimal(plain)), doubtful


def _written(text: str, decimal: str | None, fallback: str) -> tuple[str, bool, bool] | None:
    """The number as Python writes it without its sign, whether it is negative, whether it is doubtful; or None."""
    folded = fold(text)
    if not NUMBER.fullmatch(folded):
        return None
    token = folded.lstrip("+-")
    sign, doubtful = _decimal_sign(token)
    if doubtful and isinstance(text, Numeral):
        doubtful = False
    if doubtful:
        sign = sign if sign == decimal or (not decimal and sign in {".", fallback}) else ""
    plain = _plain(token, sign)
    return None if plain is None else (plain, folded.startswith("-"), doubtful and not decimal)


def _plain(token: str, sign: str) -> str | None:
    """The number as Python writes it; None where what parts thousands does not part threes."""
    whole, _, fraction = token.rpartition(sign) if sign and sign in token else (token, "", "")
    groups = re.split(r"[.,' ]", whole)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= GROUP and all(len(group) == GROUP for group in groups[1:])):
        return None
    return ("".join(groups) or "0") + (f".{fraction}" if fraction else "")
