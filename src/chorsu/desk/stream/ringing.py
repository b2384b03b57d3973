"""The lines by which alerts ring in the live feed: which watch, how soon; not a word of a record.

Called inside the viewer's transaction, whose row-level security decides which alerts there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.template.loader import render_to_string

from chorsu.exchange.watches.models import Alert, Digest
from chorsu.exchange.watches.selectors import waited

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

__all__ = ["MOST_RINGING", "ringing"]

MOST_RINGING = 12
"""Alerts of one delivery from which on they become a single line."""


def ringing(entries: Sequence[tuple[str, uuid.UUID]]) -> list[str]:
    """The rendered lines of some entries, each its kind and what it is about; what waits in quiet hours has none."""
    if not entries:
        return []
    kinds = {record: kind for kind, record in entries}
    rings = Q(held_until=None) | Q(escalated_at__isnull=False)
    alerts = list(Alert.objects.filter(rings, pk__in=kinds).select_related("watch").order_by("raised_at", "pk"))
    if len(alerts) >= MOST_RINGING:
        lines = [_line("feed/alerts.html", {"count": len(alerts), "last": alerts[-1]})]
    else:
        lines = [_line("feed/alert.html", {"alert": one, "kind": kinds[one.pk]}) for one in alerts]
    for digest in Digest.objects.filter(pk__in=kinds).order_by("ended_at", "pk"):
        lines.append(_line("feed/quiet.html", {"digest": digest, "count": waited(digest)}))
    return lines


def _line(template: str, context: dict[str, object]) -> str:
    return render_to_string(template, context).strip()
