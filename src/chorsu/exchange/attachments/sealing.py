"""A file as the store holds it: encrypted with a key of its own, which lies in its row alone. Knows no row.

So bytes in the store, or in a copy of it, say nothing without the database, where row policies guard the key; and what
a row no longer names nobody can open.
"""

from __future__ import annotations

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

__all__ = ["opened", "seal"]

_NONCE = bytes(12)
"""Every key seals one file only."""


def seal(content: bytes) -> tuple[bytes, bytes]:
    """A new key, and the file sealed with it (AES-256-GCM)."""
    key = os.urandom(32)
    return key, AESGCM(key).encrypt(_NONCE, content, None)


def opened(key: bytes, sealed: bytes, digest: str) -> bytes | None:
    """The file; None where it is not the one of this digest, or the seal is broken."""
    try:
        content = AESGCM(key).decrypt(_NONCE, sealed, None)
    except (InvalidTag, ValueError):
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None
