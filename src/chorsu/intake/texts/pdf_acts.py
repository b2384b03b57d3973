"""What a PDF can do beside being read: run a script or a program, bring files, send what is filled in. Pure.

PDFium counts scripts and files that have a name; what stands at the opening, a page or an annotation is found here, by
the words of the action itself. They stand in the file as they are, or in packed streams of objects, which are opened; a
name may be written with numbers (`/Java#53cript`). One that is packed in another way counts as an action.
"""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

__all__ = ["Acts", "acts_of"]

_MOST_OPENED = 64 << 20
"""Bytes of streams that are opened; what hides more counts as an action."""
_NAMED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS = re.compile(rb"\s*\d+\s+\d+\s")
"""How a stream of objects begins: numbers and places."""
_CHUNK = 1 << 16
"""Bytes unpacked at once: what comes after a stream is not copied for each."""
_TOLD = 4_096
"""Bytes before a stream in which what it is packed by is told."""
_PACKED = re.compile(rb"/Type\s*/ObjStm")
_END = rb"(?![0-9A-Za-z])"
_SCRIPTS = re.compile(rb"/(?:JavaScript|Launch|ImportData|SubmitForm|GoToE|Rendition|RichMedia)" + _END)
_FILES = re.compile(rb"/(?:EmbeddedFiles?|FileAttachment|RichMediaContent)" + _END)


class Acts(NamedTuple):
    """How many actions and files were found."""

    scripts: int
    files: int


def acts_of(content: bytes) -> Acts:
    """What a PDF holds that acts."""
    packed, hidden = _packed(content)
    plain = _named(b"\n".join((content, *packed)))
    return Acts(len(_SCRIPTS.findall(plain)) + hidden, len(_FILES.findall(plain)))


def _packed(content: bytes) -> tuple[list[bytes], int]:
    """The objects that lie packed, and how many streams of them could not be opened."""
    packed, hidden, left = [], 0, _MOST_OPENED
    for found in _STREAM.finditer(content):
        opened = _opened(content, found.end(), left)
        if opened is None:
            hidden += bool(_PACKED.search(_named(content[max(0, found.start() - _TOLD) : found.start()])))
        elif opened:
            packed.append(opened)
            left -= len(opened)
            if left <= 0:
                return packed, hidden + 1
    return packed, hidden


def _opened(content: bytes, begin: int, most: int) -> bytes | None:
    """What a stream of objects holds; empty where it is none, None where it is packed in another way."""
    unpacker = zlib.decompressobj()
    try:
        found = bytearray(unpacker.decompress(content[begin : begin + _CHUNK], 64))
        if not _OBJECTS.match(found):
            return b""
        fed, rest = begin + _CHUNK, unpacker.unconsumed_tail
        while rest and not unpacker.eof and len(found) < most:
            found += unpacker.decompress(rest, most - len(found))
            rest = unpacker.unconsumed_tail or content[fed : fed + _CHUNK]
            fed += 0 if unpacker.unconsumed_tail else _CHUNK
        return bytes(found)
    except zlib.error:
        return b"" if _OBJECTS.match(content[begin : begin + 64]) else None


def _named(told: bytes) -> bytes:
    return _NAMED.sub(lambda found: bytes([int(found[1], 16)]), told)
