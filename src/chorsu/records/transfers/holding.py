"""What a later sheet told of persons without a basis stays with its provider and its state until one is stated.

Owns how such counts, identifiers and words are marked apart, and how they are opened. A new record that waits for a
basis is marked as a whole instead (`reaching.at_home`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.records.models import Persons, Withheld
from chorsu.records.transfers.reaching import within_state
from chorsu.records.withheld import CELLS, SOURCE, WORDS

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Mapping

    from chorsu.records.models import Identifier, Seizure

__all__ = ["held_statuses", "hold_words", "open_counts", "open_identifiers", "open_words", "words_told"]


def words_told(seizure: Seizure, rows: Mapping[str, Withheld]) -> str:
    """The words of a whole seizure as far as they reach another state; `rows` are its withheld parts."""
    part = rows.get(WORDS)
    at_home = part is not None and within_state(seizure.provider_id) >= set(part.only_for or ())
    return "" if at_home else str(seizure.narrative)


def hold_words(seizure: Seizure, rows: dict[str, Withheld], *, words: bool) -> None:
    """Hold back the row as received, which tells what a sheet told anew of persons, and the `words` where they do."""
    for part in (SOURCE, WORDS) if words else (SOURCE,):
        within = sorted(within_state(seizure.provider_id))
        rows.setdefault(part, Withheld(seizure=seizure, part=part, only_for=within))


def open_words(provider: int, rows: dict[str, Withheld]) -> None:
    """Open what was so held back; what the provider withheld itself stays so, with the row as received."""
    within = within_state(provider)
    for part in (WORDS, SOURCE):
        held = part in rows and len(within) > 1 and within == set(rows[part].only_for or ())
        if held and (part == WORDS or rows.keys() <= {SOURCE, CELLS}):
            del rows[part]


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
