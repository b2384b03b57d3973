"""The cursor that a client of the live stream holds: where it stands, and what is on its screen, sealed for one viewer.

Nobody can read from it how many entries lie between two of them, and one viewer's cursor opens for no other. It names
the records on the screen, so that one taken back while the line was down is taken out when the line is there again,
and nothing is said of others.
"""

from __future__ import annotations

import base64
import binascii
import os
import uuid
from typing import TYPE_CHECKING, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Cursor", "seal", "unseal"]

_NONCE_BYTES = 12
_POSITION_BYTES = 8
_RECORD_BYTES = 16


class Cursor(NamedTuple):
    """A position in the journal, and the records on the screen, oldest first."""

    position: int
    records: tuple[uuid.UUID, ...] = ()


def _cipher() -> AESGCM:
    return AESGCM(salted_hmac("chorsu.desk.stream", "cursor", secret=settings.SECRET_KEY, algorithm="sha256").digest())


def seal(position: int, viewer: int | None, records: Iterable[uuid.UUID] = ()) -> str:
    """The cursor of a position for a viewer: letters, digits, `-` and `_`; different each time it is made."""
    nonce = os.urandom(_NONCE_BYTES)
    told = position.to_bytes(_POSITION_BYTES) + b"".join(record.bytes for record in records)
    sealed = _cipher().encrypt(nonce, told, str(viewer).encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def unseal(cursor: str, viewer: int | None) -> Cursor | None:
    """What a cursor holds, `None` when it was not sealed here for this viewer."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        opened = _cipher().decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], str(viewer).encode())
    except (InvalidTag, ValueError, binascii.Error):
        return None
    parts = range(_POSITION_BYTES, len(opened), _RECORD_BYTES)
    records = tuple(uuid.UUID(bytes=opened[at : at + _RECORD_BYTES]) for at in parts)
    return Cursor(int.from_bytes(opened[:_POSITION_BYTES]), records)
