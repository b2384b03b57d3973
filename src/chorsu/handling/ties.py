"""What hangs on what, of whom it tells, and who did it: what a row of the officers' role must not say of another.

Owns three lists, added by `handling.security` to every policy by which an officer's process writes. A row that hangs on
another is of the provider of that one: by its own `provider_id` alone somebody could erase, add to or close what is
another's. A row that tells of an authority is that authority's. A row that says who did something says so of the sealed
person alone.
"""

from __future__ import annotations

__all__ = ["ANSWERED", "LOOSE", "OWN", "SIGNED", "TIES", "checked"]

_ON_A_SEIZURE = {"seizure_id": "records_seizure"}

TIES: dict[str, dict[str, str]] = {
    "records_seizure": {"report_id": "records_report"},
    **dict.fromkeys(
        (
            "records_lot", "records_persons", "records_persons_before", "records_identifier", "records_version",
            "records_photograph", "records_withheld", "records_tombstone", "records_permission",
        ),
        _ON_A_SEIZURE,
    ),
    "records_transfer": {"seizure_id": "records_seizure exchange_message"},
    "records_original": {"photograph_id": "records_photograph"},
    "records_erasure": {"seizure": "records_seizure", "report": "records_report"},
    "records_erasure_proposal": {"seizure": "records_seizure"},
    "records_sanitised": {"version_id": "records_seizure", "source_id": "records_seizure"},
    "records_receipt": {"tombstone_id": "records_tombstone"},
    "exchange_alert": {"watch_id": "exchange_watch"},
    "returns_figure": {"statement_id": "returns_return"},
    "returns_version": {"statement_id": "returns_return"},
    "cooperation_delegate": {"event_id": "cooperation_event"},
    "intake_handin": {"report_id": "records_report"},
    "intake_text": {"report_id": "records_report"},
    "intake_draft": {"text_id": "intake_text"},
}  # fmt: skip
"""By table and column, the table whose row it names (or tables, of which one has it): both have one provider.

A test finds any that is missing here."""
LOOSE = {
    ("cooperation_recommendation", "event_id"): "an authority may recommend at the event of another",
    ("cooperation_instrument", "event_id"): "an instrument may be signed at the event of another",
    ("exchange_delivery", "message_id"): "by a key, with its sender: a message is seen by its deliveries",
    ("exchange_attachment", "message_id"): "the policy asks: a draft of its provider, or by its translation",
    ("exchange_attachment", "translation_id"): "the policy asks: a translation of its provider",
    ("exchange_log_entry", "corrects"): "by a key, with its provider",
    ("exchange_translation", "message_id"): "an addressee translates what it was sent",
    ("cooperation_recommendation", "joined_to_id"): "what repeats a recommendation of another is joined to it",
}
"""Columns that name a row of a provider and may name another's, each with its reason."""

OWN = {
    "intake_standing_rules": "agency", "intake_learned_table": "agency", "intake_quality_report": "agency",
    "exchange_sending": "authority",
}  # fmt: skip
"""By table, the column that says of whom a row tells: of its provider, or it would set what another hands in under.

A test finds any that is missing here."""

SIGNED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "records_version", "records_erasure", "records_receipt", "records_transfer", "records_taken_out",
            "records_sanitised", "returns_version", "cooperation_version", "newsroom_deed",
            "exchange_delivery_change", "exchange_translation", "exchange_log_entry", "exchange_hand_over",
            "exchange_alert_change", "exchange_commitment", "exchange_commitment_change",
        ),
        ("by",),
    ),
    **dict.fromkeys(
        (
            "cooperation_event", "cooperation_instrument", "cooperation_recommendation", "directory_post",
            "directory_term", "records_subject_request",
        ),
        ("entered_by",),
    ),
    "directory_duty": ("entered_by",),
    **dict.fromkeys(("records_report", "returns_return"), ("received_by",)),
    **dict.fromkeys(
        ("directory_invitation", "directory_token", "exchange_hook", "exchange_template", "records_release_rule"),
        ("made_by",),
    ),
    "records_erasure_proposal": ("proposed_by",),
    "records_subject_forward": ("by",),
    **dict.fromkeys(("records_original", "exchange_attachment"), ("added_by",)),
    "records_permission": ("asked_by",),
    **dict.fromkeys(("exchange_watch", "exchange_alert_mailing"), ("officer",)),
}  # fmt: skip
"""By table, the columns of a new row that say who made it."""
ANSWERED: dict[str, tuple[str, ...]] = {
    "exchange_hand_over": ("signed_by",),
    "records_link": ("decided_by",),
    "records_permission": ("answered_by",),
    "records_product_flag": ("settled_by",),
    "records_subject_request": ("answered_by",),
    "records_subject_forward": ("replied_by",),
}
"""By table, the columns that say who changed a row last; empty where nobody did, or it was undone."""


def checked(table: str, *, new: bool) -> str:
    """What else must hold of a row that an officer's process writes, as a condition to add; `new`: it is inserted."""
    ties = (
        f" AND ({' OR '.join(_tied(table, column, parent) for parent in parents.split())})"
        for column, parents in TIES.get(table, {}).items()
    )
    sealed = "(SELECT directory_sealed())"
    if new:
        names = [f" AND {column} IS NOT DISTINCT FROM {sealed}" for column in SIGNED.get(table, ())]
    else:
        names = [f" AND ({column} IS NULL OR {column} = {sealed})" for column in ANSWERED.get(table, ())]
    own = f" AND {OWN[table]} = provider_id" if table in OWN else ""
    return "".join((*ties, own, *names))


def _tied(table: str, column: str, parent: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {parent} AS on_which WHERE on_which.id = {table}.{column}"  # noqa: S608 — our own names
        f" AND on_which.provider_id = {table}.provider_id)"
    )
