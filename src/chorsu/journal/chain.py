"""The hash chain of the journal: commitments, entry hashes and their verification. Pure: no Django, no database.

An entry commits to its content by SHA-256 over a secret salt and the canonical JSON of the content, so that the log
can be shown without the content, and content whose salt is erased can no longer be tied to the log. The hash of an
entry covers the hash of the one before: changing, dropping or reordering any entry changes every later hash.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Mapping

__all__ = ["GENESIS", "Entry", "Finding", "Linked", "canonical", "commit", "entry_hash", "new_salt", "verify"]

GENESIS = bytes(32)
"""The hash before the first entry."""
_SALT_BYTES = 16


class Linked(Protocol):
    """What a chain is made of: a number (from 1), every other field that its hash covers, and that hash."""

    @property
    def number(self) -> int:
        """Its place in the chain."""

    @property
    def hash(self) -> bytes:
        """Its hash, over the one before and `fields`."""

    def fields(self) -> tuple[Any, ...]:
        """What the hash covers, as JSON can hold it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its number (from 1), what happened to which record's version, by whom, when, and the two hashes."""

    number: int
    kind: str
    record: uuid.UUID
    version: int
    actor: int | None
    at: dt.datetime
    commitment: bytes
    hash: bytes

    def fields(self) -> tuple[Any, ...]:
        """Every field but the hash."""
        at = self.at.isoformat(timespec="microseconds")
        return (self.number, self.kind, self.record.hex, self.version, self.actor, at, self.commitment.hex())


@dataclass(frozen=True, slots=True)
class Finding:
    """What verification found: entries read, the last good hash, and the first fault with its entry's number."""

    entries: int
    head: bytes
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether every entry follows from the one before."""
        return not self.fault


def canonical(content: Mapping[str, Any]) -> bytes:
    """The canonical JSON of a content: sorted keys, no spaces, UTF-8; other values as their text."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def new_salt() -> bytes:
    """Sixteen random bytes."""
    return os.urandom(_SALT_BYTES)


def commit(salt: bytes, content: Mapping[str, Any]) -> bytes:
    """The salted commitment to a content."""
    return hashlib.sha256(salt + canonical(content)).digest()


def entry_hash(previous: bytes, entry: Linked) -> bytes:
    """The hash of an entry over the hash before it and every field of its own; `entry.hash` is not read."""
    return hashlib.sha256(previous + json.dumps(entry.fields(), separators=(",", ":")).encode()).digest()


def verify(entries: Iterable[Linked], *, after: int = 0, head: bytes = GENESIS) -> Finding:
    """Walk the whole chain in order and stop at the first entry that does not follow from the one before.

    `after` and `head` are the number and hash of the last entry that was closed and removed, where any was.
    """
    count = after
    for entry in entries:
        if entry.number != count + 1:
            return Finding(count, head, f"entry {count + 1} is missing; the next one found is {entry.number}")
        if entry_hash(head, entry) != entry.hash:
            return Finding(count, head, f"entry {entry.number} does not follow from the one before it")
        head, count = entry.hash, entry.number
    return Finding(count, head)
