"""How what the journal commits to of commitments is found again. Reads as the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.exchange.commitments.entering import content_of, content_of_change
from chorsu.exchange.commitments.models import Commitment, CommitmentChange

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from chorsu.journal.contents import Kept

__all__ = ["STANDING", "rebuild_commitments"]

STANDING = (
    "SELECT id, 1 AS version FROM exchange_commitment"
    " UNION ALL SELECT commitment_id, number FROM exchange_commitment_change"
)  # fmt: skip


def rebuild_commitments(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of each commitment as it was proposed, and of each act on it.

    Of the newest one the commitment itself says where it stands.
    """
    ids = {entry.record for entry in entries}
    rows = Commitment.objects.in_bulk(ids)
    changes = {(one.commitment_id, one.number): one for one in CommitmentChange.objects.filter(commitment__in=ids)}
    newest: dict[uuid.UUID, int] = {}
    for commitment, number in changes:
        newest[commitment] = max(number, newest.get(commitment, 1))
    found = {}
    for entry in entries:
        one, change = rows.get(entry.record), changes.get((entry.record, entry.version))
        if one is not None and change is not None and entry.kind == f"commitment.{change.kind}":
            found[entry.number] = content_of_change(change, one if newest[one.pk] == change.number else change)
        elif one is not None and entry.kind == "commitment.proposed" and entry.version == 1:
            found[entry.number] = content_of(one, acted=one.pk in newest)
    return found
