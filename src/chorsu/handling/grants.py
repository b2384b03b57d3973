"""The one table of grants and policies: for each database table, who may do what, and over which rows.

Owns the data; `handling.security` compiles it. A table that stands neither here nor in `EXEMPT` fails a test and is
closed to every role but the owner. Only names of tables are known here, never their models.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EXEMPT", "TABLES", "Rows", "Table"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Row policies of a table: SQL conditions, in which `{visible}` and `{provided}` stand for the compiled rule.

    `{everybody}` and `{members}` stand for the numbers of these principals. `select` to `delete` bind the officers'
    role, `public` what the public site's role may read.
    """

    select: str
    insert: str = "false"
    update: str = "false"
    delete: str = "false"
    public: str = "false"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the privileges of each role and, for the officers' role, which rows (`None`: all of them)."""

    app: str = ""
    worker: str = ""
    public: str = ""
    door: str = ""
    rows: Rows | None = None


MARKED = Rows(select="{visible}", insert="{provided}", update="{provided}")
"""Rows carry a marking: seen by their audience, written by their provider."""
REPLACED = Rows(select="{visible}", insert="{provided}", update="{provided}", delete="{provided}")
"""Marked rows that a correction replaces as a whole; what they said before is kept as a version."""
BOTH_ENDS = (
    "EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = a_id)"
    " AND EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = b_id)"
    " AND NOT EXISTS (SELECT 1 FROM unnest(via) v WHERE NOT EXISTS"
    " (SELECT 1 FROM records_seizure s WHERE s.id = v))"
)
"""A link is seen by those who see both its ends and every report that it leads through."""
OF_A_SEEN_RECORD = (
    "(EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = record_id)"
    " OR EXISTS (SELECT 1 FROM records_link k WHERE k.id = record_id)"
    " OR EXISTS (SELECT 1 FROM returns_return r WHERE r.id = record_id)"
    " OR EXISTS (SELECT 1 FROM cooperation_event e WHERE e.id = record_id)"
    " OR EXISTS (SELECT 1 FROM cooperation_recommendation c WHERE c.id = record_id)"
    " OR EXISTS (SELECT 1 FROM cooperation_instrument i WHERE i.id = record_id)"
    " OR EXISTS (SELECT 1 FROM directory_post p WHERE p.id = record_id))"
)
"""An entry of the journal is seen by those who see what it is about: a record, a link, a return, an event, a post …"""
OF_A_SEEN_ITEM = "EXISTS (SELECT 1 FROM newsroom_item WHERE newsroom_item.id = item_id)"
"""What was done to a news item is seen by those who see the item."""
OF_A_PROVIDED_ITEM = "EXISTS (SELECT 1 FROM newsroom_item WHERE newsroom_item.id = item_id AND {provided})"
"""Only the provider of a news item adds to its history or takes it out of public."""
PUBLISHABLE = (
    "EXISTS (SELECT 1 FROM newsroom_item WHERE newsroom_item.id = item_id AND {provided}"
    " AND approved_by IS NOT NULL AND NOT approved_by = ANY (writers)"
    " AND {everybody} = ANY (audience) AND cardinality(exclusions) = 0 AND until IS NULL)"
)
"""The marking gate, said to the database too: approved by a second person, marked for everybody, for good."""
OF_A_PUBLISHED_ITEM = (
    "EXISTS (SELECT 1 FROM newsroom_publication WHERE newsroom_publication.item_id = newsroom_tally.item_id)"
)
"""How an item was rated is told only while the item is in public."""
OF_A_MEMBER = (
    "{members} = ANY ((SELECT string_to_array(nullif(current_setting('chorsu.viewer', true), ''), ','))::int[])"
)
"""For every authority of a member state, and for nobody else."""

ALL = "SELECT, INSERT, UPDATE, DELETE"

TABLES: dict[str, Table] = {
    "handling_principal": Table(app="SELECT", worker="SELECT"),
    "directory_state": Table(app="SELECT", worker="SELECT"),
    "directory_agency": Table(app="SELECT", worker="SELECT"),
    "directory_group": Table(app="SELECT", worker="SELECT"),
    "directory_group_agencies": Table(app="SELECT", worker="SELECT"),
    "directory_user": Table(app="SELECT, UPDATE (last_login, password)", worker="SELECT"),
    "directory_user_groups": Table(app="SELECT"),
    "directory_user_user_permissions": Table(app="SELECT"),
    "directory_post": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "auth_group": Table(app="SELECT"),
    "auth_group_permissions": Table(app="SELECT"),
    "auth_permission": Table(app="SELECT"),
    "django_content_type": Table(app="SELECT", worker="SELECT"),
    "django_session": Table(app=ALL),
    "account_emailaddress": Table(app=ALL),
    "account_emailconfirmation": Table(app=ALL),
    "journal_outbox": Table(app="INSERT", worker="SELECT, INSERT, DELETE"),
    "journal_salt": Table(app="INSERT", worker="SELECT, INSERT"),
    "journal_entry": Table(app="SELECT", worker="SELECT, INSERT", door="SELECT", rows=Rows(select=OF_A_SEEN_RECORD)),
    "journal_cursor": Table(worker="SELECT, INSERT, UPDATE", door="SELECT"),
    "records_report": Table(
        app="SELECT, INSERT, UPDATE (withdrawn_at)", worker="SELECT, INSERT, UPDATE (withdrawn_at)", rows=MARKED
    ),
    "records_seizure": Table(app="SELECT, INSERT, UPDATE", worker=ALL, rows=MARKED),
    "records_lot": Table(app="SELECT, INSERT, UPDATE", worker=ALL, rows=MARKED),
    "records_persons": Table(
        app=ALL,
        worker=ALL,
        rows=Rows(select="{visible}", insert="{provided}", update="{provided}", delete="{provided}"),
    ),
    "records_persons_before": Table(app="SELECT, INSERT, UPDATE", worker=ALL, rows=MARKED),
    "records_version": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE", rows=MARKED),
    "records_photograph": Table(app="SELECT, INSERT, UPDATE", worker=ALL, rows=MARKED),
    "records_original": Table(app="SELECT, INSERT, UPDATE (taken_back_why)", worker=ALL, rows=MARKED),
    "records_link": Table(
        # What an officer decides, on a direct claim alone; who may is asked in `records.services.may_decide`.
        app="SELECT, UPDATE (state, version, decided_by, decided_at)",
        worker=ALL,
        rows=Rows(select=BOTH_ENDS, update=f"cardinality(via) = 0 AND {BOTH_ENDS}"),
    ),
    # Door past the audience: rounded figures of cells that are large enough, of records that every member may count
    # (decision 12). Which records are in a figure is the worker's alone.
    "records_edition": Table(app="SELECT", worker="SELECT, INSERT", rows=Rows(select=OF_A_MEMBER)),
    "records_telling": Table(app="SELECT", worker="SELECT, INSERT", rows=Rows(select=OF_A_MEMBER)),
    "records_told": Table(worker="SELECT, INSERT"),
    "matching_key": Table(worker=ALL),
    "returns_return": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "returns_figure": Table(app="SELECT, INSERT, DELETE", worker="SELECT, INSERT", rows=REPLACED),
    "returns_version": Table(app="SELECT, INSERT", worker="SELECT", rows=MARKED),
    "cooperation_event": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "cooperation_delegate": Table(app="SELECT, INSERT, DELETE", worker="SELECT, INSERT, DELETE", rows=REPLACED),
    "cooperation_recommendation": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "cooperation_instrument": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "cooperation_version": Table(app="SELECT, INSERT", worker="SELECT", rows=MARKED),
    "intake_handin": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, UPDATE", rows=MARKED),
    "intake_standing_rules": Table(app="SELECT, INSERT, UPDATE", worker="SELECT", rows=MARKED),
    "intake_learned_table": Table(
        app=ALL,
        worker="SELECT",
        rows=Rows(select="{visible}", insert="{provided}", update="{provided}", delete="{provided}"),
    ),
    "intake_quality_report": Table(
        app=ALL,
        rows=Rows(select="{visible}", insert="{provided}", update="{provided}", delete="{provided}"),
    ),
    "intake_refusal": Table(app="SELECT", worker="SELECT, INSERT, DELETE", rows=MARKED),
    "intake_text": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE", rows=MARKED),
    "intake_draft": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE", rows=MARKED),
    "newsroom_item": Table(app="SELECT, INSERT, UPDATE", rows=MARKED),
    "newsroom_deed": Table(app="SELECT, INSERT", rows=Rows(select=OF_A_SEEN_ITEM, insert=OF_A_PROVIDED_ITEM)),
    "newsroom_publication": Table(
        app="SELECT, INSERT, DELETE",
        public="SELECT",
        door="SELECT",
        rows=Rows(select="true", insert=PUBLISHABLE, delete=OF_A_PROVIDED_ITEM, public="true"),
    ),
    "newsroom_vote": Table(public="INSERT", door="SELECT, DELETE"),
    "newsroom_tally": Table(
        app="SELECT",
        public="SELECT",
        door="SELECT, INSERT, UPDATE",
        rows=Rows(select="true", public=OF_A_PUBLISHED_ITEM),
    ),
}

EXEMPT: dict[str, str] = {
    "django_migrations": "read and written by the owner alone",
}
"""Tables without a grant, each with its reason."""
