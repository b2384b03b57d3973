"""What the verbs on plain tables share: names of the files handed in, standard input, files written whole, messages.

Must not read or judge a table (`intake.readers`), and is no verb itself.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tqdm import tqdm

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["local", "named", "not_written_over", "say", "written_whole"]

STANDARD_INPUT = "-"


def named(files: Sequence[str]) -> list[tuple[str, str]]:
    """Each file with its name in the output: without its folder, unless two would bear one name."""
    names = [Path(file).name for file in files]
    return [(file, file if names.count(name) > 1 else name) for file, name in zip(files, names, strict=True)]


@contextlib.contextmanager
def local(file: str) -> Iterator[Path]:
    """The file, or standard input in a file of its own (a table is looked at before it is read)."""
    if file != STANDARD_INPUT:
        yield Path(file)
        return
    with tempfile.TemporaryDirectory(prefix="chorsu-table-") as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield path


def not_written_over(targets: Sequence[Path | None], read: Sequence[str | Path | None]) -> None:
    """Nothing that is read is written over, and no two results go to one file.

    Raises:
        InputError: a target is one of the files that are read, or stands twice.
    """
    sources = {os.path.realpath(path) for path in read if path}
    results = [os.path.realpath(path) for path in targets if path]
    for result in results:
        if result in sources or results.count(result) > 1:
            raise InputError("the file would be written over", where=result, to_do="choose another name")


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[IO[str]]:
    """A text file (UTF-8) to write; it appears under its name only when it is whole. A device is written as it is.

    Raises:
        InputError: the file cannot be written.
    """
    device = path.exists() and not path.is_file()
    part = path if device else path.with_name(f"{path.name}.part")
    try:
        stream = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"the file cannot be written ({error.strerror})", where=str(path)) from error
    try:
        with stream:
            yield stream
        if not device:
            part.replace(path)
    except BaseException as error:
        if not device:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise InputError(f"the file cannot be written ({error.strerror})", where=str(path)) from error
        raise


def say(line: str) -> None:
    """One line on standard error, whatever signs a file's names and cells hold."""
    tqdm.write("".join(sign if sign.isprintable() else "\ufffd" for sign in line), file=sys.stderr)
