"""What lines of the feed tell of place and substance, as a filter asks it: of each record a token, `UZ-SU|opioids`.

An alert tells of its records, a message of those that its question is tied to, or the question that it answers: of
either those alone that the viewer of the present transaction sees now. A record that is not seen tells nothing, as if
there were none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from chorsu.exchange.messages.models import Message
from chorsu.exchange.watches.selectors import places_and_families
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["together", "told_by", "told_by_alerts", "told_by_messages"]


def told_by(seizures: Iterable[Seizure]) -> str:
    """What some records tell: each by its place, and each family of its lots."""
    return _tokens(
        (one.admin1 or one.country, family)
        for one in seizures
        for family in {lot.substance_group for lot in one.lots.all()} or {""}
    )


def told_by_alerts(alerts: Collection[UUID]) -> dict[UUID, str]:
    """What alerts tell, of each that has a record which is seen."""
    return {one: _tokens(pairs) for one, pairs in places_and_families(alerts).items()}


def told_by_messages(messages: Collection[UUID]) -> dict[UUID, str]:
    """What messages tell, of each whose question is tied to a record which is seen."""
    threads = dict(Message.objects.filter(pk__in=messages).values_list("pk", "thread"))
    asked = dict(Message.objects.filter(pk__in={*threads, *threads.values()}).values_list("pk", "question"))
    tied = {pk: _records(asked.get(pk)) or _records(asked.get(thread)) for pk, thread in threads.items()}
    numbers = {one for of_one in tied.values() for one in of_one}
    found = Seizure.objects.filter(pk__in=numbers, withdrawn=False).prefetch_related("lots") if numbers else ()
    seen = {one.pk: one for one in found}
    told = {pk: told_by(seen[one] for one in of_one if one in seen) for pk, of_one in tied.items()}
    return {pk: tokens for pk, tokens in told.items() if tokens}


def together(told: Iterable[str]) -> str:
    """What several lines tell, as one."""
    return " ".join(sorted({token for one in told for token in one.split()}))


def _records(question: dict[str, Any] | None) -> list[UUID]:
    return [UUID(one) for one in (question or {}).get("records", ())]


def _tokens(pairs: Iterable[tuple[str, str]]) -> str:
    return " ".join(sorted({f"{place}|{family}" for place, family in pairs}))
