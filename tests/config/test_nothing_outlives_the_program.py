"""However `chorsu run` is ended, also in the middle of its start, none of its processes stays behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="asks /proc for processes: Linux only"),
]
PATIENCE_SECONDS = 20.0


def processes_of(home):
    """The processes that were given this data folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            told = f"CHORSU_HOME={home}\0".encode() in path.read_bytes()
        except OSError:
            continue
        if told and int(path.parent.name) != os.getpid():
            found.append(int(path.parent.name))
    return found


def three_free_ports():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return min(probe.getsockname()[1], 65_000)


@pytest.mark.parametrize("signum", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("seconds", [0.5, 1.5, 3.0])
def test_all_processes_end_with_it(tmp_path, signum, seconds):
    command = [str(Path(sys.executable).with_name("chorsu")), "run", "--port", str(three_free_ports())]
    running = subprocess.Popen(command, env=os.environ | {"CHORSU_HOME": str(tmp_path)}, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    running.send_signal(signum)
    running.wait(PATIENCE_SECONDS)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := processes_of(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
