"""One entry of the audit trail, and the digest of a list. Pure: no Django, no database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable

__all__ = ["Act", "Trace", "digest_of"]


class Act:
    """What an entry can say was done. Codes are never reused."""

    READ = "read"
    LIST = "list"
    SEARCH = "search"
    EXPORT = "export"
    STREAM = "stream"
    CHANGE = "change"
    HAND_IN = "hand-in"
    RELEASE = "release"
    RECALL = "recall"
    ERASE = "erase"
    ADMINISTER = "administer"
    REFUSED = "refused"
    FAILED = "failed"
    SIGN_IN = "sign-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGN_OUT = "sign-out"
    LOCKED_OUT = "locked-out"
    PROVED = "proved"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 — an act, no password
    FACTOR_ADDED = "factor-added"
    FACTOR_REMOVED = "factor-removed"
    CODES_SHOWN = "codes-shown"
    AUDIT = "audit"
    SEALED = "sealed"
    TOMBSTONE = "tombstone"
    """Read, in place of a record, that it was taken back or erased: nothing of its content."""
    ALL = (
        READ, LIST, SEARCH, EXPORT, STREAM, CHANGE, HAND_IN, RELEASE, RECALL, ERASE, ADMINISTER, REFUSED, FAILED,
        SIGN_IN, SIGN_IN_FAILED, SIGN_OUT, LOCKED_OUT, PROVED, PASSWORD_CHANGED, FACTOR_ADDED, FACTOR_REMOVED,
        CODES_SHOWN, AUDIT, SEALED, TOMBSTONE,
    )  # fmt: skip
    SIGNING = frozenset({
        SIGN_IN, SIGN_IN_FAILED, SIGN_OUT, LOCKED_OUT, PROVED, PASSWORD_CHANGED, FACTOR_ADDED, FACTOR_REMOVED,
        CODES_SHOWN,
    })  # fmt: skip
    """Acts by which somebody proves who they are, or changes how; what they say stands whatever the answer's status."""
    DELIVERING = (READ, EXPORT, STREAM, CHANGE, HAND_IN, RELEASE, RECALL, ERASE)
    """Acts whose `opened` names what left the system, or was worked on in sight of it; a refusal delivers nothing."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry: who (user and agency by number), when, at which page, what; what was opened, what a list held.

    `opened` are identifiers of what was opened or exported, each once, in order; `shown` and `digest` are the count of
    a list or chart and the digest of its identifiers; `words` is the salted hash of the words; `status` the answer's.
    """

    number: int
    act: str
    page: str
    status: int
    actor: int | None
    agency: int | None
    purpose: str
    at: dt.datetime
    opened: tuple[uuid.UUID, ...]
    shown: int | None
    digest: bytes | None
    words: bytes | None
    hash: bytes = b""

    def fields(self) -> tuple[Any, ...]:
        """Every field but the hash."""
        return (
            self.number,
            self.act,
            self.page,
            self.status,
            self.actor,
            self.agency,
            self.purpose,
            self.at.isoformat(timespec="microseconds"),
            [identifier.hex for identifier in self.opened],
            self.shown,
            self.digest.hex() if self.digest is not None else None,
            self.words.hex() if self.words is not None else None,
        )


def digest_of(identifiers: Iterable[uuid.UUID]) -> bytes:
    """SHA-256 over the identifiers (sixteen bytes each), in ascending order, each once."""
    return hashlib.sha256(b"".join(sorted({identifier.bytes for identifier in identifiers}))).digest()
