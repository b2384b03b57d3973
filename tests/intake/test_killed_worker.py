"""A worker killed in the middle of a file leaves nothing half done: the next one goes on, every row exactly once."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db.models import Count

from builders.reports import agency_number
from builders.tables import seizures, table
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.intake.models import HandIn, Refusal
from chorsu.intake.services import accept, begin
from chorsu.intake.tasks import CHUNK
from chorsu.journal.models import OutboxRow
from chorsu.kernel.clock import now
from chorsu.records.models import Lot, Seizure

ROWS = 3 * CHUNK + 700
PATIENCE = 90


@pytest.fixture
def start_worker(installation, database_name, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    environment = installation.environment("worker", "intake", "officers") | {
        "CHORSU_HOME": str(tmp_path),
        "CHORSU_ROLE_DATABASE_URL": installation.url("worker", database_name),
    }
    started = []

    def start():
        command = [sys.executable, "-m", "chorsu.config.worker", "intake"]
        started.append(subprocess.Popen(command, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def await_rows(hand_in, least, officer):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with viewing(officer):
            found = HandIn.objects.get(pk=hand_in)
        if found.rows_done >= least or found.state == "failed":
            return found
        time.sleep(0.01)
    raise AssertionError(f"no progress beyond row {found.rows_done}")


@pytest.mark.slow
def test_every_row_is_there_once_after_two_kills(bank, as_role, start_worker):
    officer = actor("border-officer")
    content = table([*seizures(ROWS - 2), "не дата;Узбекистан;Термез;героин;1;кг;"])
    with viewing(officer):
        begun = begin(
            actor=officer,
            provider=agency_number("example-border-uz"),
            name="long.csv",
            chunks=[content],
            at=now(),
        )
        identifier = accept(actor=officer, hand_in=begun.hand_in.pk, audience=[], until=None, at=now()).pk
    for least in (CHUNK, 2 * CHUNK):
        worker = start_worker()
        assert await_rows(identifier, least, officer).state == "running"
        time.sleep(0.3)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    start_worker()
    done = await_rows(identifier, ROWS, officer)
    assert (done.state, done.rows_done, done.rows_read, done.rows_skipped, done.rows_refused) == (
        "done",
        ROWS,
        ROWS - 2,
        1,
        1,
    )
    with as_role("worker"):
        assert Seizure.objects.count() == Lot.objects.count() == ROWS - 2
        assert not Seizure.objects.values("row").annotate(times=Count("id")).filter(times__gt=1)
        assert OutboxRow.objects.filter(kind="seizure.recorded").count() == ROWS - 2
        assert list(Refusal.objects.values_list("row", flat=True)) == [ROWS]
