"""Check digits and check sums of numbers that officers meet: whether a number can be what it looks like.

Each function takes the compact form (no spaces, capitals where the scheme has them) and answers yes or no; none raises.
"""

# ruff: noqa: PLR2004  (the numbers are those of the schemes)

from __future__ import annotations

from itertools import cycle

__all__ = [
    "container_fits",
    "iban_fits",
    "imo_fits",
    "iranian_number_fits",
    "kazakh_number_fits",
    "luhn_fits",
    "parcel_fits",
    "russian_tax_number_fits",
    "uzbek_number_fits",
    "vin_fits",
    "wagon_fits",
]

_CONTAINER_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 40) if n % 11), strict=False))
_VIN_LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_TEN = 10


def _digits(number: str) -> list[int]:
    return [int(c) for c in number] if number.isascii() and number.isdecimal() else []


def parcel_fits(number: str) -> bool:
    """Whether the ninth digit of a postal item's number is right by standard S10 of the Universal Postal Union."""
    digits = _digits(number[2:11])
    if len(digits) != 9:
        return False
    rest = 11 - sum(weight * digit for weight, digit in zip((8, 6, 4, 2, 3, 5, 9, 7), digits[:8], strict=True)) % 11
    return digits[8] == {10: 0, 11: 5}.get(rest, rest)


def luhn_fits(number: str) -> bool:
    """Whether the last digit is right by ISO/IEC 7812-1 annex B (cards, IMEI)."""
    digits = _digits(number)[::-1]
    doubled = [sum(divmod(2 * d, _TEN)) for d in digits[1::2]]
    return any(digits) and (sum(digits[::2]) + sum(doubled)) % _TEN == 0


def container_fits(number: str) -> bool:
    """Whether the check digit of a freight container is right by ISO 6346: four letters and seven digits."""
    if not _has_shape(number, letters=4, digits=7):
        return False
    values = [_CONTAINER_LETTERS[c] if c.isalpha() else int(c) for c in number[:-1]]
    return sum(v << place for place, v in enumerate(values)) % 11 % _TEN == int(number[-1])


def imo_fits(number: str) -> bool:
    """Whether the last digit of a ship's IMO number is right (IMO resolution A.1117(30)): seven digits."""
    digits = _digits(number)
    return len(digits) == 7 and sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % _TEN == digits[6]


def iban_fits(number: str) -> bool:
    """Whether the check digits of an account number are right by ISO 13616 (ISO/IEC 7064, mod 97-10)."""
    if not (15 <= len(number) <= 34 and number.isascii() and number.isalnum() and number[:2].isalpha()):
        return False
    return int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1


def vin_fits(number: str) -> bool:
    """Whether the ninth sign of a vehicle's number is its check digit (49 CFR 565.15); European makers leave it out."""
    if len(number) != len(_VIN_WEIGHTS) or not all(c in _VIN_LETTERS or c in "0123456789" for c in number):
        return False
    total = sum(
        w * (_VIN_LETTERS[c] if c in _VIN_LETTERS else int(c)) for c, w in zip(number, _VIN_WEIGHTS, strict=True)
    )
    return "0123456789X"[total % 11] == number[8]


def wagon_fits(number: str) -> bool:
    """Whether the eighth digit of a railway wagon of the 1520 mm network is right (weights 2 and 1 in turn)."""
    digits = _digits(number)
    total = sum(sum(divmod(d * w, _TEN)) for d, w in zip(digits[:7], cycle((2, 1)), strict=False))
    return len(digits) == 8 and -total % _TEN == digits[7]


def kazakh_number_fits(number: str) -> bool:
    """Whether the twelfth digit of an IIN or BIN of Kazakhstan is right (law of 12 January 2007 No. 223)."""
    digits = _digits(number)
    if len(digits) != 12:
        return False
    check = sum(d * w for d, w in zip(digits, range(1, 12), strict=False)) % 11
    if check == _TEN:
        check = sum(d * w for d, w in zip(digits, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), strict=False)) % 11
    return check == digits[11]


def uzbek_number_fits(number: str) -> bool:
    """Whether the fourteenth digit of a PINFL of Uzbekistan is right (weights 7, 3, 1 in turn)."""
    digits = _digits(number)
    total = sum(d * w for d, w in zip(digits[:13], cycle((7, 3, 1)), strict=False))
    return len(digits) == 14 and total % _TEN == digits[13]


def russian_tax_number_fits(number: str) -> bool:
    """Whether the last digits of an INN of Russia are right: ten digits for a firm, twelve for a person."""
    digits = _digits(number)
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)

    def check(before: int) -> bool:
        part = zip(digits[:before], weights[-before:], strict=False)
        return sum(d * w for d, w in part) % 11 % _TEN == digits[before]

    return (len(digits) == 10 and check(9)) or (len(digits) == 12 and check(10) and check(11))


def iranian_number_fits(number: str) -> bool:
    """Whether the tenth digit of a national code of Iran is right."""
    digits = _digits(number)
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == (rest if rest < 2 else 11 - rest)


def _has_shape(number: str, *, letters: int, digits: int) -> bool:
    head, tail = number[:letters], number[letters:]
    return len(tail) == digits and bool(_digits(tail)) and head.isascii() and head.isalpha() and head.isupper()
