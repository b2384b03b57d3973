"""What else a row tells of its seizure: time, state of the quantity, purity, packages, persons, words, its own number.

Owns how these few cells are read. What cannot be read is flagged and stays in its cell; no row is refused for it. So is
a purity beside a state that no laboratory gave, as in the form of a seizure.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from chorsu.intake.readers.locations import empty
from chorsu.intake.readers.numbers import fold, read_number
from chorsu.kernel.seizures import PERSONS
from chorsu.vocabulary.manners import find_manner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.intake.reading.entered import Entered

__all__ = ["FLAG", "IDENTIFIERS", "ROLES", "read_details"]

FLAG = "unknown_detail"

IDENTIFIERS = ("identifiers", "phone", "plate", "document", "container", "account", "wallet", "handle")
"""Roles of columns of identifiers: of any kind, or of the kind of that name (vocabulary, `identifier`)."""
ROLES = ("time", "state", "purity", "packages", "markings", "narrative", "id", *IDENTIFIERS)
"""Roles of columns that tell a detail; beside them each of `PERSONS` tells a count."""
_MOST = {"packages": 1_000_000} | dict.fromkeys(PERSONS, 10_000)
_ALL = 100.0
_OF_A_LABORATORY = "confirmed"
"""The state of a quantity that comes with a purity; a table that tells no state says nothing against it."""
_LONGEST = {"markings": 2_000, "narrative": 10_000, "id": 200}
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?([0-5]\d))?)?",
    re.ASCII | re.IGNORECASE,
)
"""02:40, 2.40, 02:40:00, 02:40 +05:00, 02:40 UTC+5."""
_WIDEST = dt.timedelta(hours=14)


def read_details(texts: Mapping[str, str], country: str = "") -> tuple[dict[str, Any], list[str]]:
    """The details that the cells by role tell, by the names of the data bank, and the flags (codes).

    `country` (alpha-2) is the state whose local phones are meant. An empty cell tells of no persons where the table has
    a column for them; without the column nothing is told.
    """
    found: dict[str, Any] = {}
    persons: dict[str, int] = {}
    identifiers: list[Entered] = []
    unread = False
    for role in (*ROLES, *(status for status in PERSONS if status in texts)):
        text = texts.get(role, "").strip()
        if empty(text):
            if role in PERSONS:
                persons[role] = 0
            continue
        if role in IDENTIFIERS:
            one, wrong = _identifiers(role, text, country)
            identifiers += one
            unread = unread or bool(wrong)
            continue
        value = _read(role, text)
        if value is None:
            unread = True
        elif role in PERSONS:
            persons[role] = value
        else:
            found["sender_key" if role == "id" else role] = value
    if "purity" in found and found.get("state", _OF_A_LABORATORY) != _OF_A_LABORATORY:
        del found["purity"]
        unread = True
    if not texts.keys().isdisjoint(IDENTIFIERS):
        found["identifiers"] = tuple(dict.fromkeys(identifiers))
    return found | ({"persons": persons} if persons else {}), [FLAG] if unread else []


def _identifiers(role: str, text: str, country: str) -> tuple[list[Entered], str]:
    """The identifiers of a cell, and the first that cannot be read."""
    # Tables without such a column, nearly all, are read without the finders of texts.
    from chorsu.intake.reading.entered import LONGEST, entered_all, of_kind

    if role == "identifiers":
        return entered_all(text, country)
    parts = [part for part in re.split(r"[\n;,]+", text) if part.strip()]
    wrong = next((part for part in parts if len(part) > LONGEST), "")
    return [of_kind(role, part, country) for part in parts if len(part) <= LONGEST], wrong


def _read(role: str, text: str) -> Any:
    """The value of one cell; None where it cannot be read."""
    if role in _LONGEST:
        return text if len(text) <= _LONGEST[role] else None
    if role == "state":
        return find_manner("state", text)
    if role == "time":
        return _time(fold(text))
    number = read_number(fold(text).rstrip("% "), None, ",")
    least = 0 if role in PERSONS else 1e-9
    if number is None or number.value < least:
        return None
    if role == "purity":
        return number.value if number.value <= _ALL else None
    return int(number.value) if number.value == int(number.value) <= _MOST[role] else None


def _time(text: str) -> dt.time | None:
    """A time of the day, with its clock where one is told."""
    read = _CLOCK.fullmatch(text)
    if read is None or int(read[1]) > 23 or int(read[2]) > 59:  # noqa: PLR2004 — hours and minutes
        return None
    if read[3] is None:
        return dt.time(int(read[1]), int(read[2]))
    apart = dt.timedelta(hours=int(read[4]), minutes=int(read[5] or 0)) * (-1 if read[3] == "-" else 1)
    if abs(apart) > _WIDEST:
        return None
    return dt.time(int(read[1]), int(read[2]), tzinfo=dt.timezone(apart))
