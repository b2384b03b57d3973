"""A web page as a small tree of what can be seen: hidden parts and furniture are left out. Runs in the child process.

A sentence lost is worse than a menu kept, so a part goes only when its kind, or its name and its links, speak for it.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "tree_of", "words"]

LINKED = 0.6
"""Share of the text in links from which a list of links is a menu."""
FEW = 500
"""Characters below which a part with the name of furniture is that, whatever its links."""
LARGE = 0.4
"""Share of the page's text from which nothing is furniture."""
SHORT_LINK = 40
"""Characters of a link on the average in a menu; titles of news are longer."""
UNSEEN_STYLE = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def words(name: str) -> frozenset[str]:
    """One list of markup.tsv."""
    text = (files(__package__) / "data" / "markup.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return frozenset(row["word"] for row in rows if row["list"] == name)


class Element:
    """One element that can be seen: its children are elements and text; `size` and `linked` count characters."""

    __slots__ = ("attributes", "children", "end", "linked", "links", "names", "parent", "size", "start", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []
        self.size = self.linked = self.links = 0
        self.start = self.end = 0
        named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        self.names = frozenset(part.lower() for part in CAMEL.findall(named)) if named.strip() else frozenset()

    @property
    def elements(self) -> list[Element]:
        """Its children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """Itself and all elements inside, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.elements))


def tree_of(body: Any, unseen: frozenset[int], *, whole: bool = False) -> Element:
    """The tree of a body without what is unseen (`unseen`: ids of nodes) and, unless `whole`, without furniture."""
    root = _seen(body, unseen)
    _count(root)
    if not whole:
        _clear(root)
        _count(root)
    return root


def _seen(body: Any, unseen: frozenset[int]) -> Element:
    root = Element("body", {}, None)
    waiting = [(node, root) for node in reversed(list(_nodes(body)))]
    while waiting:
        node, parent = waiting.pop()
        if node.is_text_node:
            parent.children.append(node.text_content or "")
        elif node.is_element_node and (tag := node.tag or "") not in words("unseen"):
            attributes = {key.lower(): value or "" for key, value in node.attributes.items()}
            if node.mem_id in unseen or _is_unseen(attributes):
                continue
            element = Element(tag, attributes, parent)
            parent.children.append(element)
            waiting.extend((child, element) for child in reversed(list(_nodes(node))))
    return root


def _nodes(parent: Any) -> Iterator[Any]:
    node = parent.first_child
    while node is not None:
        yield node
        node = node.next


def _is_unseen(attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or bool(UNSEEN_STYLE.search(attributes.get("style", "")))
        or attributes.get("type", "") == "hidden"
    )


def _count(root: Element) -> None:
    """Sizes from the leaves up."""
    for element in reversed(list(root.walk())):
        element.size = sum(len(child.strip()) if isinstance(child, str) else child.size for child in element.children)
        inside = [child for child in element.children if isinstance(child, Element)]
        if element.tag == "a" and "href" in element.attributes:
            element.linked, element.links = element.size, 1
        else:
            element.linked = sum(child.linked for child in inside)
            element.links = sum(child.links for child in inside)


def _clear(root: Element) -> None:
    """Take out the furniture."""
    total = max(1, root.size)
    waiting = [root]
    while waiting:
        element = waiting.pop()
        kept: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element):
                if _is_furniture(child, total):
                    continue
                waiting.append(child)
            kept.append(child)
        element.children = kept


def _is_furniture(element: Element, total: int) -> bool:
    if element.tag in words("apart") or element.attributes.get("role", "") in words("role"):
        return element.size < total * LARGE or element.linked > element.size * LINKED
    if element.size > total * LARGE and element.linked <= element.size * LINKED:
        return False
    if element.tag in ("html", "body", "main", "article", "a", "p", "h1", "h2", "h3"):
        return False
    if element.names & words("furniture") or (element.tag == "header" and _is_of_page(element)):
        return element.linked > element.size / 2 or element.size < min(FEW, total * LARGE)
    many = element.links >= 3 and element.tag in ("ul", "ol", "div", "section", "table", "td", "dl")  # noqa: PLR2004
    return many and element.linked >= element.size * LINKED and element.linked <= element.links * SHORT_LINK


def _is_of_page(element: Element) -> bool:
    above = element.parent
    while above is not None:
        if above.tag in ("article", "main", "section", "li"):
            return False
        above = above.parent
    return True
