"""The database is killed hard, again and again, while others write.

Nothing that was acknowledged is lost, nothing appears twice, and the journal agrees with the bank to its last entry.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from builders.tables import seizures, table
from chorsu.config.installation import Installation
from journeys.installation import AT_REST, free_ports, running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("killed")]
KILLS = int(os.environ.get("CHORSU_KILLS", "6"))
"""How often the database is killed; a long watch sets more."""
ROWS = 6_000
WRITERS = ("pages", "pages", "services", "services")
HERE = Path(__file__).parent
DOUBLES = """
    SELECT record_id, version, kind FROM journal_entry WHERE kind LIKE 'seizure.%' GROUP BY 1, 2, 3 HAVING count(*) > 1
"""
OF_A_NUMBER = """
    SELECT r.submission::text, s.id::text, s.version, array_agg(l.quantity) FROM records_report r
    JOIN records_seizure s ON s.report_id = r.id JOIN records_lot l ON l.seizure_id = s.id
    WHERE r.submission IS NOT NULL GROUP BY r.id, s.id
"""


def answering(home, seconds=90):
    """A connection, as soon as the database answers."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return psycopg.connect(Installation(home, "").url("worker"), autocommit=True, connect_timeout=5)
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def kill_every_process(home):
    """SIGKILL to the server and all its children at once, as when the machine loses its power."""
    server = int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    children = [int(path.name) for path in Path("/proc").glob("[0-9]*") if _parent(path) == server]
    for process in (server, *children):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    return len(children)


def _parent(path):
    with suppress(OSError, IndexError):
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


def chorsu(home, *arguments):
    program = str(Path(sys.executable).with_name("chorsu"))
    environment = {**os.environ, "CHORSU_HOME": str(home)}
    return subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)


def hand_in(home, file):
    """The program that hands a file in, from the moment on from which the intake worker has it; it may fall later."""
    program = [str(Path(sys.executable).with_name("chorsu")), "intake", "--as", "border-officer", str(file)]
    process = subprocess.Popen(program, env={**os.environ, "CHORSU_HOME": str(home)}, stderr=subprocess.DEVNULL)
    with answering(home) as bank:
        for _ in range(600):
            states = (
                "SELECT h.state FROM intake_handin h JOIN records_report r ON r.id = h.report_id WHERE file_name = %s"
            )
            found = bank.execute(states, [file.name]).fetchone()
            if found and found[0] != "draft":
                return process
            time.sleep(0.1)
    pytest.fail("the file was not handed in")


def start_writers(site, folder):
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    writers = []
    for number, kind in enumerate(WRITERS):
        arguments = [kind, site.home, site.port, folder / f"{number}.jsonl", folder / "stop"]
        command = [sys.executable, HERE / "writing.py", *arguments]
        words = (folder / f"{number}.log").open("w")
        writers.append(subprocess.Popen([str(part) for part in command], env=environment, stderr=words, stdout=words))
    return writers


def kill_again_and_again(site, writers, chance):
    for _ in range(KILLS):
        answering(site.home).close()
        time.sleep(chance.uniform(0.5, 5))
        assert kill_every_process(site.home) > 0
        assert [writer.poll() for writer in writers] == [None] * len(writers)


def come_to_rest(bank):
    for _ in range(240):
        if bank.execute(AT_REST).fetchone()[0]:
            return
        time.sleep(0.5)
    pytest.fail("the consumers did not catch up")


def test_nothing_acknowledged_is_lost_and_nothing_appears_twice(home, tmp_path, worker_id):
    file = tmp_path / "rows.csv"
    file.write_bytes(table(seizures(ROWS)))
    with running(home, free_ports(worker_id)) as site:
        with answering(site.home) as bank:
            assert (
                bank.execute("SHOW fsync").fetchone()[0]
                == bank.execute("SHOW synchronous_commit").fetchone()[0]
                == "on"
            )
        site.settle()
        handing_in = hand_in(site.home, file)
        writers = start_writers(site, tmp_path)
        kill_again_and_again(site, writers, random.SystemRandom())
        answering(site.home).close()
        (tmp_path / "stop").touch()
        handing_in.terminate()
        assert [writer.wait(150) for writer in writers] == [0] * len(writers)
        with answering(site.home) as bank:
            come_to_rest(bank)
            stored = bank.execute(OF_A_NUMBER).fetchall()
            doubles = bank.execute(DOUBLES).fetchall()
            taken_in = bank.execute("SELECT count(*), count(DISTINCT row) FROM records_seizure s JOIN records_report r ON r.id = report_id WHERE r.file_name = 'rows.csv'").fetchone()  # fmt: skip
        verified = chorsu(site.home, "journal", "verify")
    lists = [[json.loads(line) for line in (tmp_path / f"{number}.jsonl").read_text().splitlines()] for number in range(len(WRITERS))]  # fmt: skip
    acknowledged = {
        number: (record, version, [quantity]) for told in lists for number, record, version, quantity, _ in told
    }
    assert all(len(told) > KILLS for told in lists)
    assert {number: tuple(rest) for number, *rest in stored} == acknowledged
    assert len(stored) == len(acknowledged)
    assert doubles == []
    assert taken_in == (ROWS, ROWS)
    assert sum(told[-1][-1] for told in lists) > 0, "no page said that the bank does not answer"
    assert verified.returncode == 0, verified.stderr
    entries, agree = (int(line.split()[0]) for line in verified.stdout.splitlines()[:2])
    of_the_directory = sum(map(int, re.findall(r"^(\d+) directory\.\S+: of a kind that cannot be compared$", verified.stdout, re.MULTILINE)))  # fmt: skip
    assert entries - of_the_directory == agree > len(acknowledged)
