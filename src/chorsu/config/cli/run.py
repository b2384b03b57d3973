"""`chorsu run`: everything on this machine."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

HELP = "run everything on this machine: database, pages, live stream, public site, workers, example region"
_READY_SECONDS = 90


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("--port", type=int, default=8000, help="first of three ports (default 8000)")
    parser.add_argument("--data", metavar="FILE", help="a table of seizures to take in as well")


def run(options: argparse.Namespace) -> int:
    """Start, say where, tend until Ctrl-C, stop."""
    from chorsu.config.installation import LOOPBACK, Installation
    from chorsu.config.processes import addresses, processes
    from chorsu.config.supervisor import Supervisor, require_free_port

    installation = Installation.from_environment()
    with ExitStack() as stack:
        stack.enter_context(installation.locked())
        for port in range(options.port, options.port + 3):
            require_free_port(LOOPBACK, port)
        _say("starting the database")
        stack.enter_context(installation.database())
        supervisor = Supervisor(installation.home / "logs")
        stack.callback(supervisor.stop)
        for process in processes(installation, options.port):
            supervisor.start(process)
        supervisor.await_ports(_READY_SECONDS)
        _say(f"ready: open {addresses(options.port)['CHORSU_OFFICERS_URL']}/ (Ctrl-C stops everything)")
        supervisor.run()
        _say("stopping")
    return 0


def _say(line: str) -> None:
    print(f"chorsu: {line}", file=sys.stderr, flush=True)  # noqa: T201 — a verb speaks to its caller here
