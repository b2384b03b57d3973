"""Files that arrive by themselves: a watched folder, the messages of a mailbox file; and waiting for a text to be read.

Owns the order of a folder: a file is taken when it has come to rest, and then lies in `done/` or in `refused/`.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from chorsu.intake.texts.mailboxes import messages
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DONE", "REFUSED", "messages_of", "opened", "rested", "sort_away"]

DONE, REFUSED = "done", "refused"
_REST_SECONDS = 2.0
"""How long a file must have been left alone: whoever copies it is still writing before."""
_BLOCK = 1 << 20
_MOST_NAMES = 10_000


@contextmanager
def opened(name: str, stdin: IO[bytes]) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of standard input for `-`, as a stream that can be read again.

    Raises:
        InputError: it cannot be opened.
    """
    if name == "-":
        with tempfile.TemporaryFile() as kept:
            while block := stdin.read(_BLOCK):
                kept.write(block)
            kept.seek(0)
            yield kept
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 — closed below; what the caller raises is not ours
    except OSError as error:
        raise InputError(f"cannot be opened ({error.strerror})", where=name, to_do="check the name") from None
    with stream:
        yield stream


def rested(folder: Path) -> list[Path]:
    """The files of a folder that nobody writes to any more, by name; no folders, no links, nothing hidden.

    Raises:
        InputError: it is no folder that can be read.
    """
    latest = time.time() - _REST_SECONDS
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
        return [path for path in files if not path.name.startswith(".") and path.stat().st_mtime <= latest]
    except FileNotFoundError:
        if folder.is_dir():
            return []  # a file went away while we looked; the next look sees the folder as it is
        raise InputError("is no folder", where=str(folder), to_do="make it first") from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(folder), to_do="check its rights") from None


def sort_away(path: Path, where: str) -> Path:
    """Move a file of a watched folder into `done` or `refused`, under a name that nothing there has."""
    target = path.parent / where
    try:
        target.mkdir(exist_ok=True)
        for number in range(_MOST_NAMES):
            place = target / (f"{path.stem}-{number}{path.suffix}" if number else path.name)
            if not place.exists():
                return path.rename(place)
    except OSError as error:
        raise InputError(
            f"cannot be moved ({error.strerror})", where=str(path), to_do="give this program the right to write there"
        ) from None
    raise InputError("has too many of its name", where=str(target), to_do="empty that folder")


def messages_of(path: Path, refuse: Callable[[InputError], None]) -> Iterator[tuple[str, bytes]]:
    """The messages of a mailbox file (mbox) with a name for each; those that cannot be read are refused one by one.

    A message that was handed in before is known by its bytes: a mailbox that has grown gives only what is new.

    Raises:
        InputError: it cannot be opened, or holds no message.
    """
    if not path.is_file():
        raise InputError("is no file", where=str(path), to_do="name a mailbox file (mbox)")
    number = 0
    try:
        with path.open("rb") as stream:
            for number, content in enumerate(messages(stream), start=1):
                name = f"{path.stem}-{number}.eml"
                if content is None:
                    refuse(InputError("is too large", where=name, to_do="hand it in by itself"))
                else:
                    yield name, content
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from None
    if not number:
        raise InputError("holds no message", where=str(path), to_do="name a mailbox file (mbox)")
