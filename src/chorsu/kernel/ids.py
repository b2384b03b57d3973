"""Identifiers: UUID version 7 (RFC 9562, section 5.7), so that keys sort by the time of their making."""

from __future__ import annotations

import os
import time
import uuid

__all__ = ["uuid7"]

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62
_LOW_62 = (1 << 62) - 1


def uuid7() -> uuid.UUID:
    """A new identifier: 48 bits of Unix milliseconds, 12 bits of the fraction of that millisecond, 62 random bits."""
    milliseconds, remainder = divmod(time.time_ns(), 1_000_000)
    fraction = remainder * 4096 // 1_000_000
    random_bits = int.from_bytes(os.urandom(8)) & _LOW_62
    return uuid.UUID(int=(milliseconds & 0xFFFF_FFFF_FFFF) << 80 | _VERSION | fraction << 64 | _VARIANT | random_bits)
