"""A text as the draft of a news item: in its own words, with a title made of what was read from it. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from chorsu.desk.accepting.found import EVENT, NEWS, Found
from chorsu.intake.drafts.settling import document_of
from chorsu.kernel.spans import SourceSpan
from chorsu.newsroom.texts import LANGUAGES, LIMITS, Text, flaws

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.models import Text as Read

__all__ = ["news_of"]

_QUOTED = 200
_KEPT = "\n\t\u200c\u200d"
"""Characters of the categories below that a text needs: line ends, and the joiners of some scripts."""
_UNSEEN = {"Cc", "Cf", "Cs"}


def news_of(text: Read, found: Sequence[Found], *, of_a_page: bool) -> Found | None:
    """The draft; None where it could not be one: in no language of the newsroom, or longer than its items are.

    It is ticked when the text is one of several of a page: a letter is seldom news.
    """
    if text.language not in LANGUAGES:
        return None
    draft = Text.cleaned(_title(text, found), _summary(text.text), _visible(text.text))
    if flaws(draft):
        return None
    start = len(text.text) - len(text.text.lstrip())
    end = min(start + _QUOTED, len(text.text))
    span = SourceSpan(document_of(text), start, end, text.text[start:end])
    return Found("news", NEWS, draft, span, of_a_page, "" if of_a_page else "letter", title=draft.title)


def _title(text: Read, found: Sequence[Found]) -> str:
    """The title of the text; else the first event told, with its place and days; else the first words."""
    event = next((one for one in found if one.kind == EVENT and one.meant), None)
    if text.title or event is None:
        return _cut(_visible(text.title) or _first(text.text), LIMITS["title"])
    told = (text.reading or {})["events"][int(event.key.rpartition("-")[2])]
    quotes = [(told.get(name) or {}).get("quote") for name in ("place", "date_quote")]
    parts = [event.title, *(quote for quote in quotes if quote and quote not in event.title)]
    return _cut(_visible(", ".join(parts)), LIMITS["title"])


def _summary(text: str) -> str:
    return _cut(_first(text), LIMITS["summary"])


def _first(text: str) -> str:
    """The first paragraph."""
    return _visible(next((line for line in text.split("\n") if line.strip()), ""))


def _visible(text: str) -> str:
    """The text without what nobody sees and without what would turn its direction."""
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _UNSEEN)


def _cut(words: str, most: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rpartition(" ")[0] + "…"
