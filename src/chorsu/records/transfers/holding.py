"""What a later sheet told of persons without a basis: it stays with its provider and its state until one is stated.

Owns how such counts and identifiers are marked apart, and how they are opened. A new record that waits for a basis is
marked as a whole instead (`reaching.at_home`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.records.models import Persons
from chorsu.records.transfers.reaching import within_state

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from chorsu.records.models import Identifier

__all__ = ["held_statuses", "open_counts", "open_identifiers"]


def held_statuses(seizure: uuid.UUID) -> frozenset[str]:
    """The statuses of persons whose counts are held back."""
    held = Persons.objects.filter(seizure=seizure, only_for__isnull=False)
    return frozenset(held.values_list("status", flat=True))


def open_counts(seizure: uuid.UUID) -> None:
    """Let everybody see the counts who sees the record."""
    Persons.objects.filter(seizure=seizure, only_for__isnull=False).update(only_for=None)


def open_identifiers(provider: int, identifiers: Iterable[Identifier]) -> None:
    """Open those that are held back, not stored yet; those that the provider made its own stay so."""
    within = within_state(provider)
    for one in identifiers:
        if len(within) > 1 and one.only_for is not None and within == set(one.only_for):
            one.only_for = None
