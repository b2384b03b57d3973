"""Stating the basis for what was handed in without one: a record goes to whom it was meant for, or a whole report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.handling.rules import Act, Actor, decide
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.audiences import released
from chorsu.records.keeping import changing
from chorsu.records.models import Report, Seizure, Transfer
from chorsu.records.transfers.guarding import held_back
from chorsu.records.transfers.reaching import home_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.db.models import QuerySet

    from chorsu.records.transfers.said import TransferSaid

__all__ = ["MOST_AT_ONCE", "state_basis", "state_basis_of_report", "waiting_in"]

MOST_AT_ONCE = 200
"""Records that one act releases; a report of more is released in several."""


def waiting_in(report: uuid.UUID) -> QuerySet[Transfer]:
    """What of a report waits for a basis, as far as the viewer rules it."""
    own = Seizure.objects.filter(report=report, withdrawn=False).values("pk")
    return held_back(Transfer.objects.filter(seizure_id__in=own))


def state_basis(*, seizure: uuid.UUID, transfer: TransferSaid, actor: Actor, at: dt.datetime) -> Seizure:
    """State the basis for what waits in a record: it goes to whom it was meant for, and no term before changes.

    Raises:
        AbsentError, RefusedError: as for a release.
        InputError: nothing waits in it, or as for `TransferSaid.checked`.
    """
    said = transfer.checked()
    with changing(seizure, kind="released", act=Act.RELEASE, actor=actor, at=at, transfer=said) as change:
        waiting = list(held_back(Transfer.objects.filter(seizure_id=seizure)))
        if not waiting:
            raise InputError("waits for nobody", where="the record", to_do="load the page again")
        marking = change.seizure.marking
        home = home_of(marking.provider)
        for one in waiting:
            gone = one.until is not None and one.until <= at
            meant = set(one.to) - home - marking.standing(at) - marking.exclusions
            if meant and not gone:
                marking = released(marking, meant, one.until, at)
        change.seizure.marking = marking
    return change.seizure


def state_basis_of_report(*, report: uuid.UUID, transfer: TransferSaid, actor: Actor, at: dt.datetime) -> int:
    """State one basis for what waits in a report; how many records went on, `MOST_AT_ONCE` at most.

    Raises:
        AbsentError: there is none, or the actor does not rule it.
        RefusedError, InputError: as for `TransferSaid.checked`.
    """
    said = transfer.checked()
    with transaction.atomic():
        found = Report.objects.filter(pk=report).first()
        if found is None or not decide(actor, found.marking, Act.RELEASE, at).allowed:
            raise AbsentError
        waiting = waiting_in(report).order_by("seizure_id").values_list("seizure_id", flat=True).distinct()
        chosen = list(waiting[:MOST_AT_ONCE])
        for seizure in chosen:
            state_basis(seizure=seizure, transfer=said, actor=actor, at=at)
    return len(chosen)
