"""Starts a whole installation as a newcomer does, and says when the example region has come to rest in it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from chorsu.config.installation import Installation

__all__ = ["Site", "free_ports", "paused_home", "running"]

SETTLE_SECONDS = 240
AT_REST = """
    SELECT NOT EXISTS (SELECT 1 FROM intake_handin WHERE state IN ('accepted', 'running'))
       AND NOT EXISTS (SELECT 1 FROM journal_outbox)
       AND (SELECT max(number) FROM journal_entry) = (SELECT number FROM journal_cursor WHERE consumer = 'matching')
"""


@dataclass(frozen=True)
class Site:
    """A running installation: the addresses of its doors, and its folder."""

    port: int
    home: Path

    @property
    def officers(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def public(self):
        return f"http://127.0.0.1:{self.port + 2}"

    def settle(self):
        """Wait until the past of the example region has been handed in, numbered and compared."""
        from chorsu.desk.start.controls import read_progress

        with psycopg.connect(Installation(self.home, "").url("worker"), autocommit=True) as bank:
            for _ in range(SETTLE_SECONDS * 2):
                progress = read_progress(self.home)
                handed_in = progress.get("tables") and progress["standing"] == progress["tables"]
                if handed_in and bank.execute(AT_REST).fetchone()[0]:
                    return
                time.sleep(0.5)
        pytest.fail("the example region did not come to rest")


def free_ports(worker):
    """The first of three ports in a row that nobody uses; each worker looks among ports of its own."""
    first = 18000 + 300 * (int(worker.removeprefix("gw")) if worker != "master" else 0)
    for port in range(first, first + 300, 3):
        with socket.socket() as a, socket.socket() as b, socket.socket() as c:
            try:
                for number, probe in enumerate((a, b, c)):
                    probe.bind(("127.0.0.1", port + number))
            except OSError:
                continue
            return port
    pytest.fail("no free ports")


def paused_home(root):
    """The folder of a new installation whose replay is paused, so that nothing moves by itself."""
    root.chmod(0o755)
    home = root / "var"
    home.mkdir(mode=0o711)
    (home / "replay.json").write_text('{"paused": true, "seconds": 20, "resets": 0}')
    return home


def listening(port):
    """The processes that listen on a port of this machine, by number; of a group all."""
    fields = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{one[9]}]" for one in fields if one[3] == "0A" and int(one[1].partition(":")[2], 16) == port}
    found = set()
    for opened in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if str(opened.readlink()) in sockets:
                found.add(int(opened.parts[2]))
    return sorted(found)


@contextmanager
def running(home, port, server=""):
    """`chorsu run` until the end of the block, on a server's database where one is named; then Ctrl-C."""
    environment = {**os.environ, "CHORSU_HOME": str(home)}
    environment.pop("CHORSU_DATABASE_URL", None)
    if server:
        environment["CHORSU_DATABASE_URL"] = server
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("chorsu")), "run", "--port", str(port)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for line in process.stderr:
            if "ready" in line:
                break
        else:
            pytest.fail("the installation did not start")
        yield Site(port, home)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
