"""Plain text to safe HTML: paragraphs, headings, lists, quotations and addresses. Pure: no Django, no database.

The form, line by line: a blank line ends a paragraph; `## ` begins a heading; `- ` or `* ` an item of a list; `1. ` or
`1) ` an item of a numbered list; `> ` a quotation; an address beginning with http:// or https:// becomes a link.
Everything else is text. No markup of the writer's passes: every character is escaped before tags of ours are added.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

__all__ = ["to_html"]

_HEADING = re.compile(r"#{1,6}\s+(?P<text>\S.*)")
_BULLET = re.compile(r"\s*[-*•–]\s+(?P<text>\S.*)")
_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)")
_QUOTE = re.compile(r"\s*>\s?(?P<text>.*)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'«»“”]+[^\s<>\"'«»“”.,;:!?)\]]")
_KINDS = (("h", _HEADING), ("ul", _BULLET), ("ol", _NUMBER), ("blockquote", _QUOTE))


def to_html(body: str) -> str:
    """The body as HTML of `p`, `h2`, `ul`, `ol`, `li`, `blockquote`, `br` and `a` alone."""
    blocks = []
    lines = [(_kind(line), line) for line in body.replace("\r\n", "\n").split("\n")]
    for kind, group in groupby(lines, key=lambda pair: pair[0]):
        block = [line for _, line in group]
        if kind:
            blocks.append(_block(kind, block))
    return "\n".join(blocks)


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(line)), "p")


def _block(kind: str, lines: list[str]) -> str:
    if kind == "p":
        return f"<p>{_lines(lines)}</p>"
    pattern = dict(_KINDS)[kind]
    matches = [match for line in lines if (match := pattern.fullmatch(line))]
    texts = [match["text"] for match in matches]
    if kind == "h":
        return "\n".join(f"<h2>{_inline(text)}</h2>" for text in texts)
    if kind == "blockquote":
        return f"<blockquote><p>{_lines(texts)}</p></blockquote>"
    first = int(matches[0]["number"]) if kind == "ol" else 1
    start = f' start="{first}"' if first != 1 else ""
    items = "".join(f"<li>{_inline(text)}</li>" for text in texts)
    return f"<{kind}{start}>{items}</{kind}>"


def _lines(lines: list[str]) -> str:
    return "<br>".join(_inline(line.strip()) for line in lines)


def _inline(text: str) -> str:
    parts, position = [], 0
    for match in _ADDRESS.finditer(text):
        address = escape(match[0])
        parts += [escape(text[position : match.start()]), f'<a href="{address}" rel="nofollow noopener">{address}</a>']
        position = match.end()
    return "".join([*parts, escape(text[position:])])
