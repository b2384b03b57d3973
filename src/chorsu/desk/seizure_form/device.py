"""Whose what is on a device that several officers share: a mark of each officer, and the key to what they keep there.

The mark says on a device whose an entry is, without a name. The key seals it: only a page that was served to its
officer holds it, so that nobody else reads what waits, and the officer reads it again after the next sign-in.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["key_of", "mark_of"]

_MARK_LETTERS = 20


def mark_of(actor: Actor) -> str:
    """The mark of an officer on devices; empty for nobody."""
    if actor.user is None:
        return ""
    return salted_hmac("chorsu.device.mark", str(actor.user), algorithm="sha256").hexdigest()[:_MARK_LETTERS]


def key_of(actor: Actor) -> str:
    """The key (256 bits, base64) that seals what an officer keeps on a device."""
    return base64.b64encode(salted_hmac("chorsu.device.key", str(actor.user), algorithm="sha256").digest()).decode()
