"""The cursor that a client of the live stream holds: a position in the journal, sealed for one viewer.

Nobody can read from it how many entries lie between two of them, and one viewer's cursor opens for no other.
"""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

__all__ = ["seal", "unseal"]

_NONCE_BYTES = 12
_POSITION_BYTES = 8


def _cipher() -> AESGCM:
    return AESGCM(salted_hmac("chorsu.desk.stream", "cursor", secret=settings.SECRET_KEY, algorithm="sha256").digest())


def seal(position: int, viewer: int | None) -> str:
    """The cursor of a position for a viewer: letters, digits, `-` and `_`; different each time it is made."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = _cipher().encrypt(nonce, position.to_bytes(_POSITION_BYTES), str(viewer).encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def unseal(cursor: str, viewer: int | None) -> int | None:
    """The position in a cursor, `None` when it was not sealed here for this viewer."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        opened = _cipher().decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], str(viewer).encode())
    except (InvalidTag, ValueError, binascii.Error):
        return None
    return int.from_bytes(opened)
