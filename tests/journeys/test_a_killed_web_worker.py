"""One worker of the officers' door is killed: the other serves on. Their master is killed: they go with it, and all come again."""

import http.client
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from journeys.installation import free_ports, listening, paused_home, running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("killed")]
PATIENCE = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory, worker_id):
    with running(paused_home(tmp_path_factory.mktemp("workers")), free_ports(worker_id)) as started:
        yield started


def parent(process):
    with suppress(OSError):
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def master_and_workers(port):
    """The processes of the door; no master where they do not agree on one."""
    found = listening(port)
    workers = [one for one in found if one not in {parent(other) for other in found}]
    masters = {parent(one) for one in workers}
    return masters.pop() if len(masters) == 1 else None, workers


def served(port):
    """The processes of the door, as soon as there are two workers of one master."""
    deadline = time.monotonic() + PATIENCE
    while True:
        master, workers = master_and_workers(port)
        if master not in {None, 1} and len(workers) == 2:
            return master, workers
        assert time.monotonic() < deadline
        time.sleep(0.1)


def answers(site):
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=5)
    try:
        line.request("GET", "/start/")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def test_the_other_worker_serves_on(site):
    master, workers = served(site.port)
    os.kill(workers[-1], signal.SIGKILL)
    asked = []
    for _try in range(100):
        asked.append(answers(site))
        time.sleep(0.05)
    assert asked.count(False) <= 2, asked  # what was on its way to the one that was killed
    again, others = served(site.port)
    assert again == master
    assert set(workers) & set(others) == {workers[0]}


def test_workers_go_with_their_master(site):
    master, workers = served(site.port)
    os.kill(master, signal.SIGKILL)
    again, others = served(site.port)
    assert again != master
    assert not set(workers) & set(others)
    deadline = time.monotonic() + PATIENCE
    while not answers(site):
        assert time.monotonic() < deadline
        time.sleep(0.1)
