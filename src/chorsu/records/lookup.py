"""Exact look-up of an identifier: the records that the viewer sees, and whom to ask about others.

Absent, withheld and hidden are one: the same two queries, and the same empty answer. What somebody outside the audience
learns is said by the door (`handling.doors`) alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from chorsu.records.listing import with_lots

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from chorsu.records.models import Seizure

__all__ = ["MOST", "Found", "look_up"]

MOST = 50
"""Records that an answer shows, the newest first."""
_SEEN = """
    SELECT s.id FROM records_seizure s WHERE NOT s.withdrawn AND s.id IN (
        SELECT i.seizure_id FROM records_identifier i
        JOIN unnest(%s::text[], %s::text[]) AS asked(kind, normal) ON i.kind = asked.kind AND i.normal = asked.normal)
    ORDER BY s.seized_on DESC, s.id DESC LIMIT %s
"""
_POINTERS = "SELECT contact FROM records_pointers(%s::text[], %s::text[])"


@dataclass(frozen=True, slots=True)
class Found:
    """The records seen, whether there are more of them, and the contact points of those who know more."""

    seizures: tuple[Seizure, ...] = ()
    more: bool = False
    contacts: tuple[str, ...] = ()


def look_up(asked: Sequence[tuple[str, str]]) -> Found:
    """What the viewer of the present transaction finds of an identifier, given as the (kind, normal form) it may be."""
    kinds, normals = [kind for kind, _ in asked], [normal for _, normal in asked]
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [kinds, normals, MOST + 1])
        seen: list[uuid.UUID] = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_POINTERS, [kinds, normals])
        contacts = tuple(contact for (contact,) in cursor.fetchall())
    shown = with_lots(seen[:MOST]) if seen else []
    return Found(tuple(shown), len(seen) > MOST, contacts)
