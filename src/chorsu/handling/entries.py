"""Which entries of the journal an officer sees: by what they are about, and whose affair their kind is.

Conditions of SQL over the columns of an entry, with the names that `handling.security` fills in.
"""

from __future__ import annotations

__all__ = ["OF_A_SEEN_RECORD", "OF_ONES_OWN_AFFAIR", "PROVIDERS_OWN"]

OF_A_SEEN_RECORD = (
    "(EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = record_id)"
    " OR EXISTS (SELECT 1 FROM records_erasure x WHERE x.seizure = record_id)"
    " OR EXISTS (SELECT 1 FROM records_link k WHERE k.id = record_id)"
    " OR EXISTS (SELECT 1 FROM returns_return r WHERE r.id = record_id)"
    " OR EXISTS (SELECT 1 FROM cooperation_event e WHERE e.id = record_id)"
    " OR EXISTS (SELECT 1 FROM cooperation_recommendation c WHERE c.id = record_id)"
    " OR EXISTS (SELECT 1 FROM cooperation_instrument i WHERE i.id = record_id)"
    " OR EXISTS (SELECT 1 FROM directory_post p WHERE p.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_message m WHERE m.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_delivery d WHERE d.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_translation t WHERE t.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_log_entry l WHERE l.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_hand_over h WHERE h.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_sending g WHERE g.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_watch w WHERE w.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_alert a WHERE a.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_commitment o WHERE o.id = record_id)"
    " OR EXISTS (SELECT 1 FROM exchange_alert_digest q WHERE q.id = record_id))"
)
"""An entry of the journal is seen by those who see what it is about: a record, a link, a return, an event, a post …"""
PROVIDERS_OWN = (
    "seizure.released", "seizure.recalled", "seizure.excluded", "seizure.permitted", "seizure.passed",
    "seizure.extended", "seizure.recounted", "seizure.sanitised", "seizure.conditioned", "seizure.marked",
    "seizure.erasure-proposed", "seizure.erasure-withdrawn", "seizure.erasure-refused",
)  # fmt: skip
"""Kinds of entries about a record that are its provider's affair: whom it reaches, and under which conditions."""
OF_ONES_OWN_AFFAIR = (
    f"(kind <> ALL (ARRAY[{', '.join(map(repr, PROVIDERS_OWN))}]) OR told_to && {{viewer}}"  # noqa: S608 — our own names
    " OR EXISTS (SELECT 1 FROM records_seizure s WHERE s.id = record_id AND {provided})"
    " OR EXISTS (SELECT 1 FROM records_erasure x WHERE x.seizure = record_id AND {provided}))"
)
"""Such an entry is seen by the provider, and a release by those whom it reaches: no recipient learns of another."""
