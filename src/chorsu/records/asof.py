"""What was known when: seizures and their lots as they stood at a moment, from the versions kept since.

Owns the SQL that puts an earlier state together; it replaces the two tables in a query of figures. A record that came
later is not there; one that was corrected or withdrawn later stands as it was. Who may see it is asked as of now.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

__all__ = ["DROPPED_THEN", "THEN", "end_of", "parameters"]

THEN = """
    WITH changed AS MATERIALIZED (
        SELECT s.id, v.content
        FROM records_seizure s CROSS JOIN LATERAL (
            SELECT v.content FROM records_version v
            WHERE v.seizure_id = s.id AND v.at > %(then)s ORDER BY v.version LIMIT 1) v
        WHERE s.recorded_at <= %(then)s AND s.changed_at > %(then)s),
    seizure_then AS (
        SELECT s.* FROM records_seizure s
        WHERE s.recorded_at <= %(then)s AND NOT EXISTS (SELECT FROM changed c WHERE c.id = s.id)
        UNION ALL
        SELECT p.* FROM changed c JOIN records_seizure s ON s.id = c.id
            CROSS JOIN LATERAL jsonb_populate_record(s, c.content) p),
    lot_then AS (
        SELECT l.* FROM records_lot l WHERE NOT EXISTS (SELECT FROM changed c WHERE c.id = l.seizure_id)
        UNION ALL
        SELECT p.* FROM changed c CROSS JOIN LATERAL jsonb_array_elements(c.content -> 'lots') e
            CROSS JOIN LATERAL jsonb_populate_record(
                NULL::records_lot, '{"kind": "drug", "state": ""}' || jsonb_build_object('doubts', c.content -> 'flags')
                    || e || jsonb_build_object('seizure_id', c.id)) p)
"""
"""`seizure_then` and `lot_then` have the columns of the two tables. An act that changed the audience alone keeps a
version that only the provider sees; for others the next one says the same, for such an act changes no content. What a
viewer could not see then is told as the viewer first could: a version of before a release is not for who came by it."""
DROPPED_THEN = """
    SELECT DISTINCT drop_id FROM records_link
    WHERE proposed_at <= %(then)s
      AND CASE WHEN decided_at > %(then)s THEN proposed ELSE state END IN ('same', 'confirmed')
"""
"""The reports that another one stood for. A decision that was itself decided anew counts as it stands now."""


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day, in UTC."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC)


def parameters(day: dt.date) -> dict[str, Any]:
    """The parameters of the queries of this file."""
    return {"then": end_of(day)}
