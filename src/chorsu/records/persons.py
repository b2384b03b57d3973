"""Counts of persons of a seizure: checked, changed, and what an earlier version said of them.

A status that a correction changes keeps what it said before, with a marking of its own: of protected statuses nothing
is kept where anybody but the provider would find it. Must not say who a person is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from chorsu.kernel.errors import InputError
from chorsu.records.models import PROTECTED, Persons, PersonsBefore
from chorsu.vocabulary import manners

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable, Mapping

    from chorsu.handling.rules import Marking
    from chorsu.records.models import Seizure

__all__ = [
    "check_persons",
    "counted",
    "is_hidden",
    "keep_persons",
    "marked_for",
    "persons_before",
    "persons_told",
    "rows_of_persons",
    "set_persons",
]

MOST_PERSONS = 10_000
"""Persons of one status that one seizure can tell of."""


def check_persons(persons: Mapping[str, Any]) -> None:
    """Check statuses and counts.

    Raises:
        InputError: a status that the vocabulary does not have, or no count that can be meant.
    """
    for status, count in persons.items():
        manners.manner("person", status)
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_PERSONS:
            raise InputError("is no count of persons", where=status, to_do=f"write a number up to {MOST_PERSONS:,}")


def set_persons(persons: dict[str, int], said: Mapping[str, Any]) -> list[str]:
    """Change counts in place; the statuses that are now counted otherwise. None told of is a count of zero.

    Raises:
        InputError: as for `check_persons`.
    """
    check_persons(said)
    changed = [status for status, count in said.items() if persons.get(status, 0) != count]
    persons |= {status: said[status] for status in changed}
    return changed


def counted(seizures: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
    """For each seizure the counts by status, as far as the viewer may see them."""
    found: dict[uuid.UUID, dict[str, int]] = {pk: {} for pk in seizures}
    for pk, status, count in Persons.objects.filter(seizure__in=seizures).values_list("seizure_id", "status", "count"):
        found[pk][status] = count
    return found


def marked_for(status: str, marking: Marking) -> Marking:
    """The marking of a count: that of its seizure, of a protected status the provider's alone."""
    return marking.only_for_provider() if status in PROTECTED else marking


def rows_of_persons(seizure: uuid.UUID, marking: Marking, persons: Mapping[str, int]) -> list[Persons]:
    """The rows of the counts of a seizure with this marking, not stored yet; a count of zero is no row."""
    found = []
    for status, count in persons.items():
        if count:
            one = Persons(seizure_id=seizure, status=status, count=count)
            one.marking = marked_for(status, marking)
            found.append(one)
    return found


def keep_persons(  # noqa: PLR0913 — what was, what is, and who sees each
    seizure: Seizure,
    *,
    before: Mapping[str, int],
    now: Mapping[str, int],
    number: int,
    seeing: Collection[int],
    only_for: Collection[int] | None = None,
) -> dict[str, int]:
    """Store what is told now where it differs, and keep what version `number` said; the counts that changed.

    What is kept is seen by `seeing` alone, the agencies that saw that version; what is told now by `only_for` alone,
    where that is given.
    """
    changed = {status: count for status, count in now.items() if before.get(status, 0) != count}
    if not changed:
        return {}
    kept = []
    for status in changed:
        one = PersonsBefore(seizure=seizure, version=number, status=status, count=before.get(status, 0))
        one.marking = marked_for(status, seizure.marking.narrowed_to(seeing))
        kept.append(one)
    PersonsBefore.objects.bulk_create(kept)
    Persons.objects.filter(seizure=seizure, status__in=changed).delete()
    rows = rows_of_persons(seizure.pk, seizure.marking.narrowed_to(only_for), changed)
    Persons.objects.bulk_create(rows)
    return changed


def is_hidden(changed: Collection[str]) -> bool:
    """Whether statuses changed, and protected ones alone: such a change is its provider's own affair."""
    return bool(changed) and all(status in PROTECTED for status in changed)


def persons_before(seizures: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[int, dict[str, int]]]:
    """For each seizure and version the counts that the next version changed, as far as the viewer may see them."""
    found: dict[uuid.UUID, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    rows = PersonsBefore.objects.filter(seizure__in=list(seizures))
    for pk, version, status, count in rows.values_list("seizure_id", "version", "status", "count"):
        found[pk][version][status] = count
    return found


def persons_told(versions: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, dict[str, int]]:
    """For each seizure the counts as the version given said them."""
    now, before = counted(list(versions)), persons_before(versions)
    for pk, wanted in versions.items():
        for number in sorted(before[pk], reverse=True):
            if number >= wanted:
                now[pk] |= before[pk][number]
    return now
