"""Mailbox files (mbox) as a sequence of mails, each as if it came alone; memory does not grow with the file.

A message begins at a line `From … year` after an empty line (RFC 4155); `>From` in a body is what was quoted for it.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, BinaryIO

from chorsu.intake.texts.documents import INSIDE
from chorsu.intake.texts.found import Found, Left, unread
from chorsu.intake.texts.limits import MAX_MESSAGE, MAX_MESSAGES, MB
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.documents import Document

__all__ = ["messages", "read_mailbox", "read_messages"]

ENVELOPE = re.compile(rb"From \S.{0,200}? \d{4}\s*$")
QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
LINE = MB
"""Bytes read of a line at once."""


def read_mailbox(found: Found) -> Iterator[Document]:
    """The documents of a mailbox that came inside of another file."""
    yield from read_messages(found, io.BytesIO(found.content))


def read_messages(found: Found, stream: BinaryIO) -> Iterator[Document]:
    """The documents of every message, in order; a refused message is a document of kind `unread`."""
    number = 0
    for number, content in enumerate(messages(stream), 1):
        name = f"message {number}"
        if number > MAX_MESSAGES:
            yield unread(f"{found.name}{INSIDE}…", InputError(f"only the first {MAX_MESSAGES:,} messages are read"))
            return
        if content is None:
            error = InputError(f"larger than {MAX_MESSAGE // MB} MB", to_do="hand it in by itself")
            yield unread(f"{found.name}{INSIDE}{name}", error)
            continue
        # Each message has the measure of a file of its own.
        alone = Found(b"", found.name, found.read, depth=found.depth, left=Left(), languages=found.languages)
        yield from alone.within(content, name, format="eml")
    if not number:
        raise InputError("the mailbox holds no message", where=found.name)


def messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message as it was sent, without its envelope; None for one that is too large."""
    return (content if content is None else QUOTED.sub(rb"\1", content) for content in _parted(stream))


def _parted(stream: BinaryIO) -> Iterator[bytes | None]:
    held = bytearray()
    size, after_blank, begun = 0, True, False
    while line := stream.readline(LINE):
        if after_blank and line.startswith(b"From ") and ENVELOPE.match(line):
            if begun:
                yield bytes(held) if size <= MAX_MESSAGE else None
            held, size, begun = bytearray(), 0, True
        elif begun:
            size += len(line)
            if size <= MAX_MESSAGE:
                held += line
            else:
                held = bytearray()
        after_blank = not line.strip()
    if begun:
        yield bytes(held) if size <= MAX_MESSAGE else None
