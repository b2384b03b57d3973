"""The log of the embedded database tells what the server does, and no value of a row."""

import re
from pathlib import Path

import psycopg
import pytest

from chorsu.config.postgres import SILENT
from fabricating import fabricated, insert

SECRET = "Zyxamine-7731"  # what stands in a row
TOLD = (Path(__file__).parents[2] / "docs/operate/server.md").read_text()


def broken(owner):
    """Statements that fail, each with a value in its text, its parameters, its message or its detail."""
    row = fabricated(owner, "directory_attempts", key=SECRET)
    insert(owner, "directory_attempts", row)
    yield lambda: insert(owner, "directory_attempts", row)
    yield lambda: owner.execute(f"INSERT INTO directory_attempts (key) VALUES ('{SECRET}')")
    yield lambda: owner.execute("SELECT %s::text::int", [SECRET])
    yield lambda: owner.execute(f"SELECT '{SECRET}'::date")
    yield lambda: owner.execute(f"DO $$ BEGIN RAISE EXCEPTION '{SECRET}' USING DETAIL = '{SECRET}'; END $$")
    yield lambda: owner.execute(f"DO $$ BEGIN RAISE WARNING '{SECRET}'; END $$; SELECT 1/0")


def test_no_value_of_a_row_stands_in_it(bank, connect, installation):
    for statement in broken(connect("owner")):
        with pytest.raises(psycopg.Error):
            statement()
    log = (installation.cluster.folder / "log").read_text()
    assert "ready to accept connections" in log
    assert SECRET not in log


def test_the_settings_are_told_for_a_server_of_ones_own():
    assert dict(re.findall(r"^(log_\w+) = (\S+)$", TOLD, re.MULTILINE)) == SILENT
