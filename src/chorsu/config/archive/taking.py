"""Takes a backup of an installation, running or not: keys, settings, stored bytes and rows, of one moment.

Stored bytes are written once and never changed, so those that are there after the snapshot was opened hold all that its
rows name.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from chorsu.config.archive import rows
from chorsu.config.archive.form import ABOUT, writing
from chorsu.kernel.errors import ChorsuError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    import psycopg

    from chorsu.config.archive.form import Writer
    from chorsu.config.installation import Installation

__all__ = ["Taken", "named", "take"]

_SECRET_SETTINGS = ("CHORSU_DATABASE_URL", "CHORSU_MODEL_KEY", "CHORSU_ROLE_DATABASE_URL", "CHORSU_SECRET_KEY")
"""Settings that hold a secret of somebody else's; a backup keeps none of them."""
_OF_THE_DATABASE = ("postgres", "database-")
"""Passwords of the database's roles: a restore makes new ones, so that an old backup opens no database."""
_MOST_AT_HOME = 1 << 20
"""Bytes of the largest file beside the folders of an installation that is taken."""
type Taken = dict[str, Any]
"""What was taken: the manifest."""


def named(target: Path, at: dt.datetime) -> Path:
    """The file of a backup: `target`, or in it, where it is a folder, one with the moment in its name.

    Those of one second are told apart by a number, and stand in the order in which they were taken.

    Raises:
        InputError: a file of that name stands already, or its folder does not.
    """
    if target.is_dir():
        stem = f"chorsu-{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}"
        names = (f"{stem}.backup", *(f"{stem}_{number}.backup" for number in range(2, 10)))
        free = [target / name for name in names if not (target / name).exists()]
        if free:
            return free[0]
        target /= names[-1]
    if target.exists():
        raise InputError("stands already", where=str(target), to_do="choose another name")
    if not target.parent.is_dir():
        raise InputError("is no folder", where=str(target.parent), to_do="make it, or choose another")
    return target


def take(
    installation: Installation, path: Path, secret: bytes | None, *, progress: Callable[[int], object] = lambda _: None
) -> Taken:
    """Write the backup to `path`, readable by its owner alone; it has that name only when it is whole.

    `progress` is told bytes taken.

    Raises:
        InputError: there is no installation, or no room.
        ChorsuError: stored bytes are not those that their name says.
    """
    with ExitStack() as stack:
        _answering(installation, stack)
        connection = stack.enter_context(rows.snapshot(installation.url("owner")))
        if rows.is_empty(connection):
            raise InputError("holds nothing yet", where=str(installation.home), to_do="start it once: `chorsu run`")
        with _appearing(path) as file, writing(file, secret) as writer:
            writer.add(ABOUT, json.dumps(_about(installation, connection)).encode())
            _take_files(installation.home, writer)
            manifest: Taken = {"store": _take_store(installation.home / "store", writer, progress)}
            manifest["tables"] = _take_tables(connection, writer, progress)
            manifest |= {"sequences": rows.sequences(connection), "journal": rows.head(connection)}
            writer.finish(manifest)
    return manifest


def _answering(installation: Installation, stack: ExitStack) -> None:
    """The database as it is: one that runs, or started for us without migrating it."""
    if not installation.embedded or installation.in_use:
        return
    if not (installation.cluster.data / "PG_VERSION").exists():
        raise InputError("is no installation", where=str(installation.home), to_do="set CHORSU_HOME")
    stack.enter_context(installation.locked())
    stack.enter_context(installation.cluster.running())


def _about(installation: Installation, connection: psycopg.Connection[Any]) -> dict[str, Any]:
    """What made it, and the settings that its environment gave; none that is a secret."""
    settings = {name: value for name, value in os.environ.items() if name.startswith("CHORSU_")}
    return {
        "program": version("chorsu"),
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "example": installation.example,
        "migrations": rows.applied(connection),
        "settings": {name: value for name, value in sorted(settings.items()) if name not in _SECRET_SETTINGS},
    }


def _take_files(home: Path, writer: Writer) -> None:
    """The keys but those of the database, and what lies in the installation's folder beside its folders."""
    for path in sorted((home / "keys").iterdir()):
        if path.name.startswith(_OF_THE_DATABASE):
            continue
        writer.add(f"keys/{path.name}", path.read_bytes())
    for path in sorted(home.iterdir()):
        if path.is_file() and path.name != "lock" and path.stat().st_size <= _MOST_AT_HOME:
            writer.add(f"home/{path.name}", path.read_bytes())


def _take_store(store: Path, writer: Writer, progress: Callable[[int], object]) -> dict[str, int]:
    files = size = 0
    for path in sorted(store.glob("[0-9a-f][0-9a-f]/*")):
        digest, length = path.parent.name + path.name, path.stat().st_size
        with path.open("rb") as file:
            found = writer.stream(f"store/{digest}", length, file)
        if found != digest:
            raise ChorsuError("was changed", where=str(path), to_do="put the right bytes back from an earlier backup")
        files, size = files + 1, size + length
        progress(length)
    return {"files": files, "bytes": size}


def _take_tables(
    connection: psycopg.Connection[Any], writer: Writer, progress: Callable[[int], object]
) -> dict[str, dict[str, Any]]:
    found = {}
    for table in rows.tables(connection):
        name, columns = table
        count = size = 0
        for number, part in enumerate(rows.take(connection, table)):
            writer.add(f"tables/{name}/{number:06d}", part)
            count, size = count + part.count(b"\n"), size + len(part)
            progress(len(part))
        found[name] = {"columns": columns, "rows": count, "bytes": size}
    return found


@contextmanager
def _appearing(path: Path) -> Iterator[BinaryIO]:
    """A new file of mode 0600 that gets its name when it is whole and on the disk; nothing is left of half a one."""
    draft = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except FileExistsError:
        raise InputError("is being written", where=str(draft), to_do="wait, or remove what is left of it") from None
    except OSError as error:
        draft.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise InputError("has no room left", where=str(path.parent), to_do="choose another disk") from None
        raise
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
