"""What a sender told before under its own numbers, however long ago: in tables, and of seizures entered one by one.

A seizure entered by hand is of no series. A row with its number tells it anew where number and row are each the only
one, both have as many lots, and they agree; what the row has no word for stays as it was entered.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q

from chorsu.intake.models import HandIn
from chorsu.intake.revision import SAME_NUMBER, agreement
from chorsu.records.bulk import SourceRow
from chorsu.records.models import Seizure
from chorsu.records.rows import rows_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from chorsu.intake.revision import Told
    from chorsu.kernel.seizures import SeizureRow

__all__ = ["anything_before", "completed", "entered", "matched", "series_by_number"]

_MOST_SERIES = 5
_FILLED = ("concealment", "conveyance", "installation", "origin", "departure", "destination", "routing")
_PLACE = ("country", "admin1", "place", "place_id", "latitude", "longitude")


def anything_before(provider: int, before: HandIn) -> bool:
    """Whether a provider sent anything that a table could tell anew."""
    tables = HandIn.objects.filter(provider_id=provider, state=HandIn.State.DONE, series__isnull=False)
    return tables.exclude(pk=before.pk).exists() or _by_hand(provider).exists()


def series_by_number(provider: int, rows: Iterable[Told], before: HandIn) -> list[uuid.UUID]:
    """The series that tell numbers of these rows, those first that tell most of them at their days."""
    rows = list(rows)
    numbers = _numbers(rows)
    if not numbers:
        return []
    days = {str(row.said["seized_on"]) for row in rows if row.said.get("seized_on")}
    told = HandIn.objects.filter(
        provider_id=provider,
        state=HandIn.State.DONE,
        series__isnull=False,
        report__seizures__provider_id=provider,
        report__seizures__sender_key__in=numbers,
    ).exclude(pk=before.pk)
    ranked = told.values("series").annotate(
        same_day=Count("report__seizures", filter=Q(report__seizures__seized_on__in=days)),
        found=Count("report__seizures"),
        latest=Max("accepted_at"),
    )
    best = ranked.order_by("-same_day", "-found", "-latest").values_list("series", flat=True)[:_MOST_SERIES]
    return [one for one in best if one is not None]


def entered(provider: int, rows: Iterable[Told]) -> dict[uuid.UUID, Seizure]:
    """The seizures entered one by one under numbers of these rows."""
    numbers = _numbers(rows)
    found = _by_hand(provider).filter(sender_key__in=numbers) if numbers else []
    return {seizure.pk: seizure for seizure in found}


def matched(before: Iterable[Told], now: Iterable[Told]) -> list[tuple[Told, Told]]:
    """Seizures entered by hand with the rows that tell them anew."""
    left, right = _by_number(before), _by_number(now)
    singles = ((left[number], right[number]) for number in left if number in right)
    pairs = [(one[0], other[0]) for one, other in singles if len(one) == len(other) == 1]
    return [
        (a, b)
        for a, b in pairs
        if len(a.said["lots"]) == len(b.said["lots"]) and agreement(a.said, b.said) >= SAME_NUMBER
    ]


def completed(row: SourceRow, seizure: Seizure) -> SourceRow:
    """The row with what was entered of the seizure and the row has no word for."""
    stood = rows_of(seizure, seizure.lots.all())
    return SourceRow([_completed(lot, was) for lot, was in zip(row.lots, stood, strict=True)], row.cells)


def _completed(lot: SeizureRow, was: SeizureRow) -> SeizureRow:
    names = list(_FILLED)
    if not lot.place and not lot.place_id:
        names += _PLACE
    elif lot.place_id == was.place_id:
        names += ("latitude", "longitude")
    kept = {one.name: getattr(was, one.name) for one in fields(was) if one.name in names}
    told = {name: value for name, value in kept.items() if getattr(lot, name) in {None, ""}}
    return replace(lot, **told, details={**was.details, **lot.details})


def _by_hand(provider: int) -> QuerySet[Seizure]:
    numbered = Seizure.objects.filter(provider_id=provider, withdrawn=False).exclude(sender_key="")
    return numbered.filter(report__submission__isnull=False).prefetch_related("lots").order_by("pk")


def _numbers(rows: Iterable[Told]) -> set[str]:
    """The numbers of rows as they may stand in the data bank."""
    stated = {str(row.said.get("sender_key") or "").strip() for row in rows if row.number}
    return {form for number in stated for form in (number, number.lower(), number.upper())} - {""}


def _by_number(rows: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        if row.number:
            found[row.number].append(row)
    return found
