"""A mail taken apart: what its headers state, its parts in their order. Runs in the child process of `apart`.

A header that is broken costs what it says and nothing else: the mail and the files beside it are read.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from typing import TYPE_CHECKING, Any, NamedTuple

from chorsu.intake.texts.answers import Answer
from chorsu.intake.texts.charsets import whole
from chorsu.intake.texts.headers import decoded, doubts, header, sent_day, stated
from chorsu.intake.texts.limits import MAX_HEADERS, MAX_PARTS
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["read_mail"]

MAX_LEVELS = 50
"""Parts inside of parts: real mails stay below 8."""
MAX_DOUBTS = 50
LONGEST_LINE = 500
LONGEST_NAME = 300
LINE_END = re.compile(rb"\r\n?|\n")
HEADER = re.compile(rb"From |[\x21-\x39\x3b-\x7e]*:|[\t ]")
"""How a line of the headers begins: the first that does not ends them."""


class _Part(NamedTuple):
    message: Message
    number: int


def read_mail(content: bytes) -> Answer:
    """What a mail states of itself and its parts; the bytes of each part are a block."""
    _check_headers(content)
    message = _opened(content)
    warnings: list[str] = []
    parts: list[dict[str, Any]] = []
    blocks: list[bytes] = []
    for part in _leaves(message, warnings):
        told, block = _told(part)
        if block.strip():
            parts.append(told)
            blocks.append(block)
    claims: dict[str, str] = {}
    day = _asked(lambda: sent_day(message), None)
    own = _asked(lambda: doubts(message), ["the headers are damaged and were not compared"])[:MAX_DOUBTS]
    return Answer(
        {
            "stated": _asked(lambda: stated(message), claims),
            "day": day.isoformat() if day else "",
            "language": _asked(lambda: header(message, "content-language"), "").lower()[:20],
            "is_page": _asked(lambda: _is_saved_page(message), default=False),
            "warnings": [line[:LONGEST_LINE] for line in (*own, *warnings)],
            "parts": parts,
        },
        blocks,
    )


def _check_headers(content: bytes) -> None:
    """Refuse a mail whose headers are longer than `MAX_HEADERS`: their parser takes seconds for more.

    Raises:
        InputError: they are.
    """
    at = 0
    while at < len(content) and HEADER.match(content, at):
        end = LINE_END.search(content, at)
        at = end.end() if end else len(content)
        if at > MAX_HEADERS:
            raise InputError(f"the mail's headers are longer than {MAX_HEADERS >> 10} kB", to_do="hand in its text")


def _opened(content: bytes) -> Message:
    """The mail by the parser of today; by the older one, which looks into no header, where that breaks."""
    try:
        return email.message_from_bytes(content, policy=email.policy.default)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — a broken header leads the parser to raise anything
        return email.message_from_bytes(content, policy=email.policy.compat32)


def _asked[T](ask: Callable[[], T], default: T) -> T:
    """What a header says, where it can be read."""
    try:
        return ask()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — as above
        return default


def _is_saved_page(message: Message) -> bool:
    """Whether it is a web page that a browser saved in the form of a mail (MHTML, RFC 2557)."""
    return bool(header(message, "snapshot-content-location")) or header(message, "from").startswith("<Saved by")


def _leaves(message: Message, warnings: list[str]) -> Iterator[_Part]:
    """The parts of a mail that are no parts themselves, without those of mails inside of it."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    number = 0
    while waiting:
        part, level = waiting.pop()
        if part.is_multipart() and _kind(part) != "message/rfc822":
            inner = part.get_payload()
            if level >= MAX_LEVELS:
                warnings.append(f"parts deeper than {MAX_LEVELS} inside of parts are left out")
            elif isinstance(inner, list):
                waiting.extend((child, level + 1) for child in reversed(inner) if isinstance(child, Message))
            continue
        number += 1
        if number > MAX_PARTS:
            warnings.append(
                f"only the first {MAX_PARTS:,} parts of the mail are read; hand in the other attachments by themselves"
            )
            return
        if part is not message and _weight(part) > MAX_HEADERS:
            warnings.append(f"part {number} is left out: its headers are longer than {MAX_HEADERS >> 10} kB")
            continue
        yield _Part(part, number)


def _weight(part: Message) -> int:
    raw = part.raw_items() if hasattr(part, "raw_items") else part.items()
    return sum(len(name) + len(str(value)) for name, value in raw)


def _kind(part: Message) -> str:
    return _asked(part.get_content_type, "text/plain")


def _told(part: _Part) -> tuple[dict[str, Any], bytes]:
    """A part's role and names, and its bytes; no bytes where it is nothing to read."""
    message, number = part
    kind = _kind(message)
    name = _asked(lambda: str(message.get_filename("") or ""), "attachment")
    is_attached = _asked(lambda: message.get_content_disposition() or "", "") == "attachment"
    role = "html" if kind == "text/html" else "plain"
    if is_attached or name or not kind.startswith("text/"):
        role = "mail" if kind == "message/rfc822" else "file"
    told = {
        "role": role,
        "kind": " ".join(whole(kind).split())[:80],
        "name": decoded(name)[:LONGEST_NAME],
        "charset": " ".join(whole(_asked(lambda: str(message.get_content_charset("") or ""), "")).split())[:40],
        "number": number,
    }
    if role == "mail":
        inner = message.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else message
        return told, _bytes(first) if isinstance(first, Message) else b""
    if kind.startswith("image/") and not is_attached:
        return told, b""  # a logo or a picture in the text; a scan is attached
    return told, _payload(message)


def _payload(message: Message) -> bytes:
    nothing: Any = b""
    content = _asked(lambda: message.get_payload(decode=True), nothing)
    return content if isinstance(content, bytes) else b""


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=email.policy.compat32)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 — what cannot be written again is read as far as it can
        return _payload(message)
