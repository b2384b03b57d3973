"""The cursor that a client of the live stream holds: where it stands, and what is on its screen, sealed for one viewer.

Nobody can read from it how many entries lie between two of them, and one viewer's cursor opens for no other. It names
the records on the screen, so that one taken back while the line was down is taken out when the line is there again,
and nothing is said of others. It also says for whom its stream was open, so that a thousand that come back at once are
not each looked up anew: whether that one still serves so is asked of all together.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import struct
import uuid
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Cursor", "Holder", "Sealer", "opened", "seal", "unseal"]

_NONCE_BYTES = 12
_HEAD = ">QH"
"""The position, and the length of what is said of viewer and holder."""
_RECORD_BYTES = 16


class Holder(NamedTuple):
    """For whom a stream is open: the digest of the session's key, the agency by number, the roles."""

    session: str
    agency: int | None
    roles: tuple[str, ...]


class Cursor(NamedTuple):
    """A position in the journal, the records on the screen, oldest first, and the holder where a stream sealed it."""

    position: int
    records: tuple[uuid.UUID, ...] = ()
    viewer: int | None = None
    holder: Holder | None = None


@lru_cache(maxsize=2)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(salted_hmac("chorsu.desk.stream", "cursor 2", secret=secret, algorithm="sha256").digest())


class Sealer:
    """Seals the cursors of one viewer, and of the holder where it is a stream that does."""

    def __init__(self, viewer: int | None, holder: Holder | None = None) -> None:
        self._said = json.dumps([viewer, holder]).encode()
        self._encrypt = _cipher(settings.SECRET_KEY).encrypt

    def seal(self, position: int, records: Iterable[bytes]) -> str:
        """The cursor of a position with records, each by its 16 bytes; see `seal`."""
        nonce = os.urandom(_NONCE_BYTES)
        told = b"".join((struct.pack(_HEAD, position, len(self._said)), self._said, *records))
        return base64.urlsafe_b64encode(nonce + self._encrypt(nonce, told, None)).decode().rstrip("=")


def seal(position: int, viewer: int | None, records: Iterable[uuid.UUID] = (), holder: Holder | None = None) -> str:
    """The cursor of a position for a viewer: letters, digits, `-` and `_`; different each time it is made."""
    return Sealer(viewer, holder).seal(position, (record.bytes for record in records))


def opened(cursor: str) -> Cursor | None:
    """What a cursor holds, whoever has it; `None` when it was not sealed here."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        told = _cipher(settings.SECRET_KEY).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None)
    except (InvalidTag, ValueError, binascii.Error):
        return None
    position, length = struct.unpack_from(_HEAD, told)
    begin = struct.calcsize(_HEAD) + length
    viewer, held = json.loads(told[begin - length : begin])
    records = (uuid.UUID(bytes=told[at : at + _RECORD_BYTES]) for at in range(begin, len(told), _RECORD_BYTES))
    holder = held and Holder(held[0], held[1], tuple(held[2]))
    return Cursor(position, tuple(records), viewer, holder)


def unseal(cursor: str, viewer: int | None) -> Cursor | None:
    """What a cursor holds, `None` when it was not sealed here for this viewer."""
    found = opened(cursor)
    return found if found is not None and found.viewer == viewer else None
