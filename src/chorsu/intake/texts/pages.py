"""Web pages as documents. Has them read apart (`webpages`); knows no tag itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from chorsu.intake.texts.answers import text_of
from chorsu.intake.texts.apart import ask
from chorsu.intake.texts.documents import Document, Item, Pieces
from chorsu.intake.texts.limits import PAGE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.found import Found

__all__ = ["read_html"]


def read_html(found: Found) -> Iterator[Document]:
    """The one document of a saved page; its pieces are its paragraphs."""
    answer = ask("page", [found.content], found.name, seconds=PAGE_SECONDS, claimed=found.claimed)
    told = answer.told
    yield Document(
        name=found.name,
        format="html",
        text=text_of(answer),
        title=told["title"],
        published=_day(told["published"]),
        published_from=told["published_from"],
        language=told["language"],
        encoding=told["encoding"],
        items=tuple(map(_item, told["items"])),
        pieces=Pieces.of_spans("paragraph", *answer.blocks[1:]),
        warnings=tuple(told["warnings"]),
        content=found.content,
    )


def _item(told: dict[str, Any]) -> Item:
    return Item(told["start"], told["end"], told["title"], _day(told["published"]), told["published_from"])


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
