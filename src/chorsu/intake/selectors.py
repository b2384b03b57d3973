"""Reading hand-ins: whose they are, how far they are, and what became of each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from chorsu.intake.models import HandIn, Refusal
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

__all__ = ["files_applied", "hand_in_of", "hand_ins", "reasons_of", "refusals_of", "refused_count"]

UNDER_WAY = (HandIn.State.ACCEPTED, HandIn.State.RUNNING, HandIn.State.WITHDRAWING, HandIn.State.RESTORING)
TAKEN_BACK = (HandIn.State.WITHDRAWING, HandIn.State.WITHDRAWN)
IN_THE_BANK = (HandIn.State.RUNNING, HandIn.State.DONE, HandIn.State.FAILED, HandIn.State.RESTORING)


def hand_ins() -> QuerySet[HandIn]:
    """The hand-ins that the viewer's agency (or state, for a liaison officer) made, newest first, but for discarded."""
    return HandIn.objects.select_related("report").exclude(state=HandIn.State.DISCARDED).order_by("-started_at", "-id")


def hand_in_of(identifier: uuid.UUID) -> HandIn:
    """One hand-in.

    Raises:
        AbsentError: there is none that the viewer may see.
    """
    found = HandIn.objects.select_related("report").filter(pk=identifier).first()
    if found is None:
        raise AbsentError
    return found


def files_applied(provider: int, moments: Collection[dt.datetime]) -> dict[dt.datetime, str]:
    """For each of these moments at which a table of the provider was applied, its file: for who may see the hand-in."""
    applied = HandIn.objects.filter(provider_id=provider, applied_at__in=moments)
    return {at: name for at, name in applied.values_list("applied_at", "report__file_name") if at is not None}


def refusals_of(hand_in: HandIn, *, reason: str = "") -> QuerySet[Refusal]:
    """The rows of a hand-in that could not be read, in the order of the file; those of one reason when given."""
    only = Q(reason=reason) if reason else Q()
    return Refusal.objects.filter(only, hand_in=hand_in).order_by("id")


def reasons_of(hand_in: HandIn) -> list[tuple[str, int]]:
    """Why rows were refused and how often, most frequent first."""
    counted = Refusal.objects.filter(hand_in=hand_in).values_list("reason").annotate(count=Count("id"))
    return list(counted.order_by("-count", "reason"))


def refused_count(known: dt.datetime | None = None) -> int:
    """Rows refused in the hand-ins that the viewer sees and that stand: rows that are in no figure.

    `known`: those that stood at that moment, hence nothing accepted later, and what was withdrawn later still.
    """
    standing = Q(state__in=IN_THE_BANK)
    if known is not None:
        standing = Q(accepted_at__lte=known) & (standing | Q(state__in=TAKEN_BACK, withdrawn_at__gt=known))
    total = HandIn.objects.filter(standing).aggregate(total=Sum("rows_refused"))["total"]
    return total or 0
