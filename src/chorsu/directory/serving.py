"""Whether whoever holds a session still serves as when it was opened: asked of many at once, through a door.

The door (`handling.crowds`) says of many what `sessions` and `selectors.term_of` say of one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from chorsu.directory.sessions import digest_of
from chorsu.handling.seal import crowding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from chorsu.handling.rules import Actor

__all__ = ["Serving", "said_of", "serving"]

type Serving = tuple[str, Actor, int | None]
"""The key of a session, the actor that it was opened for, and the agency by number."""


def said_of(one: Serving, at: dt.datetime) -> dict[str, Any]:
    """What a crowd says of one who serves."""
    session, actor, agency = one
    return {
        "session": digest_of(session),
        "idle": (at - settings.CHORSU_SESSION_IDLE).isoformat(),
        "whole": (at - settings.CHORSU_SESSION_WHOLE).isoformat(),
        "person": actor.user,
        "agency": agency,
        "roles": sorted(actor.roles),
    }


def serving(each: Sequence[Serving], at: dt.datetime) -> list[bool]:
    """Of each, whether the session lives and its bearer serves this agency in these very roles."""
    crowd = json.dumps([{"place": place, **said_of(one, at)} for place, one in enumerate(each)])
    with crowding(crowd), connection.cursor() as cursor:
        cursor.execute("SELECT place FROM directory_serving(%s)", [crowd])
        found = {place for (place,) in cursor}
    return [place in found for place in range(len(each))]
