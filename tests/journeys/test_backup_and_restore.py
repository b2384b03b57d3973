"""What docs/operate/ says is done as it stands there; then an officer signs in at the restored node and sees the same."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journeys.installation import free_ports, running
from journeys.writing import Pages

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("backup")]
DOCS = Path(__file__).parents[2] / "docs" / "operate"
LINE = re.compile(r"```sh\n(.*?)```", re.DOTALL)
NUMBER = "01900000-0000-7000-8000-000000000001"


def commands(page):
    return [line for block in LINE.findall((DOCS / f"{page}.md").read_text("utf-8")) for line in block.splitlines()]


def done(line, folder, home):
    """Do one line of a page in a folder, as an operator with the program on the path."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CHORSU_HOME": str(home)}
    found = subprocess.run(["/bin/sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False)  # fmt: skip
    assert found.returncode == 0, (line, found.stderr)
    return found


def what_is_seen(officer, record):
    """The record's page and the list of records, as the officer reads them; without what differs at every request."""
    pages = [officer.get(path).decode() for path in (f"/records/{record}/", "/records/")]
    return [re.sub(r'nonce="[^"]*"|csrfmiddlewaretoken[^>]*>|X-CSRFToken[^}]*}', "", page) for page in pages]


def test_a_restored_node_verifies_and_its_officers_see_what_they_saw(home, tmp_path, worker_id):
    (tmp_path / "backups").mkdir()
    port = free_ports(worker_id)
    with running(home, port) as site:
        site.settle()
        officer = Pages(port, home)
        record, *_ = officer.write(NUMBER)
        site.settle()
        before = what_is_seen(officer, record)
        for line in (*commands("backup"), *commands("upgrade")):
            if line.strip() != "chorsu run":
                done(line, tmp_path, home)
    newest = max((tmp_path / "backups").iterdir())
    assert newest.stat().st_mode & 0o777 == 0o600
    shutil.copy(newest, tmp_path / "chorsu.backup")
    for line in commands("restore"):
        if not line.endswith("chorsu run"):
            done(line, tmp_path, tmp_path / "restored")
    with running(tmp_path / "restored", port) as site:
        site.settle()
        officer = Pages(port, site.home)
        officer.enter()
        assert what_is_seen(officer, record) == before
