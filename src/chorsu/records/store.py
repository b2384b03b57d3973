"""The bytes of reports as received: kept under their SHA-256, written once, never changed.

Owns the folder `store/` of the installation. Must not know what the bytes mean, nor who may see them: a caller asks
for a digest that it read from a report under row-level security.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Kept", "Store"]

_PRIVATE = 0o700
_DIGEST_LETTERS = 64


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: the SHA-256 in hexadecimal, and how many bytes."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Store:
    """The store in the folder `root`, made on first use; files 0600, folders 0700."""

    root: Path

    def keep(self, chunks: Iterable[bytes], *, most: int, where: str = "") -> Kept:
        """Write the bytes as they come, hashing them on the way; the same bytes are kept once.

        Raises:
            InputError: more than `most` bytes came, or none; nothing is kept then.
        """
        self.root.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        incoming = self.root / "incoming"
        incoming.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        draft = incoming / uuid7().hex
        try:
            kept = _write(draft, chunks, most, where)
            place = self.path(kept.digest)
            place.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            if not place.exists():
                draft.rename(place)
                _settle(place.parent)
            return kept
        finally:
            draft.unlink(missing_ok=True)

    def path(self, digest: str) -> Path:
        """Where the bytes of a digest lie."""
        if len(digest) != _DIGEST_LETTERS or not set(digest) <= set("0123456789abcdef"):
            raise ChorsuError("is no SHA-256", where=digest[:_DIGEST_LETTERS], to_do="give 64 hexadecimal letters")
        return self.root / digest[:2] / digest[2:]


def _write(path: Path, chunks: Iterable[bytes], most: int, where: str) -> Kept:
    hashed, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise InputError(f"is larger than {most >> 20} MB", where=where, to_do="hand it in in parts")
            hashed.update(chunk)
            file.write(chunk)
        if not size:
            raise InputError("is empty", where=where, to_do="check that the right file was chosen")
        file.flush()
        os.fsync(file.fileno())
    return Kept(hashed.hexdigest(), size)


def _settle(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
