"""How what the journal says of drafts is found again in the data bank. Reads as the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.drafts.models import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.journal.contents import Kept

__all__ = ["rebuild_drafts"]


def rebuild_drafts(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of drafts; of a decision that stands, what it became or why it was rejected."""
    drafts = Draft.objects.in_bulk([entry.record for entry in entries])
    found: dict[int, dict[str, Any]] = {}
    for entry in entries:
        draft = drafts.get(entry.record)
        if draft is None:
            continue
        found[entry.number] = {"text": draft.text_id}
        if (draft.decided_at, draft.decided_by) != (entry.at, entry.actor):
            continue
        if entry.kind == "draft.accepted":
            found[entry.number]["record"] = draft.record
        elif entry.kind == "draft.rejected":
            found[entry.number]["reason"] = draft.reason
    return found
