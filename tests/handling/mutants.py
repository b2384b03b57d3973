"""Runs the mutants of the rule of handling against one PostgreSQL of its own, and lists those that no test noticed.

Called by `make mutants`; ends with 1 when fewer than nine in ten are noticed.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import psycopg

from chorsu.config.postgres import Cluster

ENOUGH = 0.9
SAID = """
CREATE FUNCTION directory_said(what text) RETURNS text LANGUAGE sql STABLE
RETURN current_setting('chorsu.' || what, true)
"""
"""Here there is nobody to be sealed against."""
NOTICED = ("killed", "timeout", "suspicious", "caught by type check")


def main():
    program = Path(sys.executable).with_name("mutmut")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "chorsu"
        home.mkdir(mode=0o711)
        cluster = Cluster(home / "postgres", secrets.token_hex())
        process = cluster.start()
        try:
            url = cluster.url("postgres", cluster.secret, "postgres")
            with psycopg.connect(url) as connection:
                connection.execute(import_module("chorsu.handling.migrations.0003_named_in_terms").NAMED_IN)
                connection.execute(SAID)
            known = os.environ | {"CHORSU_MUTANTS_DATABASE": url}
            subprocess.run([program, "run"], env=known, check=False)
            told = subprocess.run([program, "results", "--all", "true"], capture_output=True, text=True, check=True)
        finally:
            process.terminate()
            process.wait()
    verdicts = [line.strip().rsplit(": ", 1) for line in told.stdout.splitlines() if ": " in line]
    survivors = [name for name, verdict in verdicts if verdict not in NOTICED]
    for name in survivors:
        print(name)  # noqa: T201 — its output
    share = 1 - len(survivors) / max(len(verdicts), 1)
    print(f"{len(verdicts)} mutants, {len(survivors)} not noticed: {share:.1%} noticed")  # noqa: T201 — its output
    return 0 if verdicts and share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
