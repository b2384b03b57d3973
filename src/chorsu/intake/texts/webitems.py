"""Items of a page that lists several, found by how the page is built. Runs in the child process; reads no sentence."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.texts.limits import MAX_ITEMS
from chorsu.intake.texts.listing import LEAST, SHARE, listed, trimmed
from chorsu.intake.texts.webtree import Element, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["WebItem", "items_of"]

COVER = 0.5
"""Share of the text that items must hold together."""
HOLDERS = ("div", "section", "li", "tr", "td", "dl", "article")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DATED = re.compile(r"\b\d{1,2}[./\s-]+(?:\d{1,2}|[^\W\d_]{3,12})[./\s,-]+(?:1[34]|19|20)\d\d\b|\b20\d\d-\d\d-\d\d\b")
EDGE = 120
"""Characters at the head of an item in which its date stands."""


class WebItem(NamedTuple):
    """A span of the text, its heading, and the day that a time element in it states (as written)."""

    start: int
    end: int
    title: str = ""
    published: str = ""


def items_of(root: Element, text: str) -> list[WebItem]:
    """The items of a page: several where it is built as a list, else one that is all of it."""
    for found in (_articles(root), _siblings(root, text), _headed(root, text), _ruled(root, text)):
        if 1 < len(found) <= MAX_ITEMS:
            return found
    return [WebItem(item.start, item.end) for item in listed(text)]


def _articles(root: Element) -> list[WebItem]:
    found = [element for element in _outermost(root, "article") if element.end > element.start]
    return _as_items(found, root) if len(found) > 1 else []


def _outermost(root: Element, tag: str) -> Iterator[Element]:
    waiting = list(reversed(root.elements))
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        else:
            waiting.extend(reversed(element.elements))


def _as_items(found: Sequence[Element], root: Element) -> list[WebItem]:
    """The elements as items, where most are long enough and together they are the page."""
    long = [element for element in found if element.end - element.start >= LEAST]
    held = sum(element.end - element.start for element in found)
    if len(long) < SHARE * len(found) or held < COVER * max(1, root.end - root.start):
        return []
    return [WebItem(element.start, element.end, _heading(element), _time(element)) for element in found]


def _siblings(root: Element, text: str) -> list[WebItem]:
    """Elements side by side of one tag and one class, most with a sign of an item; the group that holds most."""
    best: list[WebItem] = []
    for parent in root.walk():
        groups: dict[tuple[str, str], list[Element]] = {}
        for child in parent.elements:
            if child.tag in HOLDERS and child.end > child.start:
                first = (child.attributes.get("class", "").split() or [""])[0]
                groups.setdefault((child.tag, first), []).append(child)
        for group in groups.values():
            signed = sum(_is_item(element, text) for element in group)
            if len(group) > 1 and signed >= SHARE * len(group):
                items = _as_items(group, root)
                if len(items) > 1 and (not best or _held(items) > _held(best)):
                    best = items
    return best


def _held(items: Sequence[WebItem]) -> int:
    return sum(item.end - item.start for item in items)


def _is_item(element: Element, text: str) -> bool:
    if element.names & words("item") or "itemscope" in element.attributes or _time(element):
        return True
    if DATED.match(text[element.start : element.start + EDGE].lstrip("• ")):
        return True
    return any(inner.tag in HEADINGS and (inner.links or _under_link(inner)) for inner in element.walk())


def _under_link(element: Element) -> bool:
    return element.parent is not None and element.parent.tag == "a"


def _headed(root: Element, text: str) -> list[WebItem]:
    """A flat page: headings of one level, each a link or beside a date, with the paragraphs after each."""
    best: list[WebItem] = []
    for parent in root.walk():
        children = parent.elements
        for tag in HEADINGS[:4]:
            at = [n for n, child in enumerate(children) if child.tag == tag and child.size]
            if len(at) < 2:  # noqa: PLR2004 — one heading is a title
                continue
            spans = [
                (children[first].start, children[last - 1].end)
                for first, last in zip(at, [*at[1:], len(children)], strict=True)
            ]
            signed = sum(
                bool(children[n].links) or _is_dated(text, children[n], end)
                for n, (_, end) in zip(at, spans, strict=True)
            )
            items = [
                WebItem(*trimmed(text, *span), text[children[n].start : children[n].end])
                for n, span in zip(at, spans, strict=True)
            ]
            if signed >= SHARE * len(at) and _are_long(items) and _held(items) > _held(best):
                best = items
    return best if _held(best) >= COVER * max(1, root.end - root.start) else []


def _is_dated(text: str, heading: Element, end: int) -> bool:
    """A date alone at the head of a section, or at the head of its heading."""
    below = text[heading.end : end].lstrip().partition("\n")[0]
    return bool(DATED.match(text[heading.start : heading.end]) or (DATED.search(below) and len(below) < LEAST))


def _are_long(items: Sequence[WebItem]) -> bool:
    return sum(item.end - item.start >= LEAST for item in items) >= SHARE * len(items)


def _ruled(root: Element, text: str) -> list[WebItem]:
    """Parts with a rule drawn between them; one rule alone parts a page from its foot."""
    rules = [element.start for element in root.walk() if element.tag == "hr"]
    inner = [at for at in rules if root.start < at < root.end]
    if len(inner) < 2:  # noqa: PLR2004 — see above
        return []
    borders = [root.start, *inner, root.end]
    spans = [trimmed(text, a, b) for a, b in pairwise(borders)]
    items = [WebItem(*span) for span in spans if span[0] < span[1]]
    while items and items[0].end - items[0].start < LEAST:
        items.pop(0)
    while items and items[-1].end - items[-1].start < LEAST:
        items.pop()
    return items if _are_long(items) else []


def _heading(element: Element) -> str:
    for inner in element.walk():
        if inner.tag in HEADINGS and inner.size:
            return " ".join(_plain(inner).split())[:300]
    return ""


def _plain(element: Element) -> str:
    parts, waiting = [], list(reversed(element.children))
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str):
            parts.append(entry)
        else:
            waiting.extend(reversed(entry.children))
    return "".join(parts)


def _time(element: Element) -> str:
    return next(
        (
            inner.attributes["datetime"]
            for inner in element.walk()
            if inner.tag == "time" and "datetime" in inner.attributes
        ),
        "",
    )
