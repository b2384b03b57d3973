"""`chorsu tidy`: tables of seizures to normalised rows, on plain files; needs no database and no running server."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tqdm import tqdm

from chorsu.intake.readers.headers import load_map
from chorsu.intake.readers.outcomes import Outcome, Read, Refused
from chorsu.intake.readers.output import CsvRows, JsonRows
from chorsu.intake.readers.repair import RepairFile
from chorsu.intake.readers.tally import Tally
from chorsu.intake.readers.tidy import read_table
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from chorsu.intake.readers.maps import MapFile
    from chorsu.intake.readers.output import RowWriter

HELP = "tables of seizures (CSV, XLSX) to normalised rows"
NOTICES = 20
"""Lines about single rows of one file; the repair file has them all."""
STANDARD_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="CSV or XLSX; - is standard input")
    parser.add_argument("--map", type=Path, metavar="MAP.yml", help="which column holds what (docs/reference/tidy.md)")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--csv", action="store_true", help="write CSV (the default)")
    shape.add_argument("--json", action="store_true", help="write one JSON object a line, with the cell of each value")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, not to standard output")
    parser.add_argument("--repair", type=Path, metavar="FILE", help="write the rows that could not be read here (CSV)")


def run(options: argparse.Namespace) -> int:
    """Read all files; 0 also with refused rows, 2 when a file cannot be read (the others are read all the same)."""
    mapping = load_map(options.map) if options.map else None
    _check_targets(options)
    errors: list[InputError] = []
    with _target(options.out) as stream, _target(options.repair, optional=True) as repair_stream:
        writer: RowWriter = JsonRows(stream) if options.json else CsvRows(stream)
        repair = RepairFile(repair_stream) if options.repair else None
        for file, name in _named(options.files):
            try:
                with _local(file) as path:
                    _tidy(path, name, mapping, writer, repair)
            except InputError as error:
                errors.append(error)
                if len(errors) == len(options.files):
                    raise
                _say(f"chorsu tidy: {error}")
    return 2 if errors else 0


def _tidy(path: Path, name: str, mapping: MapFile | None, writer: RowWriter, repair: RepairFile | None) -> None:
    tally, notices = Tally(), 0
    for outcome in tqdm(
        read_table(path, mapping, name=name), unit=" rows", desc=name, delay=1, disable=None, leave=False
    ):
        tally.add(outcome)
        writer.begin()
        if isinstance(outcome, Read):
            writer.write(outcome.rows)
        elif isinstance(outcome, Refused) and repair:
            repair.write(name, outcome)
        if line := _notice(name, outcome):
            notices += 1
            if notices <= NOTICES:
                _say(line)
    if notices > NOTICES:
        _say(
            f"{name}: {notices - NOTICES:,} more such lines{'' if repair else '; --repair FILE lists the refused rows'}"
        )
    for line in tally.lines():
        _say(f"{name}: {line}")


def _notice(name: str, outcome: Outcome) -> str:
    """One clear line about a row that was refused, or whose date cannot be true."""
    if isinstance(outcome, Read) and "impossible_date" in outcome.rows[0].flags:
        cell = outcome.rows[0].sources["seizure_date"]
        told = f"column {cell.header!r}: {cell.text.strip()[:60]!r} lies before 1961 or in the future; left empty"
        return f"{_where(name, outcome)}: {told}"
    if isinstance(outcome, Refused):
        column = f"column {outcome.column!r}: " if outcome.column else ""
        value = " ".join(outcome.value.split())[:60]
        return f"{_where(name, outcome)}: {column}{value!r} refused ({outcome.reason}); {outcome.suggestion}"
    return ""


def _where(name: str, outcome: Outcome) -> str:
    return f"{name}: sheet {outcome.sheet}: row {outcome.row}" if outcome.sheet else f"{name}: row {outcome.row}"


def _say(line: str) -> None:
    """One line on standard error, whatever signs a file's names and cells hold."""
    tqdm.write("".join(sign if sign.isprintable() else "\ufffd" for sign in line), file=sys.stderr)


def _named(files: list[str]) -> list[tuple[str, str]]:
    """Each file with its name in the output: without its folder, unless two would bear one name."""
    names = [Path(file).name for file in files]
    return [(file, file if names.count(name) > 1 else name) for file, name in zip(files, names, strict=True)]


@contextlib.contextmanager
def _local(file: str) -> Iterator[Path]:
    """The file, or standard input in a file of its own (a table is looked at before it is read)."""
    if file != STANDARD_INPUT:
        yield Path(file)
        return
    with tempfile.TemporaryDirectory(prefix="chorsu-tidy-") as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield path


def _check_targets(options: argparse.Namespace) -> None:
    """Nothing that is read is written over."""
    read = {os.path.realpath(file) for file in [*options.files, *([options.map] if options.map else [])]}
    targets = [os.path.realpath(path) for path in (options.out, options.repair) if path]
    for target in targets:
        if target in read or targets.count(target) > 1:
            raise InputError("the file would be written over", where=target, to_do="choose another name")


@contextlib.contextmanager
def _target(path: Path | None, *, optional: bool = False) -> Iterator[IO[str]]:
    """Where rows go; a file appears under its name only when it is whole."""
    if path is None:
        with open(os.devnull if optional else 1, "w", encoding="utf-8", newline="", closefd=optional) as stream:
            yield stream
        return
    device = path.exists() and not path.is_file()
    part = path if device else path.with_name(f"{path.name}.part")
    try:
        stream = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(f"the file cannot be written ({error.strerror})", where=str(path)) from error
    try:
        with stream:
            yield stream
    except BaseException:
        if not device:
            part.unlink(missing_ok=True)
        raise
    if not device:
        part.replace(path)
