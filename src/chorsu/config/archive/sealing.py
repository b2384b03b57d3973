"""A stream of bytes sealed with a secret, so that nobody without it reads, changes or shortens it unnoticed. Pure.

The secret (a key file's bytes) becomes a key by scrypt (RFC 7914) with a salt of the stream's own. The stream goes in
frames of AES-256-GCM, whose nonce is the frame's number and whether it is the last: the STREAM construction (Hoang,
Reyhanitabar, Rogaway, Vizár 2015). So frames can be neither changed nor left out, reordered nor cut off at the end.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["LEAST_SECRET", "SALT_BYTES", "Opening", "Sealing", "derived"]

SALT_BYTES = 16
LEAST_SECRET = 16
"""Bytes of the shortest secret that is taken."""
_FRAME = 1 << 20
"""Bytes of a full frame before it is sealed."""
_LENGTH = 4
_TAG = 16
_COST = 1 << 17
"""The cost of scrypt: 128 MB and about half a second for each guess."""


def derived(secret: bytes, salt: bytes) -> bytes:
    """The key of 32 bytes that a secret and a salt give."""
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(secret)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


class Sealing:
    """Seals what is written to it into `target`; `finish` seals the last frame. `head` is bound to every frame."""

    def __init__(self, target: BinaryIO, key: bytes, head: bytes) -> None:
        self._target, self._cipher, self._head = target, AESGCM(key), head
        self._waiting = bytearray()
        self._number = 0

    def write(self, data: bytes) -> int:
        """Take bytes; full frames are sealed at once."""
        self._waiting += data
        while len(self._waiting) > _FRAME:
            self._seal(bytes(self._waiting[:_FRAME]), last=False)
            del self._waiting[:_FRAME]
        return len(data)

    def finish(self) -> None:
        """Seal what is left as the last frame."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, data: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), data, self._head)
        self._target.write(len(sealed).to_bytes(_LENGTH) + sealed)
        self._number += 1


class Opening(io.RawIOBase):
    """Reads what was sealed into `source`.

    Raises:
        InputError: while reading: the key does not fit, or the stream was changed or cut off.
    """

    def __init__(self, source: BinaryIO, key: bytes, head: bytes, where: str) -> None:
        self._source, self._cipher, self._head, self._where = source, AESGCM(key), head, where
        self._open = b""
        self._number = 0
        self._ended = False

    def readable(self) -> bool:
        """A stream to read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as one frame goes; 0 at the end."""
        while not self._open and not self._ended:
            self._open = self._next()
        count = min(len(buffer), len(self._open))
        buffer[:count], self._open = self._open[:count], self._open[count:]
        return count

    def _next(self) -> bytes:
        length = self._source.read(_LENGTH)
        size = int.from_bytes(length)
        sealed = self._source.read(size) if len(length) == _LENGTH and _TAG <= size <= _FRAME + _TAG else b""
        if not sealed or len(sealed) != size:
            raise self._broken("is only a part of a backup, or was changed")
        for last in (False, True):
            try:
                data = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._head)
            except InvalidTag:
                continue
            self._number += 1
            self._ended = last
            if last and self._source.read(1):
                raise self._broken("has more after its end")
            return data
        first = self._number == 0
        raise self._broken("was changed, or the key file is another one" if first else "was changed")

    def _broken(self, what: str) -> InputError:
        return InputError(what, where=self._where, to_do="take another copy; nothing was restored")
