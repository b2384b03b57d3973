"""A number that a person wrote into one field: which sign is decimal depends on what is counted. Pure.

One field has no column that could decide as the readers of tables do (`intake.readers.numbers`), so the rule is
strict: of what is counted, and of money, three digits after one sign are thousands; of a weight or a volume they can be
either, and nobody guesses: the officer writes one digit more or leaves the sign out. `frontend/src/form/numbers.js`
says the same, and one table of cases holds both to it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Kind", "Written", "written"]

type Kind = Literal["measure", "count", "money"]
"""`measure`: weights, volumes, areas; `count`: what has no half; `money`: at most two decimals."""

_WHOLE = re.compile(r"\d+", re.ASCII)
_GROUPED = re.compile(r"(\d{1,3}(?:[ ']\d{3})+)(?:[.,](\d+))?", re.ASCII)
_BOTH = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)|(\d{1,3}(?:\.\d{3})+),(\d+)", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})", re.ASCII)
_ONE = re.compile(r"(\d*)[.,](\d+)", re.ASCII)
_GROUP = 3
_CENTS = 2


@dataclass(frozen=True, slots=True)
class Written:
    """The number, or the code of what is wrong with it; `readings` are the two that a doubtful one can be."""

    value: float | None = None
    code: str = ""
    readings: tuple[float, float] | None = None


def written(text: str, kind: Kind) -> Written:
    """The number in a text whose digits, spaces and signs are plain ones (`intake.readers.numbers.fold`).

    Codes: `not_a_number`, `doubtful_number` (for a measure), `not_whole` (for a count).
    """
    sign = -1.0 if text.startswith("-") else 1.0
    parts = _parts(text[1:] if text[:1] in {"+", "-"} else text)
    if parts is None:
        return Written(code="not_a_number")
    whole, fraction, either = parts
    decimal, joined = float(f"{whole or '0'}.{fraction or '0'}"), float(f"{whole}{fraction}" or "0")
    if either and kind == "measure":
        return Written(code="doubtful_number", readings=(sign * decimal, sign * joined))
    value = joined if either else decimal
    if kind == "count" and not either and fraction.strip("0"):
        return Written(code="not_whole")
    if kind == "money" and not either and len(fraction) > _CENTS:
        return Written(code="not_a_number")
    return Written(sign * value) if math.isfinite(value) else Written(code="not_a_number")


def _parts(text: str) -> tuple[str, str, bool] | None:
    """Digits before and after the decimal sign, and whether that sign may part thousands instead."""
    if _WHOLE.fullmatch(text):
        return text, "", False
    if found := _GROUPED.fullmatch(text):
        return re.sub(r"[ ']", "", found[1]), found[2] or "", False
    if found := _BOTH.fullmatch(text):
        return re.sub(r"[.,]", "", found[1] or found[3]), found[2] or found[4], False
    if _THOUSANDS.fullmatch(text):
        return re.sub(r"[.,]", "", text), "", False
    if found := _ONE.fullmatch(text):
        before, after = found[1], found[2]
        either = len(after) == _GROUP and 1 <= len(before) <= _GROUP and not before.startswith("0")
        return before, after, either
    return None
