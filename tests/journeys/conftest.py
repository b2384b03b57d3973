"""A whole installation as a newcomer starts it, and officers who walk through it in a real browser."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from browsing import open_browser
from chorsu.config.installation import Installation

SETTLE_SECONDS = 180
QUIET_SECONDS = 4


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


def three_free_ports(worker):
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


@pytest.fixture(scope="session")
def chromium():
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory, worker_id):
    """`chorsu run` with the example region, whose replay is paused so that nothing moves by itself."""
    root = tmp_path_factory.mktemp("site")
    root.chmod(0o755)
    home = root / "var"
    home.mkdir(mode=0o711)
    (home / "replay.json").write_text('{"paused": true, "seconds": 20, "resets": 0}')
    port = three_free_ports(worker_id)
    environment = {**os.environ, "CHORSU_HOME": str(home)}
    environment.pop("CHORSU_DATABASE_URL", None)
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("chorsu")), "run", "--port", str(port)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in process.stderr:
        if "ready" in line:
            break
    else:
        pytest.fail("the installation did not start")
    yield Site(port, home)
    process.send_signal(signal.SIGINT)
    process.wait(30)


@pytest.fixture(scope="session")
def settled(site):
    """The same installation, once the past years of the example region stand in its data bank."""
    before, quiet = -1, 0
    with psycopg.connect(Installation(site.home, "").url("worker"), autocommit=True) as bank:
        for _ in range(SETTLE_SECONDS):
            waiting = bank.execute(
                "SELECT count(*) FROM intake_handin WHERE state IN ('accepted', 'running')"
            ).fetchone()[0]
            records = bank.execute("SELECT count(*) FROM records_seizure").fetchone()[0]
            quiet = quiet + 1 if records == before and records and not waiting else 0
            before = records
            if quiet == QUIET_SECONDS:
                return site
            time.sleep(1)
    pytest.fail("the example region did not come to rest")


@pytest.fixture
def enter(chromium, site):
    """Opens a browser of its own for one of the cast, signed in by one click on the start page."""
    contexts = []

    def open_as(username, language="en"):
        context = chromium.new_context(
            viewport={"width": 1440, "height": 900}, locale="ru-RU" if language == "ru" else "en-GB"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.officers}/start/")
        page.click(f"button[name=as][value={username}]")
        page.wait_for_url(f"{site.officers}/")
        return page

    yield open_as
    for context in contexts:
        context.close()
