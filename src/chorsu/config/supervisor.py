"""Keeps the processes of an installation running: starts them, restarts one that falls, stops all within seconds.

Each process runs in a session of its own, so that a Ctrl-C at the terminal reaches only the supervisor, which then
stops the others in order: what serves first, the database last.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chorsu.config.orphans import dies_with_parent, end_if_asked
from chorsu.kernel.errors import ChorsuError, InputError

if TYPE_CHECKING:
    from pathlib import Path

    from chorsu.config.postgres import Server

__all__ = ["Kept", "Process", "Supervisor", "require_free_port"]

_GRACE_SECONDS = 4.0
_QUICK_FALL_SECONDS = 5.0
_MOST_QUICK_FALLS = 5
_LONGEST_WAIT_SECONDS = 30.0
_SPARE_AFTER_SECONDS = 10.0
"""How long what serves has run before another is loaded to stand by: whoever comes back has the machine first."""


@dataclass(slots=True)
class Process:
    """One process: its name, its command, its environment and, when it serves, its port.

    `spare` is the command of one that stands by, with everything loaded: it takes the place of one that falls as soon
    as it reads the port on its standard input, and ends when that is closed.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    port: int | None = None
    spare: list[str] | None = None
    handle: subprocess.Popen[bytes] | None = None
    standing_by: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    spare_started: float = 0.0
    falls: int = 0
    again_at: float = 0.0


@dataclass(slots=True)
class Kept:
    """The embedded database, kept running: started again at once at first, later and later when it keeps falling.

    It is never waited for: while it reads its log of changes, those that serve say that they cannot answer yet.
    """

    server: Server
    started: float = field(default_factory=time.monotonic)
    falls: int = 0
    again_at: float | None = None

    def tend(self, present: float) -> None:
        """Start it again when it has fallen and it is time; `present` is of the monotonic clock, in seconds."""
        if not self.server.fallen:
            return
        if self.again_at is None:
            quick = present - self.started < _QUICK_FALL_SECONDS
            self.falls = self.falls + 1 if quick else 1
            self.again_at = present + _wait(self.falls)
        if present >= self.again_at:
            self.server.again()
            self.started, self.again_at = present, None


@dataclass(slots=True)
class Supervisor:
    """Runs processes until told to stop; their words go to `logs/<name>.log`. Keeps the database running, too."""

    logs: Path
    processes: list[Process] = field(default_factory=list)
    stopping: bool = False
    database: Kept | None = None
    spare_after: float = _SPARE_AFTER_SECONDS

    def start(self, process: Process) -> None:
        """Start a process and keep it."""
        self.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        if process not in self.processes:
            self.processes.append(process)
        process.handle = _called(process) or self._begun(process, process.command, subprocess.DEVNULL)
        process.started = time.monotonic()

    def _begun(self, process: Process, command: list[str], given: int) -> subprocess.Popen[bytes]:
        with (self.logs / f"{process.name}.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 — our own processes
                command,
                env=process.environment,
                stdin=given,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),  # noqa: PLW1509 — nothing runs in threads here
            )

    def await_ports(self, seconds: float) -> None:
        """Wait until every serving process accepts connections."""
        deadline = time.monotonic() + seconds
        for process in self.processes:
            while process.port is not None and not _answers(process.port):
                self.tend()
                if process.falls >= _MOST_QUICK_FALLS or time.monotonic() > deadline:
                    raise ChorsuError("does not start", where=process.name, to_do=self._read_log(process))
                time.sleep(0.05)

    def tend(self) -> None:
        """Restart what has fallen: at once at first, later and later when it keeps falling. The others serve on."""
        end_if_asked()
        present = time.monotonic()
        if self.database is not None:
            self.database.tend(present)
        for process in self.processes:
            if process.handle is not None and process.handle.poll() is None:
                self._keep_a_spare(process, present)
                continue
            if process.handle is None or present < process.again_at:
                continue
            quick = present - process.started < _QUICK_FALL_SECONDS + _LONGEST_WAIT_SECONDS
            process.falls = process.falls + 1 if quick else 1
            self.start(process)
            process.again_at = present + _wait(process.falls)

    def _keep_a_spare(self, process: Process, present: float) -> None:
        gone = process.standing_by is None or process.standing_by.poll() is not None
        since = max(process.started, process.spare_started)
        if process.spare is not None and gone and present - since > self.spare_after:
            process.standing_by = self._begun(process, process.spare, subprocess.PIPE)
            process.spare_started = present

    def run(self) -> None:
        """Tend the processes until SIGINT or SIGTERM."""
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self._on_signal)
        while not self.stopping:
            self.tend()
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask every process to end, then end it; all within the grace given."""
        kept = [one for process in self.processes for one in (process.handle, process.standing_by)]
        alive = [handle for handle in kept if handle and handle.poll() is None]
        for handle in alive:
            _signal_group(handle.pid, signal.SIGTERM)
        deadline = time.monotonic() + _GRACE_SECONDS
        for handle in alive:
            with contextlib.suppress(subprocess.TimeoutExpired):
                handle.wait(max(0.0, deadline - time.monotonic()))
        for handle in alive:
            _signal_group(handle.pid, signal.SIGKILL)
            handle.wait()

    def _on_signal(self, *_: object) -> None:
        self.stopping = True

    def _read_log(self, process: Process) -> str:
        return f"read {self.logs / process.name}.log"


def require_free_port(host: str, port: int) -> None:
    """Refuse with one line when a port is taken."""
    if not 0 < port < 1 << 16:
        raise InputError("is no port", where=f"port {port}", to_do="choose one from 1024 to 65533")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise InputError("is in use", where=f"port {port}", to_do="stop what uses it, or choose PORT=…") from None


def _called(process: Process) -> subprocess.Popen[bytes] | None:
    """The one that stood by, told that it is its turn; None where there is none."""
    spare, process.standing_by = process.standing_by, None
    if spare is None or spare.poll() is not None or spare.stdin is None:
        return None
    with contextlib.suppress(BrokenPipeError), spare.stdin:
        spare.stdin.write(b"%d\n" % (process.port or 0))
        return spare
    return None


def _wait(falls: int) -> float:
    """Seconds until what fell this often in a row may be started again."""
    patience = falls - _MOST_QUICK_FALLS
    return min(2.0**patience, _LONGEST_WAIT_SECONDS) if patience >= 0 else 0.0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _signal_group(leader: int, signum: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signum)
