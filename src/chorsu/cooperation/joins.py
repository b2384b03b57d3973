"""That no chain of joined recommendations leads back to its beginning.

Owns the check, which every act that can add a join makes before it is stored, one such act at a time. A record that the
viewer does not see ends a chain here; a ring that closes through it is counted as one group (`repetition.roots`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from chorsu.cooperation.models import Recommendation
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import uuid

__all__ = ["LOCK", "one_at_a_time", "refuse_ring"]

LOCK = 0x4A4F494E
"""Key of the advisory lock: the letters JOIN."""


def one_at_a_time() -> None:
    """Wait until no other act that can add a join is under way; holds until the transaction ends.

    To be called before the row is locked: two acts crosswise would else wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def refuse_ring(one: Recommendation) -> None:
    """Check the join that is about to be stored.

    Raises:
        InputError: what it is joined to leads back to it.
    """
    if one.joined_to_id is None:
        return
    joined = Recommendation.objects.exclude(joined_to=None).values_list("pk", "joined_to_id")
    links: dict[uuid.UUID, uuid.UUID | None] = {**dict(joined), one.pk: one.joined_to_id}
    here, passed = links[one.pk], set[object]()
    while here is not None and here not in passed:
        if here == one.pk:
            raise InputError("would repeat itself", where="the recommendation", to_do="take the other one out first")
        passed.add(here)
        here = links.get(here)
