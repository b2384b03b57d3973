"""Erasing by law what a hand-in kept of a record: words of its texts, its draft, the rows shown before accepting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.models import Draft, HandIn, Text

if TYPE_CHECKING:
    import uuid

__all__ = ["erase_texts"]


def erase_texts(*, record: uuid.UUID, report: uuid.UUID) -> None:
    """Erase what the report of an erased record says in words, inside the transaction of the erasing.

    A text is erased as a whole: which of its words speak of the record alone, nobody can say. Other drafts of the text
    stay, without their words.
    """
    Text.objects.filter(report=report, drafts__record=record).update(
        text="", title="", name="", pages=[], reading=None, warnings=[], outcome={}
    )
    Draft.objects.filter(record=record).update(slots={}, as_read={}, history=[])
    for hand_in in HandIn.objects.filter(report=report).filter(preview__isnull=False):
        hand_in.preview = {**(hand_in.preview or {}), "sample": []}
        hand_in.save(update_fields=["preview"])
