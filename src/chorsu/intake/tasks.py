"""Intake in the background: takes accepted hand-ins into the data bank, chunk by chunk.

Each step is one transaction that stores a chunk's records, lots, acts and refusals and moves the hand-in on: whoever is
killed in the middle leaves nothing half done, and the next step goes on at the very row. Of several hand-ins the one
with the fewest rows done goes first, so that three rows do not wait behind a million.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, transaction

from chorsu.handling.rules import Marking
from chorsu.intake import updating
from chorsu.intake.accounting import account, sort_outcomes
from chorsu.intake.columns import map_from
from chorsu.intake.dating import dated
from chorsu.intake.models import HandIn
from chorsu.intake.readers.tidy import read_table
from chorsu.intake.services import HANDIN_CHANNEL, store
from chorsu.intake.standing import narrowed
from chorsu.kernel.clock import now
from chorsu.kernel.errors import ChorsuError
from chorsu.records.batches import restore_some, withdraw_some
from chorsu.records.bulk import record_seizures
from chorsu.records.transfers.said import TransferSaid

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from chorsu.intake.dating import Dated

__all__ = ["CHUNK", "HANDIN_CHANNEL", "take_in_next"]

CHUNK = 5_000
"""Rows of a report that one transaction takes."""
MOST_OPEN = 4
"""Readings that are kept open between steps; one that was closed is read again up to its row."""
State = HandIn.State
WORK = (State.ACCEPTED, State.RUNNING, State.WITHDRAWING, State.RESTORING)
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Reading:
    """A file being read: its outcomes, and after how many of them it stands."""

    outcomes: Iterator[Dated]
    position: int


_open: dict[uuid.UUID, _Reading] = {}


def take_in_next() -> int:
    """Do the next chunk of the hand-in that is furthest behind; how many rows were done (0: nothing is left to do)."""
    waiting = HandIn.objects.filter(state__in=WORK).order_by("rows_done", "started_at")
    current: uuid.UUID | None = None
    try:
        with transaction.atomic():
            hand_in = waiting.select_related("report").select_for_update(of=("self",), skip_locked=True).first()
            if hand_in is None:
                return 0
            current = hand_in.pk
            return max(1, _step(hand_in))
    except (OperationalError, InterfaceError):
        _open.clear()
        raise
    except Exception:
        if current is None:
            raise
        logger.exception("hand-in %s", current)
        _give_up(current)
        return 1


def _step(hand_in: HandIn) -> int:
    if hand_in.state == State.WITHDRAWING:
        return _withdraw(hand_in)
    if hand_in.state == State.RESTORING:
        return _restore(hand_in)
    return _update(hand_in) if hand_in.updates else _take_in(hand_in)


def _take_in(hand_in: HandIn) -> int:
    """Take in one chunk; a file that ends with an error ends the hand-in, and what was taken in before it stays."""
    outcomes: list[Dated] = []
    error: ChorsuError | None = None
    try:
        reading = _reading(hand_in)
        for outcome in islice(reading.outcomes, CHUNK):
            outcomes.append(outcome)  # noqa: PERF402 — what came before an error is kept
    except ChorsuError as broken:
        error = broken
    _store(hand_in, outcomes)
    hand_in.state = State.RUNNING
    if error:
        hand_in.state = State.FAILED
        hand_in.stop(error)
    elif len(outcomes) < CHUNK:
        hand_in.state, hand_in.complete = State.DONE, True
    if hand_in.state == State.RUNNING:
        reading.position += len(outcomes)
    else:
        hand_in.finished_at = now()
        _open.pop(hand_in.pk, None)
    hand_in.save()
    return len(outcomes)


def _update(hand_in: HandIn) -> int:
    """Apply a table that was sent again, whole, in this one transaction: all of it stands, or nothing of it."""
    try:
        found = updating.apply(hand_in, store().path(hand_in.report.digest), now())
    except ChorsuError as error:
        hand_in.state = State.FAILED
        hand_in.stop(error)
    else:
        account(hand_in, found)
        hand_in.state, hand_in.complete = State.DONE, True
    hand_in.finished_at = now()
    hand_in.save()
    return hand_in.rows_done


def _reading(hand_in: HandIn) -> _Reading:
    """The reading of a hand-in at its row: the open one, or the file read anew and its done rows passed over."""
    reading = _open.get(hand_in.pk)
    if reading is None or reading.position != hand_in.rows_done:
        report = hand_in.report
        path = store().path(report.digest)
        mapping = map_from(hand_in.mapping, report.file_name)
        today = (hand_in.accepted_at or hand_in.started_at).date()
        outcomes = dated(read_table(path, mapping, name=report.file_name, today=today))
        reading = _Reading(outcomes, sum(1 for _ in islice(outcomes, hand_in.rows_done)))
        while len(_open) >= MOST_OPEN:
            _open.pop(next(iter(_open)))
        _open[hand_in.pk] = reading
    return reading


def _store(hand_in: HandIn, outcomes: list[Dated]) -> None:
    """Store a chunk's records and refusals and count its outcomes; every outcome is counted exactly once."""
    marking = Marking(hand_in.provider_id, frozenset(hand_in.to_audience), until=hand_in.to_until)
    found = sort_outcomes(outcomes)
    done = record_seizures(
        found.rows,
        report=hand_in.report,
        marking=marking,
        actor=hand_in.accepted_by,
        at=now(),
        transfer=TransferSaid.from_json(hand_in.transfer),
        narrowed=narrowed(marking, hand_in.accepted_at or now()),
    )
    hand_in.rows_held += done.held
    account(hand_in, found)


def _withdraw(hand_in: HandIn) -> int:
    if hand_in.updates:
        hand_in.rows_withdrawn = updating.undo(hand_in, hand_in.withdrawn_at or now())
        hand_in.state, hand_in.finished_at = State.WITHDRAWN, now()
        hand_in.save()
        return hand_in.rows_withdrawn
    at = hand_in.withdrawn_at or now()
    done = withdraw_some(hand_in.report, reason=hand_in.withdrawn_reason, actor=hand_in.withdrawn_by, at=at, most=CHUNK)
    hand_in.rows_withdrawn += done
    if done < CHUNK:
        hand_in.state, hand_in.finished_at = State.WITHDRAWN, now()
        _open.pop(hand_in.pk, None)
    hand_in.save()
    return done


def _restore(hand_in: HandIn) -> int:
    """Restore a chunk; a hand-in that was withdrawn before its end goes on being taken in afterwards."""
    moment = hand_in.withdrawn_at or now()
    done = restore_some(hand_in.report, moment, actor=hand_in.restored_by, at=now(), most=CHUNK)
    hand_in.rows_withdrawn -= done
    if done < CHUNK:
        hand_in.state = State.DONE if hand_in.complete else State.FAILED if hand_in.error else State.RUNNING
        hand_in.finished_at = None if hand_in.state == State.RUNNING else now()
    hand_in.save()
    return done


def _give_up(identifier: uuid.UUID) -> None:
    """A hand-in that no step can take further: one clear line for its officer, the details in the log."""
    _open.pop(identifier, None)
    with transaction.atomic():
        hand_in = HandIn.objects.select_related("report").select_for_update(of=("self",)).get(pk=identifier)
        hand_in.state, hand_in.finished_at = State.FAILED, now()
        hand_in.stop(
            ChorsuError(
                f"could not be taken in after row {hand_in.rows_done}; what came before stays",
                where=hand_in.report.file_name,
                to_do="tell the duty officer, the details are in the log",
            )
        )
        hand_in.save(update_fields=["state", "finished_at", "error"])
