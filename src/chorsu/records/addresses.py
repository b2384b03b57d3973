"""Reads the values of a filter out of an address. Everything in an address is hostile: what cannot be meant is refused.

Each reader takes the key that stands in the address and its values, at least one, and gives the field's value.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["codes", "date", "identifiers", "last_of", "numbers", "one_of", "switch", "text", "values_of"]

_MOST_VALUES = 200
_LONGEST = 200
_TO_DO = "correct the address, or clear the filter"


def values_of(query: Mapping[str, Any], key: str) -> list[str]:
    """The values of a key, of a `QueryDict` or a plain mapping, stripped.

    Raises:
        InputError: more than 200 of them, or one longer than 200 characters.
    """
    found = query.getlist(key) if hasattr(query, "getlist") else query.get(key, [])
    values = [found] if isinstance(found, str) else [str(value) for value in found]
    if len(values) > _MOST_VALUES:
        raise InputError(f"more than {_MOST_VALUES} values", where=key, to_do=_TO_DO)
    for value in values:
        if len(value) > _LONGEST or "\x00" in value:
            raise InputError("a value that cannot be meant", where=key, to_do=_TO_DO)
    return [value.strip() for value in values]


def text(_key: str, values: list[str]) -> str:
    """The last value as it stands."""
    return values[-1]


def codes(_key: str, values: list[str]) -> tuple[str, ...]:
    """Codes, each once; whether they are known is not asked."""
    return tuple(dict.fromkeys(values))


def date(key: str, values: list[str]) -> dt.date:
    """The last value as a day."""
    try:
        return dt.date.fromisoformat(values[-1])
    except ValueError:
        raise InputError(f"{values[-1]!r} is not a date like 2024-05-31", where=key, to_do=_TO_DO) from None


def numbers(key: str, values: list[str]) -> tuple[int, ...]:
    """Numbers of principals, each once."""
    if not all(value.isascii() and value.isdigit() and int(value) < 1 << 31 for value in values):
        raise InputError("is not a number of an agency", where=key, to_do=_TO_DO)
    return tuple(dict.fromkeys(int(value) for value in values))


def identifiers(key: str, values: list[str]) -> tuple[uuid.UUID, ...]:
    """Identifiers of records, each once."""
    try:
        return tuple(dict.fromkeys(uuid.UUID(value) for value in values))
    except ValueError:
        raise InputError("is not an identifier", where=key, to_do=_TO_DO) from None


def one_of(*allowed: str) -> Callable[[str, list[str]], tuple[str, ...]]:
    """A reader of words, each of which must be one of those allowed."""

    def read(key: str, values: list[str]) -> tuple[str, ...]:
        if not set(values) <= set(allowed):
            raise InputError(f"is none of {', '.join(allowed)}", where=key, to_do=_TO_DO)
        return tuple(dict.fromkeys(values))

    return read


def last_of(*allowed: str) -> Callable[[str, list[str]], str]:
    """A reader of the last word, which must be one of those allowed."""
    return lambda key, values: one_of(*allowed)(key, values[-1:])[0]


def switch(key: str, values: list[str]) -> bool:
    """Whether it is switched on: `1`, or `0`."""
    return last_of("0", "1")(key, values) == "1"
