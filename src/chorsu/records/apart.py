"""What of a seizure is marked more narrowly than the seizure itself, as the journal keeps it beside an entry.

No version that others may see tells of it, so an entry commits to it and the newest version alone is compared: for whom
each part, lot and identifier is, its provider's own identifiers, and the doubts that went with each part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.records.models import Identifier, Lot, Seizure, Withheld

__all__ = ["APART", "apart", "apart_of"]

APART = "apart"
"""The field under which an entry says it; a record of which nothing is apart says nothing."""


def apart(
    flags: Sequence[str], parts: Iterable[Withheld], lots: Iterable[Lot], identifiers: Iterable[Identifier]
) -> dict[str, Any]:
    """For each narrower part by its name for whom it is; `flags` are the doubts that are left for everybody.

    Shape: `{"place": {"only_for": [3], "flags": […]}, "lot:2": {"only_for": []}, "flags": […], "identifiers": […]}`.
    """
    found: dict[str, Any] = {one.part: {"only_for": one.only_for, "flags": list(one.flags)} for one in parts}
    if found:
        found["flags"] = list(flags)
    found |= {f"lot:{one.number}": {"only_for": one.only_for} for one in lots if one.only_for is not None}
    own = [(one.kind, one.normal, one.written, one.only_for) for one in identifiers if one.only_for is not None]
    if own:
        found["identifiers"] = [list(one) for one in sorted(own)]
    return found


def apart_of(
    seizure: Seizure, parts: Iterable[Withheld], lots: Iterable[Lot], identifiers: Iterable[Identifier]
) -> dict[str, Any]:
    """The same as a field of what an act says, of a seizure that was taken apart; nothing where nothing is apart."""
    found = apart(seizure.flags, parts, lots, identifiers)
    return {APART: found} if found else {}
