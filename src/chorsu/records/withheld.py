"""Parts of a record that its provider marks more narrowly than the record: their values stand in rows of their own.

Owns the list of such parts and the way there and back. A withheld value is not in the row of its seizure, so that no
list, filter, figure, map or claim can give it away, not even to who may see it; whoever sees the part reads it on the
record's page and in downloads. With any part goes the row as received, which tells them all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from chorsu.kernel.seizures import LOT_FLAGS
from chorsu.records.models import Seizure, Version, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chorsu.records.models import Lot

__all__ = [
    "CELLS",
    "PARTS",
    "SOURCE",
    "WORDS",
    "is_parted",
    "keep_cells",
    "only_for_all",
    "part_whole",
    "store_apart",
    "take_apart",
    "whole",
    "withheld_of",
]

WORDS = "narrative"
PARTS: dict[str, tuple[str, ...]] = {
    WORDS: ("narrative",),
    "place": ("admin1", "place", "place_id", "latitude", "longitude"),
    "route": ("origin", "departure", "destination", "routing"),
    "manner": ("concealment", "conveyance", "installation"),
}
"""Parts of a seizure that can be marked by themselves, with their fields. The country and the day always stay."""
SOURCE = "source"
"""The part that follows from the others: the cells as received and what was changed in reading them."""
CELLS = "cells"
"""The cells as received of a record that was corrected by hand, and released to others since: they tell what it said
before, and stay with those who saw it then."""
_FIELDS = {CELLS: ("source_cells",), **PARTS, SOURCE: ("source_cells", "provenance", "changes")}
_BY_HAND = ("corrected", "recounted", "weighed", "confirmed")
_NOTHING: tuple[Any, ...] = (None, "", [], {})
_PLACE_FLAGS = frozenset(
    {
        "unknown_region",
        "unknown_place",
        "ambiguous_place",
        "former_region",
        "joint_region",
        "territory_differs",
        "place_elsewhere",
        "position_elsewhere",
    }
)
_OF_SOME_LOT = frozenset(
    {"no_quantity", "approximate_quantity", "range_quantity", "ambiguous_number", "unknown_detail"}
)
"""Doubts that tell of a lot, and not of which one."""
_FLAGS = {"place": _PLACE_FLAGS, "route": frozenset({"unknown_route"}), "manner": frozenset({"unknown_manner"})}
"""Doubts that tell of a part, and go where it goes."""


def whole(seizures: Iterable[Seizure]) -> None:
    """Put into the objects what was withheld of them, as far as the viewer sees it."""
    found = {seizure.pk: seizure for seizure in seizures}
    for row in Withheld.objects.filter(seizure__in=list(found)):
        part_whole(found[row.seizure_id], row)


def part_whole(seizure: Seizure, row: Withheld) -> None:
    """Put one withheld part into the object of its seizure; what is empty in it stands in another part."""
    for name, value in row.values.items():
        if value not in _NOTHING:
            setattr(seizure, name, value)
    # Who sees the cells sees every part, hence all the doubts in their order.
    whole_flags = row.flags if row.part == SOURCE else [*seizure.flags, *row.flags]
    seizure.flags = list(dict.fromkeys(whole_flags))


def only_for_all(kept: Iterable[Iterable[int]]) -> list[int]:
    """For whom a part is that tells all of these parts: who stands in each of them."""
    sets = [frozenset(one) for one in kept]
    return sorted(frozenset.intersection(*sets)) if sets else []


def take_apart(seizure: Seizure, rows: Mapping[str, Withheld], lots: Iterable[Lot]) -> None:
    """Move the values of the withheld parts out of a whole seizure into their rows."""
    lots, flags = list(lots), list(seizure.flags)
    if CELLS in rows and SOURCE in rows:
        rows[CELLS].only_for = only_for_all([rows[CELLS].only_for or [], rows[SOURCE].only_for or []])
    for part, row in sorted(rows.items(), key=lambda one: [*_FIELDS].index(one[0])):
        row.values = {name: getattr(seizure, name) for name in _FIELDS[part]}
        for name in _FIELDS[part]:
            setattr(seizure, name, _empty(name))
        told = _told_by(part, lots)
        row.flags = flags if part == SOURCE else [flag for flag in flags if flag in told]
        seizure.flags = [flag for flag in seizure.flags if flag not in told]


def keep_cells(seizure: Seizure, rows: dict[str, Withheld], seeing: list[int]) -> None:
    """Before a record is released to others: where it was corrected by hand, its cells stay with those who see it."""
    since = Version.objects.filter(seizure=seizure, version__gte=seizure.sheet_version, act__in=_BY_HAND)
    if CELLS not in rows and seizure.source_cells and since.exists():
        rows[CELLS] = Withheld(seizure=seizure, part=CELLS, only_for=seeing)


def store_apart(seizure: Seizure, rows: Mapping[str, Withheld]) -> None:
    """Store the rows of a seizure with its marking, each as narrow as it is; those no longer withheld go."""
    marking = seizure.marking
    Withheld.objects.filter(seizure=seizure).exclude(part__in=rows).delete()
    for row in rows.values():
        row.marking = marking.narrowed_to(row.only_for)
        row.save()


def withheld_of(seizures: Iterable[Any]) -> dict[Any, dict[str, Withheld]]:
    """For each seizure its withheld parts that the viewer sees, by name."""
    found: dict[Any, dict[str, Withheld]] = defaultdict(dict)
    for row in Withheld.objects.filter(seizure__in=list(seizures)):
        found[row.seizure_id][row.part] = row
    return found


def is_parted(seizures: Iterable[Any]) -> set[Any]:
    """Those of these identifiers of which a part is withheld. With any part goes the row as received."""
    parts = Withheld.objects.filter(seizure__in=list(seizures)).exclude(part=CELLS)
    return set(parts.values_list("seizure_id", flat=True))


def _empty(name: str) -> Any:
    return getattr(Seizure(), name)


def _told_by(part: str, lots: Iterable[Lot]) -> frozenset[str]:
    """The flags that go with a part; with the cells go those of lots that are all withheld."""
    if part != SOURCE:
        return _FLAGS.get(part, frozenset())
    lots = list(lots)
    if not any(lot.only_for is not None for lot in lots):
        return frozenset()
    seen = {doubt for lot in lots if lot.only_for is None for doubt in lot.doubts}
    return (LOT_FLAGS - seen) | _OF_SOME_LOT
