"""Doors for a crowd: what the live stream asks for all its readers at once, in one statement instead of a thousand.

The process of the streams acts for many readers at a time. What it says of them is one text, `crowd`, JSON; the seal of
the transaction holds the digest of that text and no person (`seal.crowding`). So a door answers whoever has the key in
memory, about exactly these readers, in this transaction alone; SQL smuggled into a request of somebody opens none.
"""

from __future__ import annotations

from chorsu.handling.doors import Door
from chorsu.handling.entries import PROVIDERS_OWN
from chorsu.handling.sql import Eyes, provided_sql, visible_sql

__all__ = ["CROWDS"]

_SEALED = (
    "(SELECT coalesce(directory_said('person'), '') = '' AND"
    " directory_said('purpose') = 'crowd:' || encode(sha256(convert_to(crowd, 'UTF8')), 'hex'))"
)
_EYES = (
    "SELECT place, jsonb_build_object('now', now(), 'viewer', eyes->'viewer') AS looks,"  # noqa: S608 — our own names
    " ARRAY(SELECT jsonb_array_elements_text(eyes->'viewer')::int) AS viewer,"
    " ARRAY(SELECT jsonb_array_elements_text(eyes->'provides')::int) AS provides"
    f" FROM jsonb_array_elements(crowd::jsonb) WITH ORDINALITY AS given(eyes, place) WHERE {_SEALED}"
)
"""Each pair of eyes of the crowd with its place, from one on."""
_OF_ONE = Eyes("one.viewer", "one.provides", "one.looks")
_SERVING = (
    "jsonb_to_recordset(crowd::jsonb) AS one(place int, session text, idle timestamptz, whole timestamptz,"
    " person bigint, agency int, roles varchar[], id uuid, opened uuid[], shown bigint, digest text)"
    " JOIN directory_session s ON s.digest = one.session AND s.seen_at > one.idle AND s.started_at > one.whole"
    " JOIN directory_user u ON u.id = s.user_id AND u.id = one.person AND u.is_active"
    " JOIN directory_term t ON t.user_id = u.id AND t.agency_id = one.agency AND t.since <= now()"
    " AND (t.until IS NULL OR t.until > now()) AND t.roles @> one.roles AND t.roles <@ one.roles"
    " JOIN directory_agency a ON a.principal_id = t.agency_id AND (a.until IS NULL OR a.until > now())"
    f" WHERE {_SEALED}"
)
"""Whose session lives, and who serves their agency in these very roles; says of many what `directory.selectors.term_of`
and `directory.sessions` say of one."""
_OF_SERVING = frozenset({"directory_session", "directory_user", "directory_term", "directory_agency"})
_OWN_AFFAIR = (
    f"(e.kind <> ALL (ARRAY[{', '.join(map(repr, PROVIDERS_OWN))}])"
    f" OR e.told_to && one.viewer OR {provided_sql(_OF_ONE)})"
)

CROWDS: tuple[Door, ...] = (
    # Which pair of eyes sees which entries of a stretch of the journal that tell of a seizure: what each of them would
    # be shown by row-level security, and no more than that; whom else an entry reaches only as far as they are named.
    Door(
        signature="journal_seen(crowd text, beyond bigint, upto bigint, kinds text[])",
        returns="TABLE (place bigint, kind text, record_id uuid, at timestamptz)",
        body=(
            f"WITH one AS MATERIALIZED ({_EYES}), e AS MATERIALIZED (SELECT * FROM journal_entry"  # noqa: S608 — the compiled rule alone
            " WHERE number > beyond AND number <= upto AND kind = ANY (kinds))"
            " SELECT one.place, e.kind::text, e.record_id, e.at"
            " FROM e JOIN records_seizure r ON r.id = e.record_id CROSS JOIN one"
            f" WHERE {visible_sql(_OF_ONE)} AND {_OWN_AFFAIR} ORDER BY one.place, e.number"
        ),
        reads=frozenset({"journal_entry", "records_seizure"}),
    ),
    # Who of those named still serves as they are said to; not how anybody else does.
    Door(
        signature="directory_serving(crowd text)",
        returns="TABLE (place int)",
        body=f"SELECT one.place FROM {_SERVING}",  # noqa: S608 — our own names
        reads=_OF_SERVING,
    ),
    # Enters what is about to be delivered, for each who still serves in that one's own name, and says for whom.
    Door(
        signature="journal_trail_delivered(crowd text)",
        returns="TABLE (id uuid)",
        body=(
            "INSERT INTO journal_trail_outbox (id, act, page, status, actor_id, agency_id, purpose, at, opened, shown,"  # noqa: S608 — our own names
            " digest) SELECT one.id, 'stream', 'stream', 200, u.id, t.agency_id, '', now(), one.opened, one.shown,"
            f" decode(one.digest, 'hex') FROM {_SERVING} RETURNING id"
        ),
        reads=_OF_SERVING | {"journal_trail_outbox"},
        enters=True,
    ),
    # Who of those named has alerts that nobody else sees: watches of one's own, or new alerts of such. Not what they
    # watch for.
    Door(
        signature="exchange_watching_alone(crowd text)",
        returns="TABLE (person bigint)",
        body=(
            "SELECT one.person FROM jsonb_to_recordset(crowd::jsonb) AS one(person bigint) WHERE (EXISTS"  # noqa: S608 — our own names
            " (SELECT FROM exchange_watch w WHERE w.officer = one.person AND NOT w.shared AND w.ended_at IS NULL)"
            " OR EXISTS (SELECT FROM exchange_alert a WHERE a.officer = one.person AND a.state = 'new'))"
            f" AND {_SEALED}"
        ),
        reads=frozenset({"exchange_watch", "exchange_alert"}),
    ),
)
