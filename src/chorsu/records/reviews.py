"""Review dates: what falls due, moving the date with reasons, and what becomes of a record of which nobody decides.

The rule itself closes an overdue record to all but its provider. One of which nobody decided in time is erased: that it
was there and that its time was over stays, as of every record erased by law.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from chorsu.handling.marking import LONGEST_REVIEW
from chorsu.handling.rules import Act, Actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.errors import InputError
from chorsu.records.erasure import erase
from chorsu.records.keeping import changing, reason_given
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.db.models import QuerySet

    from chorsu.records.models import Erasure
    from chorsu.records.store import Store

__all__ = ["WARNED", "due", "end_overdue", "extend"]

WARNED = dt.timedelta(days=92)
"""How long ahead a provider is warned: three months."""
GROUND = "retention"
UNDECIDED = "the review date passed and nobody decided"
_MOST = 200


def due(actor: Actor, at: dt.datetime) -> QuerySet[Seizure]:
    """The records that the actor rules whose review falls due within three months or is overdue, the earliest first."""
    found = Seizure.objects.filter(provider_id__in=actor.provides, withdrawn=False, review_by__lte=at + WARNED)
    return found.order_by("review_by", "pk")


def extend(*, seizure: uuid.UUID, until: dt.datetime, reason: str, actor: Actor, at: dt.datetime) -> Seizure:
    """Move the review date of a record, at most three years on from now, saying why it is still needed.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: no reason, or a day in the past or more than three years on.
    """
    stated = reason_given(reason)
    if not at < until <= at + LONGEST_REVIEW:
        raise InputError("the review lies in the past or too far on", where="until", to_do="choose within three years")
    with changing(seizure, kind="extended", act=Act.EDIT, actor=actor, at=at, reason=stated) as change:
        change.said["review_before"] = change.seizure.review_by
        change.seizure.review_by = until
    return change.seizure


def end_overdue(*, grace: dt.timedelta, store: Store, besides: Callable[[Erasure], object], at: dt.datetime) -> int:
    """Erase the records whose review date passed `grace` ago and of which nobody decided; how many there were.

    Called in the background, in the name of each record's provider and of no person. `besides` erases, in the same
    transaction, what rooms above keep of the record. What was withdrawn stays: nobody is warned of it.
    """
    late = Seizure.objects.filter(withdrawn=False, review_by__lte=at - grace)
    found = list(late.order_by("review_by").values_list("pk", "provider_id")[:_MOST])
    for pk, provider in found:
        nobody = Actor(None, "", frozenset({provider}), frozenset({provider}), frozenset())
        with viewing(nobody):
            # Somebody may have moved the date just now.
            if late.select_for_update().filter(pk=pk).exists():
                besides(erase(seizure=pk, ground=GROUND, words=UNDECIDED, store=store, actor=nobody, at=at))
    return len(found)
