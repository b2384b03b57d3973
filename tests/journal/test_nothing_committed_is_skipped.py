"""Slow and quick transactions at once, rollbacks among them: every committed act gets one number, without gaps."""

import random
import threading
import time

from django.db import connection, transaction

from chorsu.journal.chain import verify
from chorsu.journal.consumers import consume
from chorsu.journal.models import EntryRow, OutboxRow
from chorsu.journal.selectors import chain
from chorsu.journal.sequencer import sequence_batch
from chorsu.journal.services import append
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7

WRITERS = 6
ACTS = 30


class _GiveUpError(Exception):
    pass


def _give_up_now_and_then(chance):
    if chance.random() < 0.2:
        raise _GiveUpError


def _write(seed, committed, lock):
    chance = random.Random(seed)  # noqa: S311 — not for secrets
    for _ in range(ACTS):
        record = uuid7()
        try:
            with transaction.atomic():
                append(kind="test.made", record=record, version=1, content={"n": seed}, actor=None, at=now())
                time.sleep(chance.choice([0, 0, 0, 0.002, 0.03]))
                _give_up_now_and_then(chance)
        except _GiveUpError:
            continue
        with lock:
            committed.add(record)
    connection.close()


def test_every_committed_act_is_numbered_once(bank, as_role):
    committed, read, lock = set(), [], threading.Lock()
    with as_role("worker"):
        writers = [threading.Thread(target=_write, args=(seed, committed, lock)) for seed in range(WRITERS)]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers) or OutboxRow.objects.exists():
            sequence_batch()
            consume("test", lambda entries: read.extend(entry.record_id for entry in entries))
        while consume("test", lambda entries: read.extend(entry.record_id for entry in entries)):
            pass
        assert len(committed) > WRITERS
        assert sorted(read) == sorted(committed)
        assert list(EntryRow.objects.order_by("number").values_list("number", flat=True)) == list(
            range(1, len(committed) + 1)
        )
        with transaction.atomic():
            assert verify(chain()).good
