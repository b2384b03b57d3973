"""The doors through row-level security: functions that answer more than their caller may read, and how much more.

Each is `SECURITY DEFINER`, owned by a role that cannot log in, and applied after every migration with the grants, so
that it always asks the rule as it now stands. Beside each stands what it may reveal; a test tries what it must not.
"""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.handling.rules import Act, Role
from chorsu.handling.seal import WHOLE
from chorsu.handling.sql import condition, provided_sql, provides_sql, role_sql, visible_sql

__all__ = ["DOORS", "OF_MIGRATIONS", "PATH", "Door", "callable_by"]

PATH = "pg_catalog, public, pg_temp"
"""Where a door looks names up: nobody's temporary table or operator stands before what it means."""


@dataclass(frozen=True, slots=True)
class Door:
    """A function: its signature, what it returns, its body (one statement of SQL), the tables that it needs."""

    signature: str
    returns: str
    body: str
    reads: frozenset[str]
    enters: bool = False
    """Whether it adds rows; the others change nothing."""

    def statements(self, owner: str, caller: str) -> tuple[str, ...]:
        """The SQL that makes it, for the owner of the database; only `caller` may call it."""
        return (
            f"GRANT CREATE ON SCHEMA public TO {owner}",
            f"SET LOCAL ROLE {owner}",  # what is made anew is made anew by its owner alone
            (
                f"CREATE OR REPLACE FUNCTION {self.signature} RETURNS {self.returns} LANGUAGE sql"
                f" {'VOLATILE' if self.enters else 'STABLE'}"
                f" SECURITY DEFINER SET search_path = {PATH} AS $door$ {self.body} $door$"
            ),
            "RESET ROLE",
            f"REVOKE CREATE ON SCHEMA public FROM {owner}",
            *callable_by(self.name, owner, caller),
        )

    @property
    def name(self) -> str:
        """The name with the types of its arguments."""
        head, _, arguments = self.signature.rstrip(")").partition("(")
        types = (argument.split(maxsplit=1)[1] for argument in arguments.split(", "))
        return f"{head}({', '.join(types)})"


def callable_by(function: str, owner: str, *callers: str) -> tuple[str, ...]:
    """The SQL after which nobody but its owner and these roles may call a function."""
    return (
        f"SET LOCAL ROLE {owner}",  # rights to a function are given and taken by its owner alone
        f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC",
        *(f"GRANT EXECUTE ON FUNCTION {function} TO {caller}" for caller in callers),
        "RESET ROLE",
    )


OF_MIGRATIONS = {
    "journal_head": ("app", "worker"),
    "journal_behind": ("app",),
    **dict.fromkeys(("directory_administers", "directory_appoints", "directory_sealed"), ("app", "worker")),
    "directory_said": ("app", "worker", "public"),
}
"""Doors that migrations made, with the roles that may call each: how far the journal and a consumer of it are; for whom
a transaction acts, and what that person may rule in the directory."""

AT_THE_CENTRE = (
    f"({role_sql(Role.ANALYST)} AND EXISTS (SELECT 1 FROM directory_user u JOIN directory_agency a"  # noqa: S608 — the compiled rule alone
    " ON a.principal_id = u.agency_id WHERE u.id = directory_sealed() AND a.kind = 'centre'))"
)
"""Whether the sealed person is an analyst of the centre."""

DOORS: tuple[Door, ...] = (
    # Whom to ask about an identifier: of records that the viewer does not see, does not provide and may be pointed to,
    # the contact point and nothing else, each once, in the order of the alphabet. Not how many records there are, nor
    # which, since when, or whose, beyond what the contact says. Not by an identifier that its provider marked more
    # narrowly than the record; not by a withdrawn record.
    Door(
        signature="records_pointers(kinds text[], normals text[])",
        returns="TABLE (contact text)",
        body=(
            'SELECT DISTINCT contact COLLATE "C" FROM records_seizure'  # noqa: S608 — the compiled rule alone
            f" WHERE id IN (SELECT i.seizure_id FROM records_identifier i"
            "  JOIN unnest(kinds, normals) AS asked(kind, normal) ON i.kind = asked.kind AND i.normal = asked.normal"
            "  WHERE i.only_for IS NULL)"
            f" AND NOT withdrawn AND ({visible_sql()}) IS NOT TRUE AND ({condition(Act.POINT)}) ORDER BY 1"
        ),
        reads=frozenset({"records_seizure", "records_identifier"}),
    ),
    # Which records that the viewer sees tell the words of a query, the newest first, from beyond one of them. Nothing
    # of others, and nothing of a part that is marked more narrowly than its record: its words are not kept.
    Door(
        signature="records_search(query text, beyond uuid, most int)",
        returns="TABLE (id uuid)",
        body=(
            "SELECT records_seizure.id FROM records_words JOIN records_seizure ON records_seizure.id = seizure_id"  # noqa: S608 — the compiled rule alone
            " WHERE words @@ query::tsquery AND NOT withdrawn AND (beyond IS NULL OR records_seizure.id < beyond)"
            f" AND ({visible_sql()}) ORDER BY records_seizure.id DESC LIMIT most"
        ),
        reads=frozenset({"records_seizure", "records_words"}),
    ),
    # How many look-ups the sealed person and that person's authority made since a moment, and when the first of them
    # was: so that nobody walks a range of numbers. Not who else of the authority looked, nor for what.
    Door(
        signature="records_looked_up(since timestamptz)",
        returns="TABLE (mine bigint, mine_first timestamptz, ours bigint, ours_first timestamptz)",
        body=(
            "SELECT count(*) FILTER (WHERE l.officer = u.id), min(l.at) FILTER (WHERE l.officer = u.id),"
            " count(l.id), min(l.at) FROM directory_user u"
            " LEFT JOIN records_look_up l ON l.agency = u.agency_id AND l.at > since"
            " WHERE u.id = directory_sealed()"
        ),
        reads=frozenset({"records_look_up", "directory_user"}),
    ),
    # How requests stand, by pair of authorities: counted, for the pairs that the viewer rules one side of, and all of
    # them for an analyst of the centre. Not which requests, nor a word of one.
    Door(
        signature="exchange_pairs(since timestamptz)",
        returns="TABLE (sender int, addressee int, standing text, late bool, ground text, number bigint)",
        body=(
            "SELECT d.sender, d.addressee, d.state::text,"  # noqa: S608 — the compiled rule alone
            " d.state <> 'withdrawn' AND coalesce(d.due_at < coalesce(d.answered_at, now()), false), d.ground::text,"
            " count(*) FROM exchange_delivery d WHERE d.urgency <> '' AND d.received_at >= since"
            f" AND (d.sender = ANY ({provides_sql()}) OR d.addressee = ANY ({provides_sql()})"
            f" OR {AT_THE_CENTRE})"
            " GROUP BY 1, 2, 3, 4, 5"
        ),
        reads=frozenset({"exchange_delivery", "directory_user", "directory_agency"}),
    ),
    # When each authority owes what it promised another, and when it sent that, for the pairs that the viewer rules one
    # side of, and all of them for an analyst of the centre: what figures need, no word of what is exchanged, nor by
    # which message, agreement or officer.
    Door(
        signature="exchange_promises(at timestamptz)",
        returns=(
            "TABLE (sender int, addressee int, every text, first date, grace smallint, last date, since timestamptz,"
            " ended timestamptz, sent jsonb)"
        ),
        body=(
            "SELECT s.sender, s.addressee, c.every::text, c.first, c.grace, c.last,"  # noqa: S608 — the compiled rule alone
            " CASE WHEN c.way = 'gives' THEN c.at ELSE agreed.at END, ended.at, coalesce(kept.sent, '{}')"
            " FROM exchange_commitment c CROSS JOIN LATERAL (VALUES (c.provider_id, c.partner, 'asks'),"
            " (c.partner, c.provider_id, 'gives')) AS s(sender, addressee, unless)"
            " LEFT JOIN exchange_commitment_change agreed ON agreed.commitment_id = c.id AND agreed.kind = 'accepted'"
            " LEFT JOIN exchange_commitment_change ended ON ended.commitment_id = c.id AND ended.kind = 'ended'"
            " LEFT JOIN LATERAL (SELECT jsonb_object_agg(n.period, n.at) AS sent FROM ("
            "  SELECT DISTINCT ON (h.period) h.period, h.kind, coalesce(d.received_at, h.at) AS at"
            "  FROM exchange_commitment_change h LEFT JOIN exchange_delivery d"
            "  ON d.message_id = h.message AND d.addressee = s.addressee"
            "  WHERE h.commitment_id = c.id AND h.side = s.sender AND h.at <= exchange_promises.at"
            "  AND h.kind = ANY (ARRAY['fulfilled', 'unfulfilled', 'nothing-to-report'])"
            "  ORDER BY h.period, h.number DESC) n WHERE n.kind <> 'unfulfilled') kept ON true"
            " WHERE c.way <> s.unless AND (c.way = 'gives' OR agreed.at IS NOT NULL)"
            f" AND (c.provider_id = ANY ({provides_sql()}) OR c.partner = ANY ({provides_sql()})"
            f" OR {AT_THE_CENTRE})"
        ),
        reads=frozenset({"exchange_commitment", "exchange_commitment_change", "exchange_delivery"})
        | {"directory_user", "directory_agency"},
    ),
    # Whether entries, whoever sees them, are of a kind: for the process that tends streams, which says under the seal
    # that it looks at the whole journal. Nobody who acts for an officer is told.
    Door(
        signature="journal_tells_of(kinds text[], after bigint, upto bigint)",
        returns="boolean",
        body=(
            f"SELECT coalesce(directory_said('purpose') = '{WHOLE}', false)"  # noqa: S608 — a word of ours
            " AND coalesce(directory_said('person'), '') = '' AND EXISTS (SELECT FROM journal_entry e"
            " WHERE e.number > after AND e.number <= upto AND e.kind = ANY (kinds))"
        ),
        reads=frozenset({"journal_entry"}),
    ),
    # On which decision a record was erased, who proposed it and who confirmed: for its provider, who else sees that it
    # was erased and on which ground.
    Door(
        signature="records_erasure_told(record uuid)",
        returns="TABLE (words text, confirmed_by int, proposed_by int)",
        body=(
            'SELECT words, "by", proposed_by FROM records_erasure'  # noqa: S608 — the compiled rule alone
            f" WHERE seizure = record AND {provided_sql()}"
        ),
        reads=frozenset({"records_erasure"}),
    ),
)
