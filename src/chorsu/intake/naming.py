"""The name of a file handed in, as it is kept and shown."""

from __future__ import annotations

__all__ = ["plain_name"]

LONGEST_NAME = 200


def plain_name(name: str) -> str:
    """The last part of a name, without control characters: it is shown and logged, never opened."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign if sign.isprintable() else "_" for sign in last)[-LONGEST_NAME:] or "file"
