"""Which records tell of one event, as one authority sees them: so that a watch fires once for all of them.

Reads as the worker, who sees every link, and leads only over records that the authority sees itself: what it does not
see keeps no alert from it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from chorsu.records.models import Link, Sanitised

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Collection

__all__ = ["Events"]

TYING = (Link.State.SAME, Link.State.CONFIRMED)
_AGAIN = """
    SELECT n.id, o.id FROM records_seizure n JOIN records_seizure o
      ON o.provider_id = n.provider_id AND o.seized_on = n.seized_on AND o.source_cells = n.source_cells
    WHERE n.id = ANY (%s) AND n.source_cells <> '[]' AND o.withdrawn AND NOT n.withdrawn
"""
"""A row that was withdrawn, and its sender handed in again as it was."""


class Events:
    """The ties around some records: claims of one event, sanitised versions, rows that were handed in again."""

    def __init__(self, records: Collection[uuid.UUID]) -> None:
        self._near: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        fresh = known = set(records)
        while fresh:
            found = self._ties(fresh)
            for one, other in found:
                self._near[one].add(other)
                self._near[other].add(one)
            fresh = {end for pair in found for end in pair} - known
            known = known | fresh
        with connection.cursor() as cursor:
            cursor.execute(_AGAIN, [list(records)])
            for one, other in cursor.fetchall():
                self._near[one].add(other)

    @property
    def tied(self) -> set[uuid.UUID]:
        """Every record that is tied to another."""
        return {*self._near, *(other for others in self._near.values() for other in others)}

    def of(self, record: uuid.UUID, sees: Callable[[uuid.UUID], bool]) -> set[uuid.UUID]:
        """The other records of the event of a record, as far as one comes from it over what is seen."""
        if record not in self._near:
            return set()
        met, fresh = {record}, [record]
        while fresh:
            near = {one for one in self._near[fresh.pop()] if one not in met and sees(one)}
            met |= near
            fresh.extend(near)
        return met - {record}

    @staticmethod
    def _ties(records: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID]]:
        either = Q(a__in=records) | Q(b__in=records)
        links = Link.objects.filter(either, via=[], state__in=TYING).values_list("a_id", "b_id")
        either = Q(version__in=records) | Q(source__in=records)
        return [*links, *Sanitised.objects.filter(either).values_list("version_id", "source_id")]
