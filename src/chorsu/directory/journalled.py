"""Entries of the journal about the directory: whom or what an act was about gets an identifier of its own."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from chorsu.journal.services import append

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from chorsu.handling.rules import Actor

__all__ = ["enter_act", "identifier_of"]

_SPACE = uuid.UUID("6f0c1c6e-6e1a-4a53-9c2f-1a7d54b1c0de")


def identifier_of(kind: str, number: object) -> uuid.UUID:
    """What the journal calls a row of the directory that has a number and no identifier; always the same."""
    return uuid.uuid5(_SPACE, f"{kind}:{number}")


def enter_act(  # noqa: PLR0913 — an entry has these fields
    act: str, kind: str, number: object, *, actor: Actor, content: Mapping[str, Any], at: dt.datetime
) -> None:
    """Enter `directory.<act>` about a row of the directory; inside the transaction of the act."""
    what = identifier_of(kind, number)
    append(kind=f"directory.{act}", record=what, version=1, content=dict(content), actor=actor.user, at=at)
