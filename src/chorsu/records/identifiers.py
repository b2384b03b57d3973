"""Identifiers of a seizure: stored with it, changed by its provider, found exactly.

What is stored is the normal form that a reader made of them; this module makes none. An identifier may be marked more
narrowly than its record (`own`: for its provider's authority and the liaison officers of its state).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from chorsu.kernel.errors import InputError
from chorsu.records.contents import storable
from chorsu.records.models import Identifier
from chorsu.vocabulary import manners

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from chorsu.handling.rules import Marking
    from chorsu.records.models import Seizure

__all__ = [
    "HIDDEN",
    "Said",
    "identified",
    "rows_of_identifiers",
    "said_of",
    "set_identifiers",
    "shared",
    "tell_anew",
]

MOST = 200
"""Identifiers that one seizure can tell of."""
_LONGEST = 240
HIDDEN = "identifiers.own"
"""What a change is called that concerns the narrower ones alone: the provider's own affair."""


class Said(NamedTuple):
    """An identifier as it is told; `own` where nobody but its provider is to see it."""

    kind: str
    normal: str
    written: str
    own: bool = False


def said_of(one: Iterable[Any]) -> Said:
    """An identifier as the data bank can store it.

    Raises:
        InputError: its kind is not listed, or it is empty or too long.
    """
    said = Said(*one)
    manners.manner("identifier", said.kind)
    normal, written = storable(said.normal), storable(said.written)
    if not normal or max(len(normal), len(written)) > _LONGEST:
        raise InputError("is no identifier", where="identifiers", to_do=f"write up to {_LONGEST} characters")
    return said._replace(normal=normal, written=written)


def rows_of_identifiers(seizure: uuid.UUID, marking: Marking, told: Iterable[Iterable[Any]]) -> list[Identifier]:
    """The rows of the identifiers of a seizure with this marking, each once, not stored yet."""
    found: dict[tuple[str, str], Identifier] = {}
    for said in map(said_of, told):
        one = Identifier(seizure_id=seizure, kind=said.kind, normal=said.normal, written=said.written)
        one.marking = marking.narrowed_to({marking.provider} if said.own else None)
        found.setdefault((said.kind, said.normal), one)
    if len(found) > MOST:
        raise InputError("are too many", where="identifiers", to_do=f"tell up to {MOST}")
    return list(found.values())


def identified(seizures: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Identifier]]:
    """For each seizure its identifiers, as far as the viewer may see them."""
    found: dict[uuid.UUID, list[Identifier]] = defaultdict(list)
    for one in Identifier.objects.filter(seizure__in=seizures):
        found[one.seizure_id].append(one)
    return found


def shared(told: Iterable[Identifier]) -> list[Identifier]:
    """Those that everybody sees who sees the record: what a version says of it."""
    return [one for one in told if one.only_for is None]


def tell_anew(
    seizure: Seizure,
    stood: Sequence[Identifier],
    told: Collection[Iterable[Any]] | None,
    *,
    only_for: Collection[int] | None = None,
) -> Sequence[Identifier]:
    """Store what a sheet now tells in place of what it told before; narrower ones are none of a sheet's and stay.

    None: the sheet has no column for them, and what stood stands. What did not stand before is seen by `only_for`
    alone, where that is given.
    """
    if told is None:
        return stood
    own = [one for one in stood if one.only_for is not None]
    fresh = rows_of_identifiers(seizure.pk, seizure.marking, told)
    known = {(one.kind, one.normal) for one in own}
    fresh = [one for one in fresh if (one.kind, one.normal) not in known]
    if only_for is not None:
        standing = {(one.kind, one.normal) for one in stood}
        for one in fresh:
            if (one.kind, one.normal) not in standing:
                one.marking = one.marking.narrowed_to(only_for)
    Identifier.objects.filter(pk__in=[one.pk for one in shared(stood)]).delete()
    Identifier.objects.bulk_create(fresh)
    return [*own, *fresh]


def set_identifiers(
    identifiers: list[Identifier], seizure: uuid.UUID, marking: Marking, told: Collection[Iterable[Any]]
) -> list[str]:
    """Make the list what is told, in place; the names of what is now different. One that stays as it was keeps its row.

    Raises:
        InputError: as for `said_of`.
    """
    before: Mapping[tuple[Any, ...], Identifier] = {_key(one): one for one in identifiers}
    now = [before.get(_key(one), one) for one in rows_of_identifiers(seizure, marking, told)]
    changed = {one.only_for is not None for one in (*identifiers, *now) if (_key(one) in before) != (one in now)}
    changed |= {one.only_for is not None for one in identifiers if one not in now}
    identifiers[:] = now
    return [name for name, hidden in (("identifiers", False), (HIDDEN, True)) if hidden in changed]


def _key(one: Identifier) -> tuple[Any, ...]:
    return (one.kind, one.normal, one.written, one.only_for is not None)
