"""Tables among texts: handed on as they are, for the table readers. Reads no cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.texts.documents import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.found import Found

__all__ = ["hand_on_csv", "hand_on_xlsx"]


def hand_on_xlsx(found: Found) -> Iterator[Document]:
    """A workbook, unread."""
    yield Document(found.name, "xlsx", "table", content=found.content)


def hand_on_csv(found: Found) -> Iterator[Document]:
    """A text table, unread."""
    yield Document(found.name, "csv", "table", content=found.content)
