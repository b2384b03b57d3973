"""How what the journal commits to of a record of cooperation is found again, for any of its versions.

Reads as the worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.cooperation.keeping import committed, content_of
from chorsu.cooperation.models import Event, Instrument, Recommendation, RecordVersion, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.cooperation.models import Kept as Record
    from chorsu.journal.contents import Kept

__all__ = ["MODELS", "STANDING", "rebuild_records"]

MODELS: dict[str, type[Record]] = {"plan": Event, "recommendation": Recommendation, "instrument": Instrument}
"""The kind of record that each first word of an entry's kind tells of."""
STANDING = {noun: f"SELECT id, version FROM {model._meta.db_table}" for noun, model in MODELS.items()}  # noqa: S608, SLF001 — our own tables


def rebuild_records(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of the version of each entry, by number; the entries are of one kind of record."""
    model = MODELS[entries[0].kind.partition(".")[0]]
    ids = {entry.record for entry in entries}
    rows = rows_of(model).in_bulk(ids)
    versions = {(one.record_id, one.version): one for one in RecordVersion.objects.filter(record_id__in=ids)}
    found = {}
    for entry in entries:
        row, kept = rows.get(entry.record), versions.get((entry.record, entry.version))
        before = versions.get((entry.record, entry.version - 1))
        if row is None:
            continue
        if row.version == entry.version:
            said = content_of(row)
        elif kept is not None:
            said = kept.content
        else:
            continue
        found[entry.number] = committed(model, said, before.reason if before else "")
        by, at = (before.by, before.at) if before else (row.entered_by, row.entered_at)
        if (by, at) != (entry.actor, entry.at):
            found[entry.number]["told_by"] = [by, at]
    return found
