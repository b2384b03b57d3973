"""Whether whoever holds a session still serves as when it was opened: asked of many at once, as a condition of SQL.

Says the same as `sessions` and `selectors.term_of`, which ask for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from chorsu.directory.sessions import digest_of

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.handling.rules import Actor

__all__ = ["SERVES", "serves_values"]

SERVES = """
    directory_session s
    JOIN directory_user u ON u.id = s.user_id AND u.is_active
    JOIN directory_term t ON t.user_id = u.id AND t.since <= now() AND (t.until IS NULL OR t.until > now())
    JOIN directory_agency a ON a.principal_id = t.agency_id AND (a.until IS NULL OR a.until > now())
    WHERE s.digest = %s AND s.seen_at > %s AND s.started_at > %s
    AND u.id = %s AND t.agency_id = %s AND t.roles @> %s::varchar[] AND t.roles <@ %s::varchar[]
"""
"""What stands behind FROM: one row where the session lives and its bearer serves this agency in these very roles."""


def serves_values(session: str, actor: Actor, agency: int | None, at: dt.datetime) -> list[Any]:
    """The values of `SERVES` for a session by its key, and the actor that it was opened for."""
    roles = sorted(actor.roles)
    seen, started = at - settings.CHORSU_SESSION_IDLE, at - settings.CHORSU_SESSION_WHOLE
    return [digest_of(session), seen, started, actor.user, agency, roles, roles]
