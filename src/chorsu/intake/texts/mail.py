"""Mails (EML) to documents: the body, then every attachment as a file inside. Headers are claims and stay claims.

Of a body in several forms the plain one is read; where it is missing or says nothing, the HTML one. Has a mail taken
apart in the child process (`mailparts`); knows no header itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.texts.answers import text_of
from chorsu.intake.texts.apart import ask
from chorsu.intake.texts.charsets import decode, too_long
from chorsu.intake.texts.documents import INSIDE, Document, Pieces
from chorsu.intake.texts.found import unread
from chorsu.intake.texts.limits import MAIL_SECONDS, MAX_CHARACTERS, PAGE_SECONDS
from chorsu.intake.texts.listing import listed
from chorsu.intake.texts.pages import read_html
from chorsu.intake.texts.plain import WIDEST, lines_of
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.found import Found

__all__ = ["read_eml"]

EMPTY = 20
"""Characters of a plain body that only says that there is another form of it."""
LOOKS = ("text/css", "text/javascript")
"""Parts of a saved page that nobody reads."""


class _Part(NamedTuple):
    """A part: its role is `plain`, `html`, `file` or `mail`."""

    role: str
    kind: str
    name: str
    charset: str
    number: int
    content: bytes


def read_eml(found: Found) -> Iterator[Document]:
    """The body of a mail, then the documents of what is attached; a forwarded mail is a file inside.

    Raises:
        InputError: it cannot be taken apart.
    """
    told, blocks = ask("mail", [found.content], found.name, seconds=MAIL_SECONDS)
    parts = [_Part(**part, content=block) for part, block in zip(told["parts"], blocks, strict=True)]
    if told["is_page"] and any(part.role == "html" for part in parts):
        yield from _saved_page(found, parts)
        return
    files = [part for part in parts if part.role in ("file", "mail")]
    text, pieces, warnings, language = _body(found, parts)
    yield Document(
        name=found.name,
        format="eml",
        text=text,
        title=told["stated"].get("subject", ""),
        published=dt.date.fromisoformat(told["day"]) if told["day"] else None,
        published_from="Date header" if told["day"] else "",
        language=language or told["language"],
        items=listed(text),
        stated=told["stated"],
        pieces=pieces,
        warnings=(*told["warnings"], *warnings),
        content=found.content,
    )
    yield from _attached(found, files)


def _saved_page(found: Found, parts: list[_Part]) -> Iterator[Document]:
    """The page, then what else is in the file: a mail that calls itself a saved page hides nothing by it."""
    page = next(part for part in parts if part.role == "html")
    others = [part for part in parts if part is not page and part.kind not in LOOKS]
    more = f"saved as a web page; {len(others):,} further parts follow by themselves"
    for document in read_html(replace(found, content=page.content, claimed=page.charset)):
        yield replace(document, warnings=(*document.warnings, more)) if others else document
    yield from _attached(found, others)


def _attached(found: Found, parts: list[_Part]) -> Iterator[Document]:
    for nth, part in enumerate(parts):
        if found.full:
            further = InputError(f"{len(parts) - nth:,} further attachments are not read")
            yield unread(f"{found.name}{INSIDE}…", further)
            return
        if part.role == "mail":
            yield from found.within(part.content, part.name or "forwarded.eml", format="eml")
        else:
            form = "html" if part.role == "html" else "auto"
            yield from found.within(part.content, part.name or f"part {part.number}", part.charset, format=form)


def _body(found: Found, parts: list[_Part]) -> tuple[str, Pieces, list[str], str]:
    """Text, pieces, warnings, language of the body."""
    texts: list[str] = []
    pieces, length, warnings = Pieces(), 0, list[str]()
    for part in parts:
        if part.role != "plain":
            continue
        if len(part.content) > MAX_CHARACTERS * WIDEST:
            raise too_long(found.name)
        decoded = decode(part.content, found.name, part.charset)
        warnings += decoded.warnings
        if body := decoded.text.strip("\n"):
            shift = length + (2 if texts else 0)
            for piece in lines_of(body):
                pieces.add(piece.start + shift, piece.end + shift, "line", piece.number)
            texts.append(body)
            length = shift + len(body)
            if length > MAX_CHARACTERS:
                raise too_long(found.name)
    plain = "\n\n".join(texts)
    html = [part for part in parts if part.role == "html"]
    if html and len(plain.strip()) < EMPTY:
        return _html_body(found, html)
    return plain, pieces, warnings, ""


def _html_body(found: Found, parts: list[_Part]) -> tuple[str, Pieces, list[str], str]:
    """All HTML parts of a body, within the time and length of one page."""
    claimed = [part.charset for part in parts]
    answer = ask("bodies", [part.content for part in parts], found.name, seconds=PAGE_SECONDS, claimed=claimed)
    pieces = Pieces.of_spans("paragraph", *answer.blocks[1:])
    return text_of(answer), pieces, answer.told["warnings"], answer.told["language"]
