"""Erasing by law what a hand-in kept of a record: words of its texts, its draft, the rows shown before accepting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.columns import Columns
from chorsu.intake.models import Draft, HandIn, Text
from chorsu.intake.standing import learned_for

if TYPE_CHECKING:
    import uuid

__all__ = ["erase_texts"]

_COUNTS = ("rows", "whole", "expected", "read", "lots", "skipped", "refused", "flags", "changes")
"""What of a dry run are counts alone: no cell, header or line of the file."""
_NAMELESS = "—"


def erase_texts(*, record: uuid.UUID, report: uuid.UUID) -> None:
    """Erase what the report of an erased record says in words, inside the transaction of the erasing.

    A text is erased as a whole: which of its words speak of the record alone, nobody can say. Other drafts of the text
    stay, without their words. Of a table the name, the rows shown, the basis and the reasons go.
    """
    Text.objects.filter(report=report, drafts__record=record).update(
        text="", title="", name="", pages=[], reading=None, warnings=[], outcome={}, error=None
    )
    Draft.objects.filter(record=record).update(slots={}, as_read={}, history=[], reason="")
    for hand_in in HandIn.objects.filter(report=report):
        _erase_hand_in(hand_in)


def _erase_hand_in(hand_in: HandIn) -> None:
    preview = hand_in.preview or {}
    learned = learned_for(hand_in.provider_id, Columns.from_json(preview.get("columns")))
    if learned is not None:
        learned.name = _NAMELESS
        learned.save(update_fields=["name"])
    hand_in.preview = {name: preview[name] for name in _COUNTS if name in preview} or None
    if hand_in.mapping:
        hand_in.mapping = {name: value for name, value in hand_in.mapping.items() if name != "where"}
    if hand_in.error:
        hand_in.error = hand_in.error | {"where": _NAMELESS}
    hand_in.transfer, hand_in.withdrawn_reason = None, ""
    hand_in.save(update_fields=["preview", "mapping", "error", "transfer", "withdrawn_reason"])
