"""One seizure submitted by hand or by a machine: a report of its own, recorded at once, exactly once.

Owns the way in for a single seizure. The bytes as received are kept by the caller; reading them is not done here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.bulk import SourceRow, record_seizures
from chorsu.records.models import Report, Seizure, Version
from chorsu.records.persons import check_persons

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping, Sequence

    from chorsu.kernel.seizures import SeizureRow
    from chorsu.records.transfers.said import TransferSaid

__all__ = ["Submission", "Submitted", "earlier", "submit"]


@dataclass(frozen=True, slots=True)
class Submission:
    """What is submitted: the lots of one seizure, every field as the sender gave it, persons, and the bytes kept.

    `number` is made by the sender's device and never used again. `cells` are (label, text) in the order of the form;
    the `sources` of the lots point to them. `persons` maps a status to a count.
    """

    number: uuid.UUID
    name: str
    digest: str
    size: int
    lots: Sequence[SeizureRow]
    cells: Sequence[tuple[str, str]]
    persons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submitted:
    """The seizure; `again` when its number had arrived before, `same` unless that was with other bytes."""

    seizure: Seizure
    again: bool
    same: bool = True
    held: bool = False
    """Whether it stays in its own state because nobody said on what basis it may go abroad."""


def submit(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    marking: Marking,
    submission: Submission,
    at: dt.datetime,
    synthetic: bool = False,
    transfer: TransferSaid | None = None,
    narrowed: bool = False,
) -> Submitted:
    """Record one seizure as a report of its own; its number sent again is answered with what it became.

    Where it tells of persons it goes abroad on the basis said in `transfer`, else no further than its own state.
    `narrowed` as for `records.bulk.record_seizures`.

    Raises:
        RefusedError: the actor does not provide for the agency of the marking.
        InputError: it has no lots or no day, or a count of persons that cannot be meant.
    """
    if not decide(actor, marking, Act.EDIT, at).allowed:
        raise RefusedError("seizures are submitted for one's own agency only", to_do="ask that agency to submit it")
    _check(submission)
    with transaction.atomic():
        known = earlier(marking.provider, submission.number, submission.digest)
        if known is not None:
            return known
        report = Report(
            file_name=submission.name,
            digest=submission.digest,
            size=submission.size,
            received_at=at,
            received_by=actor.user,
            synthetic=synthetic,
            submission=submission.number,
        )
        report.marking = Marking(marking.provider, frozenset({marking.provider}))
        try:
            with transaction.atomic():
                report.save(force_insert=True)
        except IntegrityError:
            # The same submission on another line was faster; its transaction has committed by now.
            found = earlier(marking.provider, submission.number, submission.digest)
            if found is None:
                raise
            return found
        content = {"file_name": report.file_name, "digest": report.digest, "size": report.size}
        content["provider"] = marking.provider
        append(kind="report.received", record=report.pk, version=1, content=content, actor=actor.user, at=at)
        rows = [SourceRow(submission.lots, submission.cells, submission.persons)]
        done = record_seizures(
            rows,
            report=report,
            marking=marking,
            actor=actor.user,
            at=at,
            transfer=_said_by(transfer, actor),
            narrowed=narrowed,
        )
        seizure = Seizure.objects.get(report=report)
    return Submitted(seizure, again=False, held=bool(done.held))


def _said_by(transfer: TransferSaid | None, actor: Actor) -> TransferSaid | None:
    return replace(transfer, by_name=actor.name) if transfer is not None and not transfer.by_name else transfer


def earlier(provider: int, number: uuid.UUID, digest: str) -> Submitted | None:
    """What a number of this provider became before; `same` says whether the bytes under it had this digest."""
    report = Report.objects.filter(provider_id=provider, submission=number).first()
    if report is None:
        return None
    # A later sheet may have told the seizure anew: it is then of that report, and its first version of this one.
    first = Version.objects.filter(version=1, seizure__provider_id=provider, content__report_id=str(report.pk))
    seizure = Seizure.objects.filter(report=report).first() or Seizure.objects.filter(versions__in=first).first()
    return None if seizure is None else Submitted(seizure, again=True, same=report.digest == digest)


def _check(submission: Submission) -> None:
    if not submission.lots or submission.lots[0].seizure_date is None:
        raise InputError("has no lot or no day", where="the seizure", to_do="say what was seized, and when")
    check_persons(submission.persons)
