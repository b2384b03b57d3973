"""What else a row tells of its seizure: state of the quantity, purity, packages, markings, words, its own number.

Owns how these few cells are read. What cannot be read is flagged and stays in its cell; no row is refused for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.readers.locations import empty
from chorsu.intake.readers.numbers import fold, read_number
from chorsu.vocabulary.manners import find_manner

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FLAG", "ROLES", "read_details"]

FLAG = "unknown_detail"

ROLES = ("state", "purity", "packages", "markings", "narrative", "id")
"""Roles of columns that tell a detail."""
_MOST_PACKAGES = 1_000_000
_ALL = 100.0
_LONGEST = {"markings": 2_000, "narrative": 10_000, "id": 200}


def read_details(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The details that the cells by role tell, by the names of the data bank, and the flags (codes)."""
    found: dict[str, Any] = {}
    unread = False
    for role in ROLES:
        text = texts.get(role, "").strip()
        if empty(text):
            continue
        value = _read(role, text)
        if value is None:
            unread = True
        else:
            found["sender_key" if role == "id" else role] = value
    return found, [FLAG] if unread else []


def _read(role: str, text: str) -> Any:
    """The value of one cell; None where it cannot be read."""
    if role in _LONGEST:
        return text if len(text) <= _LONGEST[role] else None
    if role == "state":
        return find_manner("state", text)
    number = read_number(fold(text).rstrip("% "), None, ",")
    if number is None or number.value <= 0:
        return None
    if role == "purity":
        return number.value if number.value <= _ALL else None
    return int(number.value) if number.value == int(number.value) <= _MOST_PACKAGES else None
