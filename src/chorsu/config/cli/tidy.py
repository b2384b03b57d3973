"""`chorsu tidy`: tables of seizures to normalised rows, on plain files; needs no database and no running server."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tqdm import tqdm

from chorsu.config.tables import local, named, not_written_over, say, written_whole
from chorsu.intake.readers.headers import load_map
from chorsu.intake.readers.outcomes import Outcome, Read, Refused, Skipped
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
    not_written_over((options.out, options.repair), (*options.files, options.map))
    errors: list[InputError] = []
    with _target(options.out) as stream, _target(options.repair, optional=True) as repair_stream:
        writer: RowWriter = JsonRows(stream) if options.json else CsvRows(stream)
        repair = RepairFile(repair_stream) if options.repair else None
        for file, name in named(options.files):
            try:
                with local(file) as path:
                    _tidy(path, name, mapping, writer, repair)
            except InputError as error:
                errors.append(error)
                if len(errors) == len(options.files):
                    raise
                say(f"chorsu tidy: {error}")
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
                say(line)
    if notices > NOTICES:
        say(
            f"{name}: {notices - NOTICES:,} more such lines{'' if repair else '; --repair FILE lists the refused rows'}"
        )
    for line in tally.lines():
        say(f"{name}: {line}")


def _notice(name: str, outcome: Outcome) -> str:
    """One clear line about a row that was refused, whose date cannot be true, or that tells more than its rule."""
    if isinstance(outcome, Read) and "impossible_date" in outcome.rows[0].flags:
        cell = outcome.rows[0].sources["seizure_date"]
        told = f"column {cell.header!r}: {cell.text.strip()[:60]!r} lies before 1961 or in the future; left empty"
        return f"{_where(name, outcome)}: {told}"
    if isinstance(outcome, Refused):
        column = f"column {outcome.column!r}: " if outcome.column else ""
        value = " ".join(outcome.value.split())[:60]
        return f"{_where(name, outcome)}: {column}{value!r} refused ({outcome.reason}); {outcome.suggestion}"
    if isinstance(outcome, Skipped) and outcome.note:
        return f"{_where(name, outcome)}: skipped ({outcome.rule}): {outcome.note}"
    return ""


def _where(name: str, outcome: Outcome) -> str:
    return f"{name}: sheet {outcome.sheet}: row {outcome.row}" if outcome.sheet else f"{name}: row {outcome.row}"


@contextlib.contextmanager
def _target(path: Path | None, *, optional: bool = False) -> Iterator[IO[str]]:
    """Where rows go: a file that appears when it is whole, standard output, or nowhere."""
    if path is not None:
        with written_whole(path) as stream:
            yield stream
        return
    with open(os.devnull if optional else 1, "w", encoding="utf-8", newline="", closefd=optional) as stream:
        yield stream
