"""Keeps the words of records, as a consumer of the journal: of each that was recorded, changed or marked, anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from chorsu.journal.consumers import consume
from chorsu.records.models import Seizure
from chorsu.records.searching.telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.journal.models import EntryRow

__all__ = ["keep_words"]

CONSUMER = "words"
MOST = 1_000
"""Entries read in one transaction."""
_KEEP = """
    INSERT INTO records_words (seizure_id, words) VALUES (%s, array_to_tsvector(%s::text[]))
    ON CONFLICT (seizure_id) DO UPDATE SET words = excluded.words
"""


def keep_words() -> int:
    """Follow up the next entries of the journal; how many were read."""
    return consume(CONSUMER, _keep, most=MOST)


def _keep(entries: Sequence[EntryRow]) -> None:
    changed = {entry.record_id for entry in entries if entry.kind.startswith("seizure.")}
    # Held until the words are written: what is changed meanwhile waits, and makes its words anew.
    found = Seizure.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk")
    rows = [(one.pk, told(one, one.lots.all())) for one in found.prefetch_related("lots")]
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, rows)
