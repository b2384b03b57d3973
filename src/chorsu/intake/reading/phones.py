"""Phone numbers, with or without the country's code; the plan of numbers is that of the package `phonenumbers`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Phone", "phones"]

_REGION = ("TJ", "UZ", "KZ", "KG", "TM", "AZ", "RU", "AF", "IR", "PK", "CN", "TR")
_CANDIDATE = re.compile(r"(?<![\w.,/@-])(?:\+|00)?[ ]?\(?\d[\d ().-]{4,20}\d(?![\w/])(?!,\d)")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{2}[./-]\d{2}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+|\d{4}-\d{4}|\d{4} ?- ?\d{4}")
_FEWEST, _MOST = 6, 15
_WITH_COUNTRY = 11


class Phone(NamedTuple):
    """A phone: where it stands, E.164 (or its digits), whether the plan of the state has it, the state."""

    start: int
    end: int
    normal: str
    valid: bool
    country: str
    confidence: float
    order: int


def phones(text: str, likely: Callable[[], tuple[str, ...]], told: Callable[[int], bool]) -> Iterator[Phone]:
    """Phones of a text: international ones anywhere, local ones where `told(start)` says that a phone is meant.

    `likely()` are the states whose local numbers are tried first, ISO 3166-1 alpha-2; asked only where one is met.
    """
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        written = _cut(match[0])
        end = start + len(written)
        start += len(written) - len(written.lstrip())
        written = written.strip()
        count = sum(c.isdigit() for c in written)
        if not _FEWEST <= count <= _MOST or _DATE.fullmatch(written):
            continue
        abroad = _international(start, end, written) if written.startswith(("+", "00")) else None
        if abroad and (abroad.valid or written.startswith("+")):
            yield abroad
        elif told(start) and not _THOUSANDS.fullmatch(written):
            found = _local(start, end, written, likely())
            if found:
                yield found


def _cut(written: str) -> str:
    """Without what follows a bracket that nobody opened, and without a point, hyphen or bracket at the end."""
    depth = 0
    for at, sign in enumerate(written):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            written = written[:at]
            break
    two = re.search(r"\.\s|  |\d - \d", written)
    return (written[: two.start() + 1] if two else written).rstrip(" .-(")


@lru_cache(maxsize=4096)
def _parsed(written: str, country: str | None) -> tuple[str, str, bool] | None:
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    state = phonenumbers.region_code_for_number(number) or ""
    valid = phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), state, valid


def _international(start: int, end: int, written: str) -> Phone:
    plain = "+" + written[2:] if written.startswith("00") else written
    parsed = _parsed(plain, None)
    if parsed is None:
        return Phone(
            start, end, "+" + "".join(filter(str.isdigit, plain)), valid=False, country="", confidence=0.6, order=5
        )
    normal, country, valid = parsed
    return Phone(start, end, normal, valid, country, 0.98 if valid else 0.7, 3)


def _local(start: int, end: int, written: str, likely: tuple[str, ...]) -> Phone | None:
    without = re.sub(r"^\((?=\d)", "", written)
    digits = re.sub(r"\D", "", written)
    abroad = _parsed(f"+{digits}", None) if len(digits) >= _WITH_COUNTRY else None
    if abroad and abroad[2] and abroad[1] in _REGION:  # the country's code without its sign
        return Phone(start, end, abroad[0], abroad[2], abroad[1], 0.9, 5)
    for number, country in enumerate(dict.fromkeys(likely + _REGION)):
        for form in dict.fromkeys((written, without)):
            parsed = _parsed(form, country)
            if parsed and parsed[2]:
                sure = 0.95 if number < len(likely) else 0.8
                return Phone(start, end, parsed[0], parsed[2], parsed[1] or country, sure, 5)
    if any(c in written for c in "-()"):
        digits = "".join(filter(str.isdigit, written))
        return Phone(start, end, digits, valid=False, country="", confidence=0.55, order=6)
    return None
