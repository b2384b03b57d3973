"""The exchange in the table of grants and policies: a message is opened by a delivery and not by its audience.

`handling.grants` holds it with the rest; only names of tables are known here, never their models.
"""

from __future__ import annotations

from chorsu.handling.granted import MARKED, Rows, Table

__all__ = ["EXCHANGE"]

OF_ONES_OWN_DELIVERY = (
    "({provided} OR (state = 'sent' AND (review_by IS NULL OR review_by > now()) AND EXISTS"
    " (SELECT 1 FROM exchange_delivery d WHERE d.message_id = exchange_message.id AND d.addressee = ANY ({provides}))))"
)
"""A message is seen by its sender and, once sent and until it is taken back, by whom it was delivered to: its row names
none of them."""
OF_EITHER_SIDE = "(sender = ANY ({provides}) OR addressee = ANY ({provides}))"
"""A delivery is seen and changed by its two sides alone."""
DELIVERED_BY_ITS_SENDER = (
    "{provided} AND sender = provider_id AND audience @> ARRAY[sender, addressee] AND cardinality(audience) = 2"
)
"""A message is delivered by its sender (a key asks that it is the sender's), to one addressee a row."""
OF_ADDRESSEES = ("opened", "acknowledged", "assigned", "paused", "answered", "refused", "reopened")
OF_SENDERS = ("resumed", "paused", "extended", "withdrawn")
"""Whose act a change of a delivery is; reminders and escalations are the worker's. Whoever takes back what let the
clock go on lets it stand again."""
_OF_KIND = "exchange_delivery_change.kind = ANY (ARRAY[{}])"
BY_ITS_OWN_SIDE = (
    "EXISTS (SELECT 1 FROM exchange_delivery d WHERE d.id = delivery_id AND ("  # noqa: S608 — our own names
    f"{_OF_KIND.format(', '.join(map(repr, OF_ADDRESSEES)))} AND d.addressee = ANY ({{provides}})"
    f" OR {_OF_KIND.format(', '.join(map(repr, OF_SENDERS)))} AND d.sender = ANY ({{provides}})))"
)
"""Each side keeps its own acts, in the name of who acts."""
OF_A_SEEN_MESSAGE = (
    "EXISTS (SELECT 1 FROM exchange_message m WHERE m.id = message_id AND (exchange_translation.provider_id"
    " = ANY ({provides}) OR m.provider_id = exchange_translation.provider_id))"
)
"""The sender's translation is seen by all who see the message, an addressee's by that addressee alone."""
OF_A_SEEN_TEXT = (
    "CASE WHEN exchange_attachment.translation_id IS NULL"
    " THEN EXISTS (SELECT 1 FROM exchange_message m WHERE m.id = exchange_attachment.message_id)"
    " ELSE EXISTS (SELECT 1 FROM exchange_translation t WHERE t.id = exchange_attachment.translation_id) END"
)
"""A file is seen by exactly those who see the message, or the translation, that it goes with."""
OF_ONES_OWN_DRAFT = (
    "EXISTS (SELECT 1 FROM exchange_message m WHERE m.id = exchange_attachment.message_id AND m.state = 'draft'"
    " AND m.provider_id = exchange_attachment.provider_id)"
)
"""What is sent is never changed."""
WITH_ONES_OWN_TEXT = (
    f"CASE WHEN exchange_attachment.translation_id IS NULL THEN {OF_ONES_OWN_DRAFT}"  # noqa: S608 — our own names
    " ELSE EXISTS (SELECT 1 FROM exchange_translation t WHERE t.id = exchange_attachment.translation_id"
    " AND t.message_id = exchange_attachment.message_id AND t.provider_id = exchange_attachment.provider_id) END"
)
MOVING = (
    "state", "opened_at", "acknowledged_at", "acknowledged_name", "assigned_to", "due_at", "answered_at", "ground",
    "reminded_at", "escalated_at", "level", "next_at", "version",
)  # fmt: skip
"""Columns of a delivery that an act may change."""
OF_ONES_OWN_LOG = "provider_id = ANY ({viewer})"
"""A log is its authority's alone: not even of another authority of the same state, whose liaison officer looks."""

OF_EITHER_PROMISER = "(provider_id = ANY ({provides}) OR partner = ANY ({provides}))"
"""A commitment is seen by its two sides alone."""
PROMISES = "({liaison} OR {duty})"
OF_WHO_SENDS = (
    "exchange_commitment_change.kind = ANY (ARRAY['fulfilled', 'unfulfilled', 'nothing-to-report'])"
    " AND side = ANY ({provides}) AND c.state = 'standing'"
    " AND (side = c.provider_id AND c.way <> 'asks' OR side = c.partner AND c.way <> 'gives')"
    " AND (exchange_commitment_change.message IS NULL OR EXISTS (SELECT 1 FROM exchange_delivery d"
    " WHERE d.message_id = exchange_commitment_change.message AND d.sender = side"
    " AND d.addressee = CASE WHEN side = c.partner THEN c.provider_id ELSE c.partner END))"
    " AND (exchange_commitment_change.report IS NULL OR EXISTS (SELECT 1 FROM records_report r"
    " WHERE r.id = exchange_commitment_change.report AND r.provider_id = side))"
    " AND (exchange_commitment_change.statement IS NULL OR EXISTS (SELECT 1 FROM returns_return r"
    " WHERE r.id = exchange_commitment_change.statement AND r.provider_id = side))"
)
"""Whoever sends says what it sent, by a message that went to the other side or by data of its own."""
OF_ITS_PARTNER = (
    "exchange_commitment_change.kind = ANY (ARRAY['accepted', 'declined']) AND c.state = 'proposed'"
    f" AND c.partner = ANY ({{provides}}) AND {PROMISES}"
)
OF_WHO_ENDS = (
    f"exchange_commitment_change.kind = 'ended' AND {PROMISES} AND (c.state = 'standing' OR c.state = 'proposed'"
    " AND c.provider_id = ANY ({provides}))"
)
PROMISED_BY_ITS_SIDE = (
    "EXISTS (SELECT 1 FROM exchange_commitment c WHERE c.id = commitment_id"  # noqa: S608 — our own names
    f" AND exchange_commitment_change.number = c.version + 1 AND ({OF_WHO_SENDS} OR {OF_ITS_PARTNER} OR {OF_WHO_ENDS}))"
)
"""Each side enters its own acts, in order; reminders, and that it is late, are the worker's. That the commitment then
stands as its newest act says is asked by the trigger `exchange_commitment_guard`."""

APPOINTS = "directory_appoints(authority, '{{officer}}')"
SEALED = "(SELECT directory_sealed())"
OF_ONES_OWN_WATCH = f"({{provided}} AND (shared OR officer = {SEALED}))"
"""A watch is seen by its authority, one that is not shared by its officer alone: what it asks tells of a case."""
OF_ONES_OWN_ALERT = f"({{provided}} AND (officer IS NULL OR officer = {SEALED}))"
"""An alert of a shared watch is seen by its authority, one of a watch of one's own by its officer alone."""
OF_ONESELF = f"({{provided}} AND officer = {SEALED})"
"""Where mail goes is its officer's own affair."""
OF_A_SEEN_ALERT = "EXISTS (SELECT 1 FROM exchange_alert a WHERE a.id = alert_id)"
WATCHED = (
    "officer_name", "shared", "name", "criteria", "channel", "precedence", "quiet_from", "quiet_to", "rings_from",
    "on", "since", "changed_at", "ends_on", "ended_at", "version", "use_codes", "dissemination_codes",
)  # fmt: skip
"""Columns of a watch that may change: never whose it is."""
ALERTED = (
    "state", "acknowledged_at", "acknowledged_name", "assigned_to", "escalated_at", "escalated_to", "version",
)  # fmt: skip
"""Columns of an alert that an act may change."""


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


EXCHANGE: dict[str, Table] = {
    "exchange_message": Table(
        app="SELECT, INSERT, UPDATE, DELETE",
        worker="SELECT",
        rows=Rows(
            select=OF_ONES_OWN_DELIVERY,
            insert="{provided} AND state = 'draft' AND audience = ARRAY[provider_id]",
            update="{provided} AND audience = ARRAY[provider_id]",
            delete="{provided} AND state = 'draft'",
        ),
    ),
    "exchange_delivery": Table(
        app=f"SELECT, INSERT, UPDATE ({', '.join(MOVING)})",
        worker="SELECT, UPDATE",
        door="SELECT",
        rows=Rows(select=OF_EITHER_SIDE, insert=DELIVERED_BY_ITS_SENDER, update=OF_EITHER_SIDE),
    ),
    "exchange_delivery_change": Table(
        app="SELECT, INSERT",
        worker="SELECT, INSERT",
        rows=Rows(select="EXISTS (SELECT 1 FROM exchange_delivery d WHERE d.id = delivery_id)", insert=BY_ITS_OWN_SIDE),
    ),
    "exchange_notice": Table(app="SELECT", worker="SELECT, INSERT", rows=Rows(select="{provided}")),
    "exchange_translation": Table(
        app="SELECT, INSERT",
        worker="SELECT",
        rows=Rows(
            select=OF_A_SEEN_MESSAGE,
            insert="{provided} AND EXISTS (SELECT 1 FROM exchange_message m WHERE m.id = message_id)",
        ),
    ),
    "exchange_attachment": Table(
        app="SELECT, INSERT, DELETE",
        worker="SELECT",
        rows=Rows(
            select=OF_A_SEEN_TEXT,
            insert=f"{{provided}} AND audience = ARRAY[provider_id] AND {WITH_ONES_OWN_TEXT}",
            delete=f"{{provided}} AND translation_id IS NULL AND {OF_ONES_OWN_DRAFT}",
        ),
    ),
    # Where an authority is called is registered by whoever appoints its officers, and seen by it, too.
    "exchange_hook": Table(
        app="SELECT, INSERT, UPDATE (ended_at)",
        worker="SELECT, UPDATE (rests_until)",
        rows=Rows(
            select=f"(authority = ANY ({{provides}}) OR {APPOINTS})",
            insert=f"{APPOINTS} AND ended_at IS NULL",
            update=APPOINTS,
        ),
    ),
    "exchange_hook_call": Table(
        app="SELECT",
        worker="SELECT, INSERT, UPDATE",
        rows=Rows(select="EXISTS (SELECT 1 FROM exchange_hook h WHERE h.id = hook_id)"),
    ),
    "exchange_log_entry": Table(
        app="SELECT, INSERT",
        worker="SELECT",
        rows=Rows(select=OF_ONES_OWN_LOG, insert=f"{{provided}} AND {OF_ONES_OWN_LOG}"),
    ),
    "exchange_hand_over": Table(
        app="SELECT, INSERT, UPDATE (signed_at, signed_by, signed_name, version)",
        worker="SELECT, UPDATE (raised_at, version)",
        rows=Rows(
            select="{provided}",
            insert=f"{{provided}} AND {OF_ONES_OWN_LOG} AND signed_at IS NULL AND raised_at IS NULL",
            # That another officer signs than wrote it, and once, is asked by the trigger `exchange_hand_over_guard`.
            update=OF_ONES_OWN_LOG,
        ),
    ),
    "exchange_commitment": Table(
        app="SELECT, INSERT, UPDATE (state, next_at, version)",
        worker="SELECT, UPDATE (state, next_at, version)",
        door="SELECT (id, provider_id, partner, way, every, first, grace, last, at)",
        rows=Rows(
            select=OF_EITHER_PROMISER,
            insert=(
                f"{{provided}} AND {PROMISES} AND audience @> ARRAY[provider_id, partner] AND cardinality(audience) = 2"
                " AND version = 1 AND state = CASE WHEN way = 'gives' THEN 'standing' ELSE 'proposed' END"
            ),
            update=OF_EITHER_PROMISER,
        ),
    ),
    "exchange_commitment_change": Table(
        app="SELECT, INSERT",
        worker="SELECT, INSERT",
        door="SELECT (commitment_id, number, kind, at, side, period, message)",
        rows=Rows(
            select="EXISTS (SELECT 1 FROM exchange_commitment c WHERE c.id = commitment_id)",
            insert=PROMISED_BY_ITS_SIDE,
        ),
    ),
    # Prepared by liaison and duty officers for all officers of the authority; one that is changed is ended.
    "exchange_template": Table(
        app="SELECT, INSERT, UPDATE (ended_at)",
        worker="SELECT",
        rows=Rows(
            select="{provided}",
            insert="{provided} AND audience = ARRAY[provider_id] AND ended_at IS NULL AND ({liaison} OR {duty})",
            update="{provided} AND ({liaison} OR {duty})",
        ),
    ),
    "exchange_sending": Table(app="SELECT, INSERT, UPDATE", worker="SELECT", rows=MARKED),
    "exchange_watch": Table(
        app=f"SELECT, INSERT, UPDATE ({_columns(WATCHED)})",
        worker="SELECT",
        door="SELECT (officer, shared, ended_at)",
        rows=Rows(
            select=OF_ONES_OWN_WATCH,
            insert="{provided} AND audience = ARRAY[provider_id]",
            update=OF_ONES_OWN_WATCH,
        ),
    ),
    # Alerts are raised by the worker alone.
    "exchange_alert": Table(
        app=f"SELECT, UPDATE ({_columns(ALERTED)})",
        worker="SELECT, INSERT, UPDATE",
        door="SELECT (officer, state)",
        rows=Rows(select=OF_ONES_OWN_ALERT, update=OF_ONES_OWN_ALERT),
    ),
    "exchange_alert_record": Table(
        app="SELECT", worker="SELECT, INSERT, UPDATE (alert_id)", rows=Rows(select=OF_A_SEEN_ALERT)
    ),
    "exchange_alert_change": Table(
        app="SELECT, INSERT",
        worker="SELECT, INSERT",
        rows=Rows(select=OF_A_SEEN_ALERT, insert=f"{OF_A_SEEN_ALERT} AND kind <> 'reopened'"),
    ),
    "exchange_alert_mailing": Table(
        app="SELECT, INSERT, DELETE",
        worker="SELECT, UPDATE (mailed_at)",
        rows=Rows(select=OF_ONESELF, insert=OF_ONESELF, delete=OF_ONESELF),
    ),
    "exchange_alert_digest": Table(app="SELECT", worker="SELECT, INSERT", rows=Rows(select=OF_ONES_OWN_ALERT)),
}
"""The tables of the exchange."""
