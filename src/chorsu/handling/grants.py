"""The one table of grants and policies: for each database table, who may do what, and over which rows.

Owns the data (that of the exchange stands in `exchange_grants`); `handling.security` compiles it. A table that stands
neither here nor in `EXEMPT` fails a test and is closed to every role but the owner. Only names of tables are known
here, never their models.
"""

from __future__ import annotations

from chorsu.handling.entries import OF_A_SEEN_RECORD, OF_ONES_OWN_AFFAIR
from chorsu.handling.exchange_grants import EXCHANGE
from chorsu.handling.granted import MARKED, Rows, Table

__all__ = ["EXEMPT", "TABLES", "Rows", "Table"]


REPLACED = Rows(select="{visible}", insert="{provided}", update="{provided}", delete="{provided}")
"""Marked rows that a correction replaces as a whole; what they said before is kept as a version."""
BOTH_ENDS = (
    "EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = a_id)"
    " AND EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = b_id)"
    " AND NOT EXISTS (SELECT 1 FROM unnest(via) v WHERE NOT EXISTS"
    " (SELECT 1 FROM records_seizure s WHERE s.id = v))"
)
"""A link is seen by those who see both its ends and every report that it leads through."""
OF_ONE_END = "({analyst} OR EXISTS (SELECT 1 FROM records_seizure s WHERE s.id IN (a_id, b_id) AND {provided}))"
"""A link is decided by a provider of either end, or by an analyst."""
OF_A_SEEN_ITEM = "EXISTS (SELECT 1 FROM newsroom_item WHERE newsroom_item.id = item_id)"
"""What was done to a news item is seen by those who see the item."""
OF_A_PROVIDED_ITEM = "EXISTS (SELECT 1 FROM newsroom_item WHERE newsroom_item.id = item_id AND {provided})"
"""Only the provider of a news item adds to its history or takes it out of public."""
PUBLISHABLE = (
    "EXISTS (SELECT 1 FROM newsroom_item WHERE newsroom_item.id = item_id AND {provided}"
    " AND approved_by IS NOT NULL AND NOT approved_by = ANY (writers)"
    " AND texts #>> ARRAY[language, 'title'] = title AND coalesce(texts #>> ARRAY[language, 'summary'], '') = summary"
    " AND approved_html->>language = encode(sha256(convert_to(body_html, 'UTF8')), 'hex')"
    " AND {everybody} = ANY (audience) AND cardinality(exclusions) = 0 AND until IS NULL)"
)
"""The marking gate, said to the database too: approved by a second person as it stands there, marked for everybody."""
OF_A_PUBLISHED_ITEM = (
    "EXISTS (SELECT 1 FROM newsroom_publication WHERE newsroom_publication.item_id = newsroom_tally.item_id)"
)
"""How an item was rated is told only while the item is in public."""
TRAIL = "(SELECT string_to_array(nullif(directory_said('roles'), ''), ',')) && ARRAY['auditor', 'data-protection']"
"""The audit trail is read by the auditor and the data-protection officer."""

BOTH_RECORDS = (
    "EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = source_id)"
    " AND EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = version_id)"
)
"""The tie of a sanitised version to its source is seen by those who see both."""
ASKED_OF_THE_PROVIDER = (
    "authority = ANY ({provides}) AND audience = ARRAY[authority] AND state IN ('asked', 'told') AND EXISTS"
    " (SELECT 1 FROM records_seizure s WHERE s.id = seizure_id AND s.provider_id = records_permission.provider_id)"
)
"""A request is made for one's own authority, to the provider of a record that one sees, and not answered by oneself."""
OF_A_DATA_SUBJECT = (
    "({data_protection} OR EXISTS"
    " (SELECT 1 FROM records_subject_forward f WHERE f.request_id = records_subject_request.id"
    " AND f.authority = ANY ({viewer})))"
)
"""A data subject's request is read by data-protection officers, and by whom it was forwarded to."""
IN_PLACE_OF_A_RECORD = (
    "({provided} OR ({visible} AND lifted_at IS NULL AND closed_at <= now() AND (part <> ''"
    " OR NOT EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = seizure_id))))"
)
"""A tombstone is seen by whom it was left to, while they do not see the record itself; by the provider always."""
OF_ONES_OWN_TOMBSTONE = (
    "EXISTS (SELECT 1 FROM records_tombstone t WHERE t.id = tombstone_id"
    " AND t.provider_id = records_receipt.provider_id AND t.audience = records_receipt.audience"
    " AND t.audience && {viewer})"
)
"""A receipt is given for a tombstone that one sees, by whom it was left to."""
OF_A_MEMBER = "{members} = ANY ({viewer})"
"""For every authority of a member state, and for nobody else."""

ALL = "SELECT, INSERT, UPDATE, DELETE"

# The directory. For whom a transaction acts is sealed (`handling.seal`); what that person may rule is asked of the
# doors `directory_…()`, which read it from the directory itself and not from what the transaction says.
RULED_BY_THE_CENTRE = Rows(
    select="true", insert="directory_administers()", update="directory_administers()", delete="directory_administers()"
)
"""Seen by all, changed by the centre's administrator."""
CHANGING = (
    "password", "username", "first_name", "last_name", "title_en", "title_ru", "agency_id", "roles", "machine",
)  # fmt: skip
"""Columns of a user that may change at all."""
APPOINTED = "directory_appoints(agency_id, roles)"
"""The row is of somebody whom the sealed person may appoint."""
OF_AN_APPOINTED = (
    "EXISTS (SELECT 1 FROM directory_user u WHERE u.id = user_id AND directory_appoints(u.agency_id, u.roles))"
)
"""The row belongs to somebody whom the sealed person may appoint."""
OF_ANOTHER_APPOINTED = f"(user_id IS DISTINCT FROM directory_sealed() AND {OF_AN_APPOINTED})"
"""The same, and not to the sealed person: nobody appoints oneself."""
OF_A_MACHINE = OF_AN_APPOINTED.replace("u.id = user_id", "u.id = user_id AND u.machine")
"""The row belongs to a machine whose people the sealed person appoints."""
HELD = "= ANY ((SELECT directory_held())::text[])"
HELD_KEY = f"key {HELD}"
"""A count of tries is reached by the process that makes its key."""
HELD_BY_ITS_BEARER = f"(digest {HELD} AND (user_id IS NULL OR user_id = directory_sealed()))"
"""A session is made and kept by who holds its key, for the sealed person alone."""
OWN_SESSION = f"(digest {HELD} OR user_id = (SELECT directory_sealed()) OR {OF_AN_APPOINTED})"
"""A session is seen, and ended, by who holds its key, by its bearer, and by who appoints that one."""

OF_A_KNOWN_ROSTER = (
    "{everybody} = ANY ({viewer}) AND (authority_id = ANY ({viewer}) OR {members} = ANY ({viewer}) OR EXISTS"
    " (SELECT 1 FROM directory_agency a WHERE a.kind = 'centre'"
    " AND (a.principal_id = authority_id OR a.principal_id = ANY ({viewer}))))"
)
"""Who is on duty is told to the authority itself, to members and to the centre; to all others of the centre alone."""
ON_ITS_ROSTER = (
    "authority_id = ANY ({provides}) AND ({liaison} OR {duty}) AND EXISTS (SELECT 1 FROM directory_user u"
    " JOIN directory_agency a ON a.principal_id = u.agency_id WHERE u.id = officer_id AND u.is_active"
    " AND NOT u.machine AND authority_id IN (a.principal_id, a.parent_id))"
)
"""A roster is kept by liaison and duty officers of the authority, and names its own officers."""
OFF_ITS_ROSTER = "authority_id = ANY ({provides}) AND ({liaison} OR {duty})"
"""They take anybody off it, also who has left since."""

TABLES: dict[str, Table] = {
    "handling_principal": Table(app="SELECT, INSERT", worker="SELECT", rows=RULED_BY_THE_CENTRE),
    "directory_state": Table(app="SELECT, INSERT, UPDATE", worker="SELECT", rows=RULED_BY_THE_CENTRE),
    "directory_agency": Table(app="SELECT, INSERT, UPDATE", worker="SELECT", door="SELECT", rows=RULED_BY_THE_CENTRE),
    "directory_group": Table(app="SELECT, INSERT, UPDATE", worker="SELECT", rows=RULED_BY_THE_CENTRE),
    "directory_group_agencies": Table(app="SELECT, INSERT, DELETE", worker="SELECT", rows=RULED_BY_THE_CENTRE),
    "directory_user": Table(
        # Which columns of a row may change, and by whom, is asked by the trigger `directory_user_guard`.
        app=f"SELECT, INSERT, UPDATE ({', '.join(CHANGING)})",
        worker="SELECT",
        door="SELECT",
        rows=Rows(
            select="true",
            insert=f"{APPOINTED} AND NOT is_superuser AND NOT is_staff AND NOT example AND password LIKE '!%'",
            update=f"(id = directory_sealed() OR {APPOINTED})",
        ),
    ),
    "directory_term": Table(
        app="SELECT, INSERT, UPDATE (until)",
        worker="SELECT",
        door="SELECT",
        rows=Rows(
            select="true",
            insert=f"{APPOINTED} AND {OF_ANOTHER_APPOINTED}",
            update=f"{APPOINTED} AND {OF_ANOTHER_APPOINTED}",
        ),
    ),
    "directory_duty": Table(
        app="SELECT, INSERT, UPDATE (until)",
        worker="SELECT",
        rows=Rows(select=OF_A_KNOWN_ROSTER, insert=ON_ITS_ROSTER, update=OFF_ITS_ROSTER),
    ),
    "directory_office": Table(
        app=ALL,
        worker="SELECT",
        rows=Rows(select="true", insert=OF_AN_APPOINTED, update=OF_AN_APPOINTED, delete=OF_AN_APPOINTED),
    ),
    "directory_invitation": Table(
        # Who may take one, and who may confirm it, is asked by the trigger `directory_invitation_guard`.
        app="SELECT, INSERT, UPDATE (used_at, accepted_at, confirmed_by, confirmed_at)",
        worker="SELECT (user_id, made_by, accepted_at, confirmed_at)",
        rows=Rows(
            select="true",
            insert=f"{OF_ANOTHER_APPOINTED} AND made_by = directory_sealed()"
            " AND accepted_at IS NULL AND confirmed_at IS NULL AND confirmed_by IS NULL",
            update=f"(user_id = directory_sealed() OR directory_administers() OR {OF_AN_APPOINTED})",
        ),
    ),
    "directory_token": Table(
        # Who may confirm one is asked by the trigger `directory_token_guard`.
        app="SELECT, INSERT, UPDATE (used_at, paced_at, revoked_at, confirmed_by, confirmed_at)",
        rows=Rows(
            select="true",
            insert=f"(user_id = directory_sealed() OR {OF_A_MACHINE}) AND confirmed_at IS NULL",
            update=f"(user_id = directory_sealed() OR directory_administers() OR {OF_AN_APPOINTED})",
        ),
    ),
    "directory_session": Table(
        app=ALL,
        door="SELECT (digest, user_id, seen_at, started_at)",
        rows=Rows(select=OWN_SESSION, insert=HELD_BY_ITS_BEARER, update=HELD_BY_ITS_BEARER, delete=OWN_SESSION),
    ),
    "directory_attempts": Table(app=ALL, rows=Rows(select=HELD_KEY, insert=HELD_KEY, update=HELD_KEY, delete=HELD_KEY)),
    "directory_seal": Table(door="SELECT"),
    "mfa_authenticator": Table(
        app=ALL,
        rows=Rows(
            select="true",
            insert="(user_id = directory_sealed())",
            update="(user_id = directory_sealed())",
            delete=f"(user_id = directory_sealed() OR {OF_AN_APPOINTED})",
        ),
    ),
    "directory_user_groups": Table(),
    "directory_user_user_permissions": Table(),
    "directory_post": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "auth_group": Table(app="SELECT"),
    "auth_group_permissions": Table(app="SELECT"),
    "auth_permission": Table(app="SELECT"),
    "django_content_type": Table(app="SELECT", worker="SELECT"),
    "django_session": Table(),
    # Nobody has an address of mail here; asked for at a sign-in, and written by nobody: who wrote one could be another.
    "account_emailaddress": Table(app="SELECT"),
    "account_emailconfirmation": Table(),
    "journal_outbox": Table(app="INSERT", worker="SELECT, INSERT, DELETE", door="SELECT"),
    "journal_salt": Table(app="INSERT", worker="SELECT, INSERT", door="SELECT, DELETE"),
    "journal_entry": Table(
        # Not `told_to`: whom one release reaches is told to none of them.
        app="SELECT (number, act_id, kind, record_id, version, actor_id, at, commitment, hash)",
        worker="SELECT, INSERT",
        door="SELECT",
        rows=Rows(select=f"{OF_A_SEEN_RECORD} AND {OF_ONES_OWN_AFFAIR}"),
    ),
    "journal_trail_outbox": Table(app="INSERT", worker="SELECT, INSERT, DELETE", door="SELECT, INSERT"),
    "journal_trail": Table(app="SELECT", worker="SELECT, INSERT", door="SELECT, DELETE", rows=Rows(select=TRAIL)),
    "journal_trail_words": Table(
        app="SELECT, INSERT",
        worker="SELECT, INSERT, DELETE",
        door="SELECT, DELETE",
        rows=Rows(select=TRAIL, insert="true"),
    ),
    "journal_trail_seal": Table(app="SELECT", worker="SELECT", door="SELECT, INSERT", rows=Rows(select=TRAIL)),
    "journal_aside": Table(worker="SELECT, INSERT"),
    "journal_cursor": Table(worker="SELECT, INSERT, UPDATE", door="SELECT"),
    "records_report": Table(
        app="SELECT, INSERT, UPDATE (withdrawn_at)",
        worker="SELECT, INSERT, UPDATE (withdrawn_at)",
        door="SELECT, UPDATE (digest, file_name)",
        rows=MARKED,
    ),
    "records_seizure": Table(app="SELECT, INSERT, UPDATE", worker=ALL, door="SELECT, DELETE", rows=MARKED),
    "records_lot": Table(app="SELECT, INSERT, UPDATE", worker=ALL, door="SELECT, DELETE", rows=MARKED),
    "records_persons": Table(app=ALL, worker=ALL, door="SELECT, DELETE", rows=REPLACED),
    "records_identifier": Table(app=ALL, worker=ALL, door="SELECT, DELETE", rows=REPLACED),
    "records_persons_before": Table(app="SELECT, INSERT, UPDATE", worker=ALL, door="SELECT, DELETE", rows=MARKED),
    "records_version": Table(
        app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE", door="SELECT, DELETE", rows=MARKED
    ),
    "records_photograph": Table(app="SELECT, INSERT, UPDATE", worker=ALL, door="SELECT, DELETE", rows=MARKED),
    "records_original": Table(
        app="SELECT, INSERT, UPDATE (taken_back_why)", worker=ALL, door="SELECT, DELETE", rows=MARKED
    ),
    "records_withheld": Table(app=ALL, worker=ALL, door="SELECT, DELETE", rows=REPLACED),
    "records_release_rule": Table(
        app="SELECT, INSERT, UPDATE (approved_by, approved_at, off_by, off_at)",
        worker="SELECT",
        rows=Rows(select="{visible}", insert="{provided} AND approved_at IS NULL", update="{provided}"),
    ),
    "records_link": Table(
        # What an officer decides, on a direct claim alone: a provider of either report or an analyst, as in
        # `records.services.may_decide`.
        app="SELECT, UPDATE (state, version, decided_by, decided_at)",
        worker=ALL,
        door="SELECT, DELETE",
        rows=Rows(select=BOTH_ENDS, update=f"cardinality(via) = 0 AND {BOTH_ENDS} AND {OF_ONE_END}"),
    ),
    "records_erasure": Table(
        # Not the decision, nor which officers: those are told to the provider by a door (`records_erasure_told`).
        app="SELECT (provider_id, audience, exclusions, until, only_for, releases, review_by, named, seizure, report,"
        " version, ground, synthetic, at), INSERT",
        worker="SELECT, INSERT",
        door="SELECT",
        rows=MARKED,
    ),
    "records_erasure_proposal": Table(
        app="SELECT, INSERT, DELETE",
        worker="SELECT, DELETE",
        rows=Rows(select="{provided}", insert="{provided}", delete="{provided}"),
    ),
    "records_tombstone": Table(
        app="SELECT, INSERT, UPDATE (lifted_at)",
        worker="SELECT, INSERT, UPDATE (lifted_at)",
        door="SELECT, UPDATE (told)",
        rows=Rows(select=IN_PLACE_OF_A_RECORD, insert="{provided}", update="{provided}"),
    ),
    "records_receipt": Table(
        app="SELECT, INSERT",
        worker="SELECT",
        rows=Rows(select="{visible}", insert=OF_ONES_OWN_TOMBSTONE),
    ),
    "records_taken_out": Table(
        app="SELECT, INSERT",
        worker="SELECT",
        rows=Rows(select="{provided}", insert="authority = ANY ({provides})"),
    ),
    "records_permission": Table(
        app="SELECT, INSERT, UPDATE (state, ground, conditions, until, answered_by, answered_name, answered_at)",
        worker="SELECT, UPDATE",
        door="SELECT, DELETE",
        rows=Rows(select="{visible}", insert=ASKED_OF_THE_PROVIDER, update="{provided}"),
    ),
    "records_transfer": Table(
        app="SELECT, INSERT",
        worker="SELECT, INSERT",
        door="SELECT, UPDATE (basis, purpose, by_name)",
        rows=Rows(select="{provided}", insert="{provided}"),
    ),
    "records_subject_request": Table(
        app="SELECT, INSERT, UPDATE (answer, answered_by, answered_at)",
        rows=Rows(select=OF_A_DATA_SUBJECT, insert="{data_protection}", update="{data_protection}"),
    ),
    "records_subject_forward": Table(
        app="SELECT, INSERT, UPDATE (reply, replied_by, replied_name, replied_at)",
        rows=Rows(
            select="({data_protection} OR authority = ANY ({viewer}))",
            insert="{data_protection}",
            update="authority = ANY ({viewer})",
        ),
    ),
    # That somebody looked something up is told to nobody: counts come through a door (`records_looked_up`).
    "records_words": Table(worker="SELECT, INSERT, UPDATE, DELETE", door="SELECT, DELETE"),
    "records_look_up": Table(
        app="INSERT",
        worker="SELECT, DELETE",
        door="SELECT",
        rows=Rows(
            select="false",
            insert="officer = directory_sealed()"
            " AND agency = (SELECT u.agency_id FROM directory_user u WHERE u.id = directory_sealed())",
        ),
    ),
    "records_sanitised": Table(
        app="SELECT, INSERT",
        worker="SELECT, DELETE",
        door="SELECT, DELETE",
        rows=Rows(select=BOTH_RECORDS, insert=f"{{provided}} AND {BOTH_RECORDS}"),
    ),
    "records_product_flag": Table(
        app="SELECT, UPDATE (settled_at, settled_by)",
        worker="SELECT, INSERT",
        door="SELECT, DELETE",
        rows=Rows(select="{provided}", update="{provided}"),
    ),
    # Door past the audience: rounded figures of cells that are large enough, of records that every member may count
    # (decision 14). Which records are in a figure is the worker's alone.
    "records_edition": Table(app="SELECT", worker="SELECT, INSERT", rows=Rows(select=OF_A_MEMBER)),
    "records_telling": Table(app="SELECT", worker="SELECT, INSERT", rows=Rows(select=OF_A_MEMBER)),
    "records_told": Table(worker="SELECT, INSERT"),
    "matching_key": Table(worker=ALL, door="SELECT, DELETE"),
    "returns_return": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "returns_figure": Table(app="SELECT, INSERT, DELETE", worker="SELECT, INSERT", rows=REPLACED),
    "returns_version": Table(app="SELECT, INSERT", worker="SELECT", rows=MARKED),
    "cooperation_event": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "cooperation_delegate": Table(app="SELECT, INSERT, DELETE", worker="SELECT, INSERT, DELETE", rows=REPLACED),
    "cooperation_recommendation": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "cooperation_instrument": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT", rows=MARKED),
    "cooperation_version": Table(app="SELECT, INSERT", worker="SELECT", rows=MARKED),
    **EXCHANGE,
    "intake_handin": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, UPDATE", rows=MARKED),
    "intake_standing_rules": Table(app="SELECT, INSERT, UPDATE", worker="SELECT", rows=MARKED),
    "intake_learned_table": Table(app=ALL, worker="SELECT, UPDATE (name)", rows=REPLACED),
    "intake_quality_report": Table(app=ALL, rows=REPLACED),
    "intake_refusal": Table(app="SELECT", worker="SELECT, INSERT, DELETE", rows=MARKED),
    "intake_text": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE", rows=MARKED),
    "intake_draft": Table(app="SELECT, INSERT, UPDATE", worker="SELECT, INSERT, UPDATE", rows=MARKED),
    "newsroom_item": Table(app="SELECT, INSERT, UPDATE", worker="SELECT", rows=MARKED),
    "newsroom_deed": Table(
        app="SELECT, INSERT", worker="SELECT", rows=Rows(select=OF_A_SEEN_ITEM, insert=OF_A_PROVIDED_ITEM)
    ),
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
