"""How what the journal commits to of watches and alerts is found again. Reads as the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.exchange.watches.keeping import content_of_alert, content_of_change
from chorsu.exchange.watches.models import Alert, AlertChange, Digest, Watch
from chorsu.exchange.watches.ringing import content_of_digest
from chorsu.exchange.watches.watching import content_of_watch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.journal.contents import Kept

__all__ = ["STANDING", "rebuild_alerts", "rebuild_digests", "rebuild_watches"]

STANDING = {
    "watch": "SELECT id, version FROM exchange_watch",
    "alert": (
        "SELECT id, 1 AS version FROM exchange_alert"
        " UNION ALL SELECT alert_id, number FROM exchange_alert_change"
    ),
    "digest": "SELECT id, 1 AS version FROM exchange_alert_digest",
}  # fmt: skip


def rebuild_watches(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of each watch in its newest version; earlier ones are kept beside their entries."""
    rows = Watch.objects.in_bulk({entry.record for entry in entries})
    return {
        entry.number: content_of_watch(rows[entry.record]) if rows[entry.record].version == entry.version else {}
        for entry in entries
        if entry.record in rows
    }


def rebuild_alerts(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of each alert as it was raised, and of each act on it."""
    ids = {entry.record for entry in entries}
    alerts = Alert.objects.in_bulk(ids)
    changes = {(one.alert_id, one.number): one for one in AlertChange.objects.filter(alert__in=ids)}
    found = {}
    for entry in entries:
        change = changes.get((entry.record, entry.version))
        if change is not None and entry.kind == f"alert.{change.kind}":
            found[entry.number] = content_of_change(change)
        elif entry.record in alerts and entry.kind == "alert.raised":
            found[entry.number] = content_of_alert(alerts[entry.record])
    return found


def rebuild_digests(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of each digest."""
    rows = Digest.objects.in_bulk({entry.record for entry in entries})
    return {entry.number: content_of_digest(rows[entry.record]) for entry in entries if entry.record in rows}
