"""Mails (EML) to documents: the body, then every attachment as a file inside. Headers are claims and stay claims.

Of a body in several forms the plain one is read; where it is missing or says nothing, the HTML one.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.texts.apart import ask
from chorsu.intake.texts.charsets import decode, too_long
from chorsu.intake.texts.documents import INSIDE, Document, Pieces
from chorsu.intake.texts.found import unread
from chorsu.intake.texts.headers import doubts, header, sent_day, stated
from chorsu.intake.texts.limits import MAX_CHARACTERS, MAX_PARTS, PAGE_SECONDS
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
MAX_LEVELS = 50
"""Parts inside of parts: real mails stay below 8."""


class _Part(NamedTuple):
    content: bytes
    charset: str
    number: int


class _Parts(NamedTuple):
    """The parts of a mail in their order."""

    plain: list[_Part]
    html: list[_Part]
    files: list[tuple[Message, int]]
    warnings: list[str]


def read_eml(found: Found) -> Iterator[Document]:
    """The body of a mail, then the documents of what is attached; a forwarded mail is a file inside.

    Raises:
        InputError: it cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(found.content, policy=email.policy.default)
        parts = _sorted(message)
        body = _body(found, parts)
    except InputError:
        raise
    except Exception as error:
        raise InputError("the mail cannot be taken apart", where=found.name, to_do="hand in its text") from error
    if parts.html and _is_saved_page(message):
        page = parts.html[0]
        yield from read_html(replace(found, content=page.content, claimed=page.charset))
        return
    text, pieces, more, language = body
    claims = stated(message)
    day = sent_day(message)
    yield Document(
        name=found.name,
        format="eml",
        text=text,
        title=claims.get("subject", ""),
        published=day,
        published_from="Date header" if day else "",
        language=language or header(message, "content-language").lower()[:20],
        items=listed(text),
        stated=claims,
        pieces=pieces,
        warnings=(*doubts(message), *parts.warnings, *more),
        content=found.content,
    )
    for nth, (part, number) in enumerate(parts.files):
        if found.full:
            further = InputError(f"{len(parts.files) - nth:,} further attachments are not read")
            yield unread(f"{found.name}{INSIDE}…", further)
            return
        yield from _attached(found, part, number)


def _is_saved_page(message: Message) -> bool:
    """Whether it is a web page that a browser saved in the form of a mail (MHTML, RFC 2557)."""
    return bool(header(message, "snapshot-content-location")) or header(message, "from").startswith("<Saved by")


def _sorted(message: Message) -> _Parts:
    """The parts of a mail without those of mails inside of it."""
    found = _Parts([], [], [], [])
    waiting: list[tuple[Message, int]] = [(message, 0)]
    number = 0
    while waiting:
        part, level = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            inner = part.get_payload()
            if level >= MAX_LEVELS:
                found.warnings.append(f"parts deeper than {MAX_LEVELS} inside of parts are left out")
            elif isinstance(inner, list):
                waiting.extend((child, level + 1) for child in reversed(inner) if isinstance(child, Message))
            continue
        number += 1
        if number > MAX_PARTS:
            found.warnings.append(
                f"only the first {MAX_PARTS:,} parts of the mail are read; hand in the other attachments by themselves"
            )
            break
        _place(found, part, kind, number)
    return found


def _place(found: _Parts, part: Message, kind: str, number: int) -> None:
    is_file = part.get_content_disposition() == "attachment" or _filename(part) or not kind.startswith("text/")
    if is_file:
        found.files.append((part, number))
        return
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        charset = str(part.get_content_charset("") or "")
        (found.html if kind == "text/html" else found.plain).append(_Part(content, charset, number))


def _filename(part: Message) -> str:
    try:
        return str(part.get_filename("") or "")
    except Exception:  # noqa: BLE001 — a broken header leads the parser to raise anything
        return "attachment"


def _body(found: Found, parts: _Parts) -> tuple[str, Pieces, list[str], str]:
    """Text, pieces, warnings, language of the body."""
    texts: list[str] = []
    pieces, length, warnings = Pieces(), 0, list[str]()
    for part in parts.plain:
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
    plain = "\n\n".join(texts)
    if len(plain) > MAX_CHARACTERS:
        raise too_long(found.name)
    if parts.html and len(plain.strip()) < EMPTY:
        return _html_body(found, parts.html)
    return plain, pieces, warnings, ""


def _html_body(found: Found, parts: list[_Part]) -> tuple[str, Pieces, list[str], str]:
    texts: list[str] = []
    pieces, length, warnings, language, number = Pieces(), 0, list[str](), "", 0
    for part in parts:
        told = ask("page", part.content, found.name, seconds=PAGE_SECONDS, claimed=part.charset, whole=True).told
        warnings += told["warnings"]
        language = language or told["language"]
        if not told["text"]:
            continue
        shift = length + (2 if texts else 0)
        for start, end in told["blocks"]:
            number += 1
            pieces.add(start + shift, end + shift, "paragraph", number)
        texts.append(told["text"])
        length = shift + len(told["text"])
    return "\n\n".join(texts), pieces, warnings, language


def _attached(found: Found, part: Message, number: int) -> Iterator[Document]:
    name = _filename(part)
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else part
        yield from found.within(
            _bytes(first) if isinstance(first, Message) else b"", name or "forwarded.eml", format="eml"
        )
        return
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return
    if part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment":
        return  # a logo or a picture in the text; a scan is attached
    yield from found.within(content, name or f"part {number}", str(part.get_content_charset("") or ""))


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=email.policy.compat32)
    except Exception:  # noqa: BLE001 — what cannot be written again is read as far as it can
        payload = message.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else b""
