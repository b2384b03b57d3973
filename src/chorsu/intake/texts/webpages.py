"""Web pages to text: the main part as paragraphs, and what the page states of itself. Runs in the child process."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from chorsu.intake.texts.answers import Answer, columns
from chorsu.intake.texts.charsets import decode, too_long, whole
from chorsu.intake.texts.limits import MAX_CHARACTERS, MAX_NESTED_TAGS
from chorsu.intake.texts.webitems import items_of
from chorsu.intake.texts.webtext import written
from chorsu.intake.texts.webtree import tree_of, words
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from chorsu.intake.texts.webtree import Element

__all__ = ["read_bodies", "read_page", "stated_day"]

CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,80}encoding=["']([\w-]{2,40})""",
    re.IGNORECASE,
)
TAG = re.compile(
    r"<(/?)(div|span|ul|ol|table|section|article|blockquote|font|b|i|em|strong|a|center|dl|form)\b[^>]*?(/?)>",
    re.IGNORECASE,
)
RULE = re.compile(r"([^{}@]{1,2000})\{([^{}]{0,5000})\}")
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SIMPLE = re.compile(r"[a-z0-9]*(?:[.#][\w-]+)+(?:\s+[a-z0-9]*(?:[.#][\w-]+)*)?")
MOST_RULES = 300
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;")
DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)|\s*(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
EARLIEST, LATEST = 1961, 2100
"""Years between which a page can have been published for this bank: the first drug convention, and a typing error."""
LONGEST_TAG = 40
"""Characters of a language tag (RFC 5646 asks for room for 35)."""
MAIN = 0.25
"""Share of the page's text that an element called main must hold to be that."""


class _Page(NamedTuple):
    """A page opened: its parser, its matter, its text with the spans of its blocks."""

    parser: Any
    main: Element
    text: str
    blocks: list[tuple[int, int]]
    encoding: str
    warnings: list[str]


def _opened(content: bytes, claimed: str, *, full: bool) -> _Page:
    """A page; `full` (a mail's body) leaves no furniture out."""
    head = CHARSET.search(content[:4096])
    decoded = decode(content, "", claimed or ((head[1] or head[2]).decode("ascii") if head else ""))
    _check_nesting(decoded.text)
    parser = LexborHTMLParser(decoded.text)
    warnings = list(decoded.warnings)
    unseen = _hidden_by_rules(parser)
    body = parser.body or parser.root
    root = tree_of(body, unseen, whole=full)
    if unseen and not root.size and (again := tree_of(body, frozenset(), whole=full)).size:
        root = again
        warnings.append("the page hides all of its text until a script runs; it is read all the same")
    main = root if full else _main(root)
    text, blocks = written(main)
    return _Page(parser, main, _bounded(whole(text)), blocks, decoded.encoding, warnings)


def _bounded(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        error = too_long("")
        raise InputError(error.what, to_do=error.to_do)
    return text


def read_bodies(*contents: bytes, claimed: list[str]) -> Answer:
    """The text of pages that are one mail's body, as one text with the spans of its blocks."""
    texts: list[str] = []
    blocks: list[tuple[int, int]] = []
    length, warnings, language = 0, list[str](), ""
    for content, charset in zip(contents, claimed, strict=True):
        page = _opened(content, charset, full=True)
        warnings += page.warnings
        language = language or _language(page.parser)
        if not page.text:
            continue
        shift = length + (2 if texts else 0)
        blocks += ((start + shift, end + shift) for start, end in page.blocks)
        texts.append(page.text)
        length = shift + len(page.text)
        if length > MAX_CHARACTERS:
            break
    text = _bounded("\n\n".join(texts))
    return Answer({"language": language, "warnings": warnings}, [text.encode(), *columns(blocks)])


def read_page(content: bytes, *, claimed: str = "") -> Answer:
    """A page's text, the spans of its blocks, its items, and what it states of itself."""
    parser, main, text, blocks, encoding, warnings = _opened(content, claimed, full=False)
    day, day_from = _published(parser)
    return Answer(
        {
            "items": [_told(item) for item in items_of(main, text)],
            "title": _title(parser, main, text),
            "published": day.isoformat() if day else "",
            "published_from": day_from,
            "language": _language(parser),
            "encoding": encoding,
            "warnings": warnings,
        },
        [text.encode(), *columns(blocks)],
    )


def _told(item: Any) -> dict[str, Any]:
    day = stated_day(item.published)
    return {
        "start": item.start,
        "end": item.end,
        "title": _line(item.title),
        "published": day.isoformat() if day else "",
        "published_from": "time element" if day else "",
    }


def _check_nesting(text: str) -> None:
    depth = 0
    for tag in TAG.finditer(text):
        depth += 0 if tag[3] else -1 if tag[1] else 1
        if depth > MAX_NESTED_TAGS:
            raise InputError(
                f"the page has more than {MAX_NESTED_TAGS:,} elements inside of each other",
                to_do="it is not opened; hand in its text",
            )
        depth = max(depth, 0)


def _hidden_by_rules(parser: Any) -> frozenset[int]:
    """Nodes that a plain rule of the page's own style sheets hides; rules for some screens only are left out."""
    sheets = MEDIA.sub(" ", COMMENT.sub(" ", " ".join(node.text() or "" for node in parser.css("style"))))
    selectors = [
        selector.strip()
        for group, declarations in RULE.findall(sheets)
        if HIDING.search(declarations)
        for selector in group.split(",")
        if SIMPLE.fullmatch(selector.strip())
    ]
    return frozenset(node.mem_id for selector in selectors[:MOST_RULES] for node in parser.css(selector))


def _main(root: Element) -> Element:
    """The part that is the page's matter: called main, or what holds its articles; else all that is left."""
    for element in root.walk():
        is_main = element.tag == "main" or element.attributes.get("role") == "main"
        if is_main and element.size >= MAIN * root.size:
            return element
    articles = [element for element in root.walk() if element.tag == "article"]
    if sum(element.size for element in articles if not _inside_article(element)) >= root.size / 2:
        return _around(articles)
    return root


def _inside_article(element: Element) -> bool:
    above = element.parent
    while above is not None and above.tag != "article":
        above = above.parent
    return above is not None


def _around(elements: list[Element]) -> Element:
    """The least element that holds all of these."""
    ways = []
    for element in elements:
        way, at = [element], element.parent
        while at is not None:
            way.append(at)
            at = at.parent
        ways.append(way[::-1])
    shared = ways[0]
    for way in ways[1:]:
        shared = [a for a, b in zip(shared, way, strict=False) if a is b]
    return shared[-1]


def _title(parser: Any, main: Element, text: str) -> str:
    headings = [text[element.start : element.end] for element in main.walk() if element.tag == "h1" and element.size]
    if len(headings) == 1:
        return _line(headings[0])
    meta = parser.css_first("meta[property='og:title']")
    title = parser.css_first("title")
    return _line((meta.attributes.get("content") if meta else "") or (title.text() if title else "") or "")


def _line(text: str) -> str:
    return " ".join(whole(text).replace("\0", " ").split())[:300]


def _language(parser: Any) -> str:
    node = parser.css_first("html[lang]") or parser.css_first("body[lang]")
    meta = parser.css_first("meta[http-equiv='Content-Language' i]")
    stated = (node.attributes.get("lang") if node else "") or (meta.attributes.get("content") if meta else "") or ""
    found = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", stated.strip())
    return found[0].replace("_", "-").lower()[:LONGEST_TAG] if found else ""


def _published(parser: Any) -> tuple[dt.date | None, str]:
    """The day that the page states in its head, in its data for search engines, or in its one marked time."""
    for node in parser.css("meta[content]"):
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        if name in words("published") and (day := stated_day(attributes.get("content") or "")):
            return day, name
    for node in parser.css("script[type='application/ld+json']"):
        if day := _linked_data_day(node.text() or ""):
            return day, "datePublished"
    for node in parser.css("[itemprop='datePublished']"):
        if day := stated_day(node.attributes.get("datetime") or node.text() or ""):
            return day, "datePublished"
    times = {stated_day(node.attributes.get("datetime") or "") for node in parser.css("time[datetime]")} - {None}
    return (times.pop(), "time element") if len(times) == 1 else (None, "")


def _linked_data_day(text: str) -> dt.date | None:
    """The one day of publication in a block of JSON-LD."""
    try:
        data = json.loads(text[:500_000])
    except (ValueError, RecursionError):
        return None
    days, waiting = set(), [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            days.add(stated_day(str(value.get("datePublished", ""))))
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def stated_day(text: str) -> dt.date | None:
    """A day as pages state it for machines (`2022-10-24T…`, `20221024`, `24.10.2022`); None for anything else."""
    found = DAY.match(text)
    if not found:
        return None
    year, month, day = map(int, found.groups()[:3] if found[1] else (found[6], found[5], found[4]))
    try:
        return dt.date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None
