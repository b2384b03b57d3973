"""That an officer of an addressee opened a message: on its page, its card, or by fetching a file of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.exchange.messages.receiving import opened
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from chorsu.handling.rules import Actor

__all__ = ["receipt"]


def receipt(identifier: UUID, actor: Actor, at: dt.datetime) -> None:
    """Note that an officer of the addressee opened a message; nothing where the viewer is none."""
    try:
        opened(message=identifier, actor=actor, at=at)
    except AbsentError:
        return
