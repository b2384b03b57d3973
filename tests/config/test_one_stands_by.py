"""What serves and falls is followed by one that stood by with everything loaded; none of them outlives its supervisor."""

import os
import signal
import sys
import time

import pytest

from chorsu.config.supervisor import Process, Supervisor
from journeys.installation import listening

SERVES = """
import socket, sys
port = int(sys.argv[1] if len(sys.argv) > 1 else sys.stdin.readline() or sys.exit())
served = socket.create_server(("127.0.0.1", port))
while True:
    served.accept()[0].close()
"""
PATIENCE = 20


@pytest.fixture
def supervisor(tmp_path):
    made = Supervisor(tmp_path / "logs", spare_after=0.0)
    yield made
    made.stop()


@pytest.fixture
def serving(supervisor, worker_id):
    """A process that serves, with one that stands by."""
    port = 23_000 + int(worker_id.removeprefix("gw") if worker_id != "master" else 0)
    command = [sys.executable, "-c", SERVES]
    process = Process("served", [*command, str(port)], dict(os.environ), port=port, spare=command)
    supervisor.start(process)
    supervisor.await_ports(PATIENCE)
    supervisor.tend()
    return process


def tended_until(supervisor, found):
    """Tend the processes until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < deadline
        supervisor.tend()
        time.sleep(0.02)


def fell(process):
    process.handle.kill()
    process.handle.wait()


def test_the_one_that_stood_by_serves_when_the_other_falls(supervisor, serving):
    before, spare = serving.handle.pid, serving.standing_by.pid
    assert listening(serving.port) == [before]
    fell(serving)
    tended_until(supervisor, lambda: listening(serving.port) == [spare])
    tended_until(supervisor, lambda: serving.standing_by is not None)
    assert serving.standing_by.pid not in {before, spare}


def test_where_none_stands_by_one_is_started(supervisor, serving):
    serving.standing_by.kill()
    serving.standing_by.wait()
    fell(serving)
    tended_until(supervisor, lambda: listening(serving.port) == [serving.handle.pid])


def test_none_stays_when_all_are_stopped(supervisor, serving):
    handles = serving.handle, serving.standing_by
    supervisor.stop()
    assert [one.poll() is not None for one in handles] == [True, True]


def test_one_whose_supervisor_is_gone_ends(serving):
    serving.standing_by.stdin.close()
    assert serving.standing_by.wait(PATIENCE) == 0
    os.kill(serving.handle.pid, signal.SIGTERM)
