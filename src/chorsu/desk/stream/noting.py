"""What the live stream tells the audit trail: one entry a delivery, named by the records that it brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db import transaction

from chorsu.handling.seal import Looks, looking
from chorsu.journal.trail.entries import Act, digest_of
from chorsu.journal.trail.services import Told, enter
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chorsu.desk.stream.feed import Delivery
    from chorsu.directory.models import User

__all__ = ["Reader", "note_delivery"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who holds a stream open: user and agency by number."""

    user: int | None
    agency: int | None

    @classmethod
    def of(cls, user: User | AnonymousUser) -> Self:
        """The reader that a user is."""
        return cls(user.pk, user.agency_id) if user.is_authenticated else cls(None, None)


def note_delivery(reader: Reader, delivery: Delivery) -> None:
    """Enter what is about to be delivered, in a transaction of its own; records counted in one line by their digest."""
    told = Told(
        act=Act.STREAM,
        page="stream",
        actor=reader.user,
        agency=reader.agency,
        status=200,
        opened=dict.fromkeys(delivery.records),
        shown=len(delivery.digested) or None,
        digest=digest_of(delivery.digested) if delivery.digested else None,
    )
    with transaction.atomic(), looking(reader.user, Looks()):
        enter(told, now())
