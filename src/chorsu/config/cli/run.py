"""`chorsu run`: everything on this machine."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import argparse

    from chorsu.config.installation import Installation

HELP = "run everything on this machine: database, pages, live stream, public site, workers, example region"
_READY_SECONDS = 90
_HANDS_IN = ["--as", "border-officer", "--audience", "members", "--audience", "agency:example-centre"]
"""How a file named at the start is handed in: by an example officer, for everybody of the example region to see."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("--port", type=int, default=8000, help="first of three ports (default 8000)")
    parser.add_argument("--data", metavar="FILE", help="a table of seizures to take in as well")


def run(options: argparse.Namespace) -> int:
    """Start, say where, tend until Ctrl-C, stop."""
    from chorsu.config.installation import LOOPBACK, Installation
    from chorsu.config.orphans import ended_by_signals
    from chorsu.config.processes import addresses, processes
    from chorsu.config.supervisor import Kept, Supervisor, require_free_port

    ended_by_signals()
    installation = Installation.from_environment()
    if options.data:
        _require_example_and_file(installation, options.data)
    with ExitStack() as stack:
        stack.enter_context(installation.locked())
        for port in range(options.port, options.port + 3):
            require_free_port(LOOPBACK, port)
        _say("starting the database")
        server = stack.enter_context(installation.database())
        supervisor = Supervisor(installation.home / "logs", database=Kept(server) if server else None)
        stack.callback(supervisor.stop)
        for process in processes(installation, options.port):
            supervisor.start(process)
        supervisor.await_ports(_READY_SECONDS)
        _say(f"ready: open {addresses(options.port)['CHORSU_OFFICERS_URL']}/ (Ctrl-C stops everything)")
        if options.data:
            _say(f"taking in {options.data} as border-officer, for all members and the centre")
            stack.callback(_take_in(options.data).terminate)
        supervisor.run()
        _say("stopping")
    return 0


def _require_example_and_file(installation: Installation, name: str) -> None:
    """Refuse at once, before anything is started."""
    if not installation.example:
        raise InputError("is taken in on the example installation only", where="DATA", to_do="hand in through the page")
    if not Path(name).is_file():
        raise InputError("is not a file", where=name, to_do="check the name after DATA=")


def _take_in(name: str) -> subprocess.Popen[bytes]:
    """Hand a file in beside the running installation; its progress and its outcome go to this terminal."""
    command = [str(Path(sys.executable).with_name("chorsu")), "intake", *_HANDS_IN, "--", name]
    return subprocess.Popen(command)  # noqa: S603 — our own program


def _say(line: str) -> None:
    print(f"chorsu: {line}", file=sys.stderr, flush=True)  # noqa: T201 — a verb speaks to its caller here
