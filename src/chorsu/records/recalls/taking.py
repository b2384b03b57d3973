"""Which records left in which file, and by whose hand. Owns that one note; an export writes it, a provider reads it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.authorities import authority_of
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.records.recalls.models import TakenOut

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable

    from chorsu.handling.rules import Actor

__all__ = ["Taking"]


class Taking:
    """One file on its way out: `note` is told of each batch before the batch leaves."""

    def __init__(self, actor: Actor, form: str) -> None:
        self.actor, self.form, self.export = actor, form, uuid7()

    def note(self, records: Iterable[tuple[uuid.UUID, int]]) -> None:
        """Keep the records, given with their providers; those that the actor's own authority provides are not noted."""
        authority = authority_of(self.actor)
        if self.actor.user is None or authority is None:
            return
        by_provider: dict[int, list[uuid.UUID]] = defaultdict(list)
        for record, provider in records:
            if provider != authority:
                by_provider[provider].append(record)
        common = {"export": self.export, "at": now(), "by": self.actor.user, "authority": authority, "form": self.form}
        rows = [TakenOut(**common, provider_id=provider, records=found) for provider, found in by_provider.items()]
        with transaction.atomic():
            TakenOut.objects.bulk_create(rows)
