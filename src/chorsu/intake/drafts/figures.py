"""How well texts are read: by language and slot, how often a value was right as read, corrected, missed or invented.

Counts decided drafts of the viewer's agency: what was accepted, slot by slot, against what was read. Drafts that were
left out are counted by reason, and by rule let through ones only after somebody has looked at them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from chorsu.intake.drafts.models import Draft
from chorsu.intake.drafts.slots import restored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from chorsu.intake.drafts.slots import Slot

__all__ = ["OUTCOMES", "Tally", "confirmed", "outcomes", "tallies"]

OUTCOMES = ("right", "corrected", "missed", "invented")
"""As read; another value; nothing read where there was a value; read where there was none."""


@dataclass(slots=True)
class Tally:
    """The drafts of one language: how many were accepted, why others were left out, and each slot's outcomes."""

    language: str
    accepted: int = 0
    added: int = 0
    """Drafts that an officer added: seizures that the reader did not find."""
    left: Counter[str] = field(default_factory=Counter)
    slots: dict[str, Counter[str]] = field(default_factory=dict)


def confirmed() -> QuerySet[Draft]:
    """Accepted drafts that an officer looked at, oldest first."""
    looked_at = Q(passed_by_rule=False) | Q(reviewed_at__isnull=False)
    found = Draft.objects.select_related("text").filter(looked_at, state=Draft.State.ACCEPTED)
    return found.order_by("decided_at", "id")


def tallies() -> list[Tally]:
    """The figures of each language, the most used first."""
    found: dict[str, Tally] = {}
    for draft in confirmed().defer("text__text", "text__reading").iterator(chunk_size=500):
        tally = found.setdefault(draft.text.language, Tally(draft.text.language))
        tally.accepted += 1
        if not draft.as_read:
            tally.added += 1
            continue
        for slot, outcome in outcomes(draft):
            tally.slots.setdefault(slot, Counter())[outcome] += 1
    left = Draft.objects.filter(state=Draft.State.REJECTED).values_list("text__language", "reason")
    for language, reason in left.iterator(chunk_size=2_000):
        tally = found.setdefault(language, Tally(language))
        tally.left[reason.partition(":")[0]] += 1
    return sorted(found.values(), key=lambda one: (-one.accepted, one.language))


def outcomes(draft: Draft) -> Iterator[tuple[str, str]]:
    """Each slot of a confirmed draft that holds or held a value, by its name without the lot, and its outcome."""
    before, after = restored(draft.as_read), restored(draft.slots)
    for path in {**before, **after}:
        was, now = _value(before.get(path)), _value(after.get(path))
        if was is None and now is None:
            continue
        name = path.rpartition(".")[2]
        if was is None:
            yield name, "missed"
        elif now is None:
            yield name, "invented"
        else:
            yield name, "right" if was == now else "corrected"


def _value(slot: Slot | None) -> object:
    return None if slot is None else slot.value
