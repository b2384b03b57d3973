"""The text of a page's tree as a browser shows it: blocks are paragraphs, cells have tabs between."""

from __future__ import annotations

import re
from typing import NamedTuple

from chorsu.intake.texts.webtree import Element, words

__all__ = ["written"]

BLANKS = re.compile(r"[ \t\n\r\f]+")
"""What a browser shows as one blank; a no-break space stays."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINE_ONLY = ("li", "tr", "dt", "dd", "caption")
"""Blocks that begin a line and no paragraph."""


class _Leave(NamedTuple):
    """The end of an element on the stack of what is still to write."""

    element: Element


class _Writer:
    """Text so far, and the break that is due before the next word."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.due = ""
        self.blocks: list[tuple[int, int]] = []
        self.block_start = 0
        self.pre = 0
        self.entries: dict[Element, int] = {}
        """Entries of each list so far."""

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def flush(self) -> None:
        """Write the break that is due; a block ends ahead of a new line."""
        if self.due and self.length:
            if "\n" in self.due:
                self.close()
            self._put(self.due)
            if "\n" in self.due:
                self.block_start = self.length
        self.due = ""

    def close(self) -> None:
        """End the block that is being written."""
        if self.length > self.block_start:
            self.blocks.append((self.block_start, self.length))
            self.block_start = self.length

    def breaks(self, sign: str) -> None:
        """Ask for a break: the widest of those asked for is written."""
        order = ("", " ", "\t", "\n", "\n\n")
        self.due = max(self.due, sign, key=order.index)

    def text(self, text: str) -> None:
        """Write text with its blanks as a browser shows them."""
        if self.pre:
            self.flush()
            self._put(text.replace("\r\n", "\n").replace("\r", "\n"))
            return
        shown = BLANKS.sub(" ", text)
        if shown.startswith(" "):
            self.breaks(" ")
        if core := shown.strip(" "):
            if not self.due and self.parts and self.parts[-1][-1:].isdigit() and core[0].isalpha():
                self.breaks(" ")  # a date in an element of its own, set apart by its style
            self.flush()
            self._put(core)
            if shown.endswith(" "):
                self.breaks(" ")


def written(root: Element) -> tuple[str, list[tuple[int, int]]]:
    """The text and the spans of its blocks; `start` and `end` of every element are set."""
    writer = _Writer()
    waiting: list[Element | str | _Leave] = [root]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str):
            writer.text(entry)
        elif isinstance(entry, _Leave):
            _leave(writer, entry.element)
        else:
            _enter(writer, entry)
            waiting.append(_Leave(entry))
            waiting.extend(reversed(entry.children))
    writer.close()
    text = "".join(writer.parts)
    _place(root, text)
    return text, writer.blocks


def _enter(writer: _Writer, element: Element) -> None:
    tag = element.tag
    if tag == "br":
        writer.breaks("\n" if "\n" not in writer.due else "\n\n")
    elif tag in ("td", "th"):
        writer.breaks("\t")
    elif tag in LINE_ONLY:
        writer.breaks("\n")
    elif tag in words("block"):
        writer.breaks("\n" if element.parent and element.parent.tag in ("li", "td", "th") else "\n\n")
    element.start = writer.length
    writer.pre += tag == "pre"
    if tag == "li":
        before = 0
        if parent := element.parent:
            before = writer.entries.get(parent, 0)
            writer.entries[parent] = before + 1
        if element.size:
            writer.flush()
            element.start = writer.length
            writer.text(_mark(element, before))
            writer.due = " "


def _mark(element: Element, before: int) -> str:
    """What a browser shows ahead of an entry of a list that has so many before it."""
    parent = element.parent
    if parent is None or parent.tag != "ol":
        return "•"
    if "type" in parent.attributes and parent.attributes["type"] in "aAiI":
        return "•"
    start = parent.attributes.get("start", "1")
    return f"{(int(start) if start.isdecimal() and len(start) < 5 else 1) + before}."  # noqa: PLR2004 — of a list


def _leave(writer: _Writer, element: Element) -> None:
    tag = element.tag
    writer.pre -= tag == "pre"
    element.end = writer.length
    if tag in LINE_ONLY:
        writer.breaks("\n")
    elif tag in words("block"):
        writer.breaks("\n" if element.parent and element.parent.tag in ("li", "td", "th") else "\n\n")


def _place(root: Element, text: str) -> None:
    """Move each span in from the blanks at its ends."""
    for element in root.walk():
        while element.start < element.end and text[element.start].isspace():
            element.start += 1
        while element.end > element.start and text[element.end - 1].isspace():
            element.end -= 1
