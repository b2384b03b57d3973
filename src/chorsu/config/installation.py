"""One installation on this machine: its folder, its lock, its keys, its database and the environment of its processes.

Owns what stands between the operator's environment and the processes: no process but the short-lived owner's ever
gets the owner's address, and each process gets the address of its own role alone.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import subprocess
import sys
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from chorsu.config.postgres import Cluster
from chorsu.config.settings import environment
from chorsu.handling.closing import closing
from chorsu.handling.security import ROLES
from chorsu.kernel.errors import ChorsuError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from chorsu.config.postgres import Server

__all__ = ["DATABASE", "Installation", "known_migrations"]

DATABASE = "chorsu"
OWNER = "chorsu_owner"
LOOPBACK = "127.0.0.1"
_MINE_ALONE = {"CHORSU_DATABASE_URL", "DATABASE_URL", "CHORSU_TOKEN"}
"""What stands in the operator's environment and is passed on to no process."""


@dataclass(frozen=True, slots=True)
class Installation:
    """The installation in `home`; `server` is the owner's address on a server of the operator's, or empty."""

    home: Path
    server: str

    @classmethod
    def from_environment(cls) -> Installation:
        """The installation that CHORSU_HOME and CHORSU_DATABASE_URL name."""
        return cls(environment.home(), environment.text("CHORSU_DATABASE_URL", ""))

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded one, hence on this machine and for this user alone."""
        return not self.server

    @property
    def cluster(self) -> Cluster:
        """The embedded cluster of this installation."""
        return Cluster(self.home / "postgres", self.key("postgres"))

    def key(self, name: str) -> str:
        """A secret of this installation, made on first use, kept in a file that only its owner reads."""
        folder = self.home / "keys"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / name
        if not path.exists():
            # Written apart and linked whole: of two processes that start at once one makes it, both read the same.
            draft = folder / f".{name}-{secrets.token_hex(8)}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(32))
            with suppress(FileExistsError):
                os.link(draft, path)
            draft.unlink()
        return path.read_text()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """The installation for ourselves; refused with one line while another program runs it."""
        # Passable, so that the database can run as another user than root; what lies inside is closed.
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        with (self.home / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip() or "another program"
                raise InputError(
                    f"is in use by {holder}",
                    where=str(self.home),
                    to_do="stop it, or set CHORSU_HOME to another folder",
                ) from None
            lock.truncate(0)
            lock.write(f"process {os.getpid()}")
            lock.flush()
            yield

    @property
    def example(self) -> bool:
        """Whether the invented region and its cast are here: on the embedded database only, and unless refused."""
        return self.embedded and environment.text("CHORSU_EXAMPLE", "1") == "1"

    @property
    def in_use(self) -> bool:
        """Whether another program runs this installation now."""
        try:
            with self.locked():
                return False
        except InputError:
            return True

    def url(self, role: str, name: str = DATABASE) -> str:
        """The address of the database for a role (`owner`, or one of the processes' roles)."""
        if self.embedded:
            return self.cluster.url(OWNER if role == "owner" else ROLES[role], self.key(f"database-{role}"), name)
        if role == "owner":
            return self.server
        parts = urlsplit(self.server)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{ROLES[role]}:{quote(self.key(f'database-{role}'))}@{host}"))

    def environment(self, role: str, process: str, settings: str) -> dict[str, str]:
        """The environment of a process: everything of ours is set afresh, nothing of the owner's is passed on."""
        mine = {key: value for key, value in os.environ.items() if key not in _MINE_ALONE}
        if (role, process) != ("worker", "intake"):
            mine = {key: value for key, value in mine.items() if key not in environment.MODEL}
        outside = process == "public"
        mine |= {
            "CHORSU_HOME": str(self.home),
            "CHORSU_PROCESS": process,
            "CHORSU_ROLE_DATABASE_URL": self.url(role),
            "CHORSU_SECRET_KEY": self.key("public" if outside else "officers"),
            "CHORSU_EXAMPLE": "1" if self.example else "0",
            "DJANGO_SETTINGS_MODULE": f"chorsu.config.settings.{settings}",
            "PYTHONUNBUFFERED": "1",
        }
        return mine

    def create_roles(self) -> None:
        """Create the database and its roles, or set their passwords anew; idempotent."""
        address = self.cluster.url("postgres", self.key("postgres"), "postgres") if self.embedded else self.server
        try:
            connection = psycopg.connect(address, autocommit=True, connect_timeout=10)
        except psycopg.OperationalError as error:
            raise ChorsuError(
                str(error).strip().splitlines()[-1], where="the database", to_do="check CHORSU_DATABASE_URL"
            ) from None
        with connection:
            names = ({"owner": OWNER} if self.embedded else {}) | ROLES
            for role, name in names.items():
                self._create_role(connection, role, name)
            if (
                self.embedded
                and not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            ):
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
                )
        inside = self.cluster.url("postgres", self.key("postgres"), DATABASE) if self.embedded else self.server
        with psycopg.connect(inside, autocommit=True, connect_timeout=10) as connection:
            connection.execute(closing(connection.info.dbname).encode())
            if self.embedded:
                connection.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")

    def _create_role(self, connection: psycopg.Connection[Any], role: str, name: str) -> None:
        identifier = sql.Identifier(name)
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} NOINHERIT").format(identifier))
        if role == "door":
            connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(identifier))
            connection.execute(
                sql.SQL("GRANT {} TO {}").format(
                    identifier, sql.Identifier(OWNER if self.embedded else connection.info.user)
                )
            )
            return
        options = sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(self.key(f"database-{role}")))
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(identifier, options))

    def migrate(self, to: Mapping[str, Sequence[str]] | None = None) -> None:
        """Migrate the schema and apply grants and policies, in a process of the owner's that ends with it.

        With `to`, migrations by app, it goes as far as those and does no more.
        """
        arguments = [sys.executable, "-m", "chorsu.config.migrate", *(["to"] if to is not None else [])]
        done = subprocess.run(  # noqa: S603 — our own module
            arguments,
            env=self.environment("owner", "owner", "owner"),
            input=json.dumps(to),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            logs = self.home / "logs"
            logs.mkdir(mode=0o700, parents=True, exist_ok=True)
            (logs / "migrate.log").write_text(done.stderr)
            raise ChorsuError("could not be migrated", where="the database", to_do=f"read {logs / 'migrate.log'}")

    @contextmanager
    def database(self) -> Iterator[Server | None]:
        """The database, ready and migrated: started for the length of the block where it is the embedded one."""
        with self.cluster.running() if self.embedded else nullcontext() as server:
            self.create_roles()
            self.migrate()
            yield server


def known_migrations() -> dict[str, list[str]]:
    """The migrations that this program has, by app; asked of a process of its own, for only that one loads Django."""
    done = subprocess.run(
        [sys.executable, "-m", "chorsu.config.migrate", "known"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "chorsu.config.settings.owner"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found
