"""What a content states, in the one form that is committed to: the same whether it comes from memory or from the bank.

Pure: no Django, no database. A value that is empty, or that stands at the default of its field, states nothing and is
left out: so a field that came later, empty or at its default in older records, changes no commitment. Numbers that are
equal are written alike, moments in UTC.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NOTHING", "plain", "stated", "whole"]

NOTHING: Mapping[str, Any] = {}
"""The defaults of fields that have none."""
_EMPTY: tuple[Any, ...] = (None, "", [], {})


def stated(content: Mapping[str, Any], defaults: Mapping[str, Any] = NOTHING) -> dict[str, Any]:
    """What a mapping states, as JSON can hold it; `defaults` maps a field to what it says where nothing was said."""
    found = {}
    for name, value in content.items():
        if value is None or value == "":
            continue
        written = plain(value)
        if written not in _EMPTY and (name not in defaults or written != defaults[name]):
            found[name] = written
    return found


def whole(said: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """What an act states altogether; of a field that both name the content speaks, also when it is empty there."""
    return {name: value for name, value in said.items() if name not in content} | stated(content)


def plain(value: Any) -> Any:
    """A value as text, number, truth value, list or mapping; equal numbers are the same, whatever held them."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return _text(value)


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
