"""The figures of a reported quantity: its significant digits, how finely it was stated, and how two of them may differ.

Owns the comparison of numbers as people write and mistype them. Must not know substances, weights or probabilities.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Figures", "compare_figures", "figures", "may_agree"]

DIGITS_KEPT = 10
"""Significant digits that survive a change of unit in floating point; more are noise of the arithmetic."""

ROUNDING_REACH = 0.12
"""A rounded figure lies within this share of the finer one; "100" for 53 is not a rounding that people make."""

NEAR_REACH = 0.03
"""Two weighings of one seizure (with and without wrapping, say) differ by less than this share."""

UNIT_STEP = 3
"""Powers of ten between a unit and the next (gram and kilogram, millilitre and litre)."""

LONG_ENOUGH_FOR_A_SLIP = 4
"""Digits below which one wrong digit says nothing: most figures of three digits differ in one digit from many."""

LONG_ENOUGH_TO_SWAP = 2
"""Digits from which two can change places."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A positive number as `d.ddd × 10^exponent`, with trailing zeros dropped: they may be stated or may be padding."""

    value: float
    digits: str
    exponent: int

    @property
    def step(self) -> float:
        """The unit of the last stated digit: 0.1 for 1.6, 0.01 for 1.62, 10 for 20."""
        return 10.0 ** (self.exponent - len(self.digits) + 1)


def figures(value: float | None) -> Figures | None:
    """The figures of a quantity, or None where there is none to compare (absent, zero, negative, not a number)."""
    if value is None or not 0 < value < float("inf"):
        return None
    mantissa, exponent = f"{value:.{DIGITS_KEPT - 1}e}".split("e")
    return Figures(value, mantissa.replace(".", "").rstrip("0"), int(exponent))


def compare_figures(a: Figures, b: Figures) -> str:
    """How two quantities in one unit relate: the level of the comparison `mass`, the strongest that holds.

    `equal`, `unit_slip` (a factor of a thousand), `decimal_slip` (ten or a hundred), `rounded` (one is the other
    rounded or cut to fewer digits), `swapped` (two neighbouring digits changed places), `one_digit` (one digit of at
    least four differs), `near` (within three hundredths) or `other`.
    """
    if a.digits == b.digits:
        return _same_digits(abs(a.exponent - b.exponent))
    coarse, fine = (a, b) if a.step >= b.step else (b, a)
    difference = fine.value - coarse.value
    relative = abs(difference) / max(a.value, b.value)
    if relative > 1 - 1 / 10:
        return "other"
    if coarse.step > fine.step and relative <= ROUNDING_REACH and -coarse.step / 2 <= difference < coarse.step:
        return "rounded"
    if a.exponent == b.exponent:
        slip = _slip(a.digits, b.digits)
        if slip:
            return slip
    return "near" if relative <= NEAR_REACH else "other"


def may_agree(a: Figures | None, b: Figures | None) -> bool:
    """Whether `compare_figures` can find more than `other`: a cheap look before the careful one."""
    if a is None or b is None:
        return True
    reach = 1 - ROUNDING_REACH
    if reach * a.value <= b.value <= a.value / reach or a.digits == b.digits:
        return True
    longest = max(len(a.digits), len(b.digits))
    return a.exponent == b.exponent and longest >= LONG_ENOUGH_TO_SWAP


def _same_digits(powers: int) -> str:
    if powers == 0:
        return "equal"
    if powers == UNIT_STEP:
        return "unit_slip"
    return "decimal_slip" if powers < UNIT_STEP else "other"


def _slip(a: str, b: str) -> str:
    length = max(len(a), len(b))
    a, b = a.ljust(length, "0"), b.ljust(length, "0")
    places = [i for i in range(length) if a[i] != b[i]]
    if len(places) == 1:
        return "one_digit" if length >= LONG_ENOUGH_FOR_A_SLIP else ""
    first, *rest = places
    if rest == [first + 1] and a[first] == b[first + 1] and a[first + 1] == b[first]:
        return "swapped"
    return ""
