"""Restores a backup into an empty installation: looked through to its end first, then put back, then verified.

Nothing is written before the whole file was read and found sound. What was put back is taken away again when it could
not be finished, so that a restore can be tried again.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import psycopg

from chorsu.config.archive import rows
from chorsu.config.archive.form import ABOUT, MANIFEST, reading, said_in
from chorsu.config.installation import known_migrations
from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.records.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from chorsu.config.archive.form import Member
    from chorsu.config.installation import Installation

__all__ = ["Sound", "look_through", "restored"]

_PART = 1 << 20
_LARGEST = 1 << 40
_GROWN = 3
"""How much more room rows take in the database than in COPY: with their indexes and the log of writing them."""
_LEAST_ROOM = 3 << 30
"""An empty database with a full log of changes (`max_wal_size`), and something to breathe."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a backup that was read to its end says of itself: `about` first, `manifest` last."""

    about: dict[str, Any]
    manifest: dict[str, Any]


def look_through(path: Path, secret: bytes | None, *, progress: Callable[[int], object] = lambda _: None) -> Sound:
    """Read a backup to its end and write nothing.

    Raises:
        InputError: as for `form.reading`; or the file does not hold what its manifest says.
    """
    about: dict[str, Any] = {}
    manifest: dict[str, Any] = {}
    counts: dict[str, int] = {}
    files = 0
    with reading(path, secret, progress=progress) as members:
        for member in members:
            room, _, rest = member.name.partition("/")
            if member.name in {ABOUT, MANIFEST}:
                said = said_in(member.data.read(), str(path))
                about, manifest = (said, manifest) if member.name == ABOUT else (about, said)
            elif room == "tables":
                table = rest.partition("/")[0]
                counts[table] = counts.get(table, 0) + sum(part.count(b"\n") for part in _parts(member))
            files += room == "store"
    told = {name: table["rows"] for name, table in manifest["tables"].items() if table["rows"]}
    if not about or counts != told or files != manifest["store"]["files"]:
        raise InputError("does not hold what it says", where=str(path), to_do="take another copy")
    return Sound(about, manifest)


@contextmanager
def restored(
    installation: Installation,
    path: Path,
    secret: bytes | None,
    sound: Sound,
    *,
    progress: Callable[[int], object] = lambda _: None,
) -> Iterator[None]:
    """The installation restored from a backup that was looked through, its database running while the block lasts.

    Raises:
        InputError: the installation is not empty, there is no room, or a newer program made the backup.
        ChorsuError: the rows put back are not as many as were taken.
    """
    with ExitStack() as stack:
        stack.enter_context(installation.locked())
        require_empty(installation)
        require_known(sound, str(path))
        require_room(installation, sound)
        with _taken_away_if_broken(installation), ExitStack() as started:
            with reading(path, secret, progress=progress) as members:
                _put_back(installation, sound, members, started)
            installation.migrate()
            stack.enter_context(started.pop_all())
        yield


def require_empty(installation: Installation) -> None:
    """Refuse an installation that holds anything.

    Raises:
        InputError: it does.
    """
    if any(path.name != "lock" for path in installation.home.iterdir()):
        raise InputError(
            "is not empty", where=str(installation.home), to_do="set CHORSU_HOME to an empty folder, or move it away"
        )
    if installation.embedded:
        return
    with rows.snapshot(installation.server) as connection:
        if not rows.is_empty(connection):
            raise InputError("is not empty", where="CHORSU_DATABASE_URL", to_do="name an empty database")


def require_known(sound: Sound, where: str) -> None:
    """Refuse a backup of a newer program, or of another one.

    Raises:
        InputError: it names a step of the schema that this program does not have.
    """
    known = known_migrations()
    for app, names in sound.about["migrations"].items():
        for name in names:
            if name not in known.get(app, ()):
                made = f"was made by program {sound.about['program']}, which is newer or another one ({app}.{name})"
                raise InputError(made, where=where, to_do="restore it with that program")


def require_room(installation: Installation, sound: Sound) -> None:
    """Refuse when the disk cannot hold what comes back.

    Raises:
        InputError: it cannot.
    """
    needed = sound.manifest["store"]["bytes"]
    if installation.embedded:
        needed += _LEAST_ROOM + _GROWN * sum(table["bytes"] for table in sound.manifest["tables"].values())
    free = shutil.disk_usage(installation.home).free
    if free < needed:
        said = f"has {free / 1e9:.1f} GB free, and {needed / 1e9:.1f} GB are needed"
        raise InputError(said, where=str(installation.home), to_do="set CHORSU_HOME to a folder on another disk")


def _put_back(installation: Installation, sound: Sound, members: Iterator[Member], stack: ExitStack) -> None:
    """Keys and files first, for the database is started with them; then the rows."""
    store, waiting = Store(installation.home / "store"), None
    for member in members:
        room, _, name = member.name.partition("/")
        if room in {"keys", "home"}:
            folder = installation.home / "keys" if room == "keys" else installation.home
            _keep(folder / name, member)
        elif room == "store":
            if store.keep(_parts(member), most=_LARGEST).digest != name:
                raise ChorsuError("is not what its name says", where=member.name, to_do="take another copy")
        elif room == "tables":
            waiting = member
            break
    _start(installation, sound, stack)
    with psycopg.connect(installation.url("owner"), connect_timeout=10) as connection:
        rows.load(connection, _by_table(sound, waiting, members), sound.manifest["sequences"])
        told = {name: table["rows"] for name, table in sound.manifest["tables"].items()}
        if (found := rows.tally(connection)) != told:
            differing = sorted(name for name in told | found if told.get(name) != found.get(name))
            raise ChorsuError("holds other rows than were taken", where=", ".join(differing), to_do="report this")
    with psycopg.connect(installation.url("owner"), autocommit=True) as connection:
        connection.execute("ANALYZE")


def _start(installation: Installation, sound: Sound, stack: ExitStack) -> None:
    """The database with its roles, and the schema as it was when the backup was taken."""
    if installation.embedded:
        stack.enter_context(installation.cluster.running())
    installation.create_roles()
    installation.migrate(to=sound.about["migrations"])


def _by_table(
    sound: Sound, first: Member | None, others: Iterator[Member]
) -> Iterator[tuple[rows.Table, Iterable[bytes]]]:
    """The parts of each table, in order; tables stand one after another in a backup."""
    tables = sound.manifest["tables"]
    every = _of_tables(first, others)
    for name, members in groupby(every, key=lambda member: member.name.split("/")[1]):
        yield (name, tables[name]["columns"]), (part for member in members for part in _parts(member))


def _of_tables(first: Member | None, others: Iterator[Member]) -> Iterator[Member]:
    if first is not None:
        yield first
    for member in others:
        if member.name != MANIFEST:
            yield member


def _parts(member: Member) -> Iterator[bytes]:
    while part := member.data.read(_PART):
        yield part


def _keep(path: Path, member: Member) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.writelines(_parts(member))


@contextmanager
def _taken_away_if_broken(installation: Installation) -> Iterator[None]:
    """The folder was empty before: what stands in it when the block breaks is half a restore, and goes."""
    try:
        yield
    except BaseException:
        for path in installation.home.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != "lock":
                path.unlink()
        raise
