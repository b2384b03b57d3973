"""`chorsu same`: which rows of seizure tables report the same event; on plain files, with no database and no server."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from chorsu.config.tables import local, named, not_written_over, say, written_whole
from chorsu.intake.readers.headers import load_map
from chorsu.intake.readers.outcomes import Read, Refused
from chorsu.intake.readers.output import harmless
from chorsu.intake.readers.tidy import read_table
from chorsu.kernel.errors import InputError
from chorsu.matching.events.clusters import clusters
from chorsu.matching.events.comparable import comparable
from chorsu.matching.events.pairs import pairs_of
from chorsu.matching.events.reasons import written
from chorsu.vocabulary import substances

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from chorsu.intake.readers.maps import MapFile
    from chorsu.matching.events.comparable import Comparable
    from chorsu.matching.events.pairs import Pair

HELP = "pairs of rows that report the same seizure, with probability and reasons"
COLUMNS = ("row_a", "row_b", "probability", "verdict", "reasons")
LISTS = (frozenset[str](), frozenset({"same"}), frozenset({"same", "possible"}))
"""What is taken for one event: nothing, pairs that are `same`, and pairs that are `possible` too."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="CSV or XLSX, read as tidy does; - is standard input")
    parser.add_argument("--id", default="", metavar="COLUMN", help="column that names a row (otherwise file:row)")
    parser.add_argument("--map", type=Path, metavar="MAP.yml", help="which column holds what (docs/reference/tidy.md)")
    parser.add_argument("--out", type=Path, required=True, metavar="PAIRS.csv", help="write the pairs here")


def run(options: argparse.Namespace) -> int:
    """Write the pairs, say the summary; 2 with one line, and nothing written, where a file cannot be read."""
    not_written_over((options.out,), (*options.files, options.map))
    mapping = load_map(options.map) if options.map else None
    rows = _read_all(options.files, mapping, options.id)
    with tqdm(total=len(rows), unit=" rows", desc="comparing", delay=1, disable=None, leave=False) as bar:

        def advance(done: int, _: int) -> None:
            bar.update(done - bar.n)

        pairs = pairs_of(rows, progress=advance)
    _write(options.out, pairs)
    for line in summary(rows, pairs):
        say(line)
    return 0


def _read_all(files: Sequence[str], mapping: MapFile | None, id_column: str) -> list[Comparable]:
    rows: list[Comparable] = []
    seen: dict[str, str] = {}
    for file, name in named(files):
        refused = Counter[str]()
        with local(file) as path:
            outcomes = read_table(path, mapping, name=name, id_column=id_column)
            for outcome in tqdm(outcomes, unit=" rows", desc=name, delay=1, disable=None, leave=False):
                if isinstance(outcome, Read):
                    rows.extend(_lots(outcome, name, seen, named=bool(id_column)))
                elif isinstance(outcome, Refused):
                    refused[outcome.reason] += 1
        if refused:
            told = ", ".join(f"{reason} {count:,}" for reason, count in refused.most_common())
            say(f"{name}: {refused.total():,} rows left out that cannot be read ({told}); `chorsu tidy` lists them")
    return rows


def _lots(outcome: Read, name: str, seen: dict[str, str], *, named: bool) -> Iterator[Comparable]:
    """The comparable lots of one input row: its id, and with several lots `id#2`, `id#3`."""
    where = ":".join(part for part in (name, outcome.sheet, str(outcome.row)) if part)
    for number, row in enumerate(outcome.rows):
        cell = row.sources.get("sender_key") if named else None
        row_id = (cell.text.strip() if cell else "") or where
        row_id = f"{row_id}#{number + 1}" if number else row_id
        if row_id in seen:
            raise InputError(f"two rows are named {row_id!r}", where=where, to_do=f"the other is {seen[row_id]}")
        seen[row_id] = where
        yield comparable(row_id, row)


def _write(path: Path, pairs: Sequence[Pair]) -> None:
    """The pairs as CSV, the surest first; the file appears under its name only when it is whole."""
    with written_whole(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for pair in sorted(pairs, key=lambda pair: (pair.verdict != "same", -pair.probability)):
            ends = (harmless(pair.a), harmless(pair.b))
            writer.writerow([*ends, f"{pair.probability:.4f}", pair.verdict, written(pair.reasons)])


def summary(rows: Sequence[Comparable], pairs: Sequence[Pair]) -> list[str]:
    """Rows, pairs and events; and by substance the kilograms as reported, and with each event once."""
    verdicts = Counter(pair.verdict for pair in pairs)
    by_id = {row.id: row for row in rows}
    events = [clusters(pairs, rows, verdicts=verdict) for verdict in LISTS]
    weights = [Counter[str]() for _ in events]
    for found, weight in zip(events, weights, strict=True):
        for cluster in found:
            row = by_id[cluster.speaker]
            weight[row.substance] += row.kg or 0.0  # type: ignore[assignment]
    _, same, possible = events
    double = sum(1 for cluster in same if len(cluster.rows) > 1)
    lines = [
        f"{len(rows):,} rows; pairs: {verdicts['same']:,} same, {verdicts['possible']:,} possible",
        f"events: {len(same):,} after same ({double:,} reported more than once), {len(possible):,} after possible",
    ]
    changed = sorted(
        (code for code in weights[0] if weights[0][code] != weights[2][code]), key=lambda code: -weights[0][code]
    )
    if changed:
        lines.append(f"{'kg':<32}{'as reported':>16}{'after same':>16}{'after possible':>16}")
        lines += [f"{_name(code):<32}" + "".join(f"{weight[code]:>16,.3f}" for weight in weights) for code in changed]
    return lines


def _name(code: str) -> str:
    return substances.label(code, "en")[:31] if code else "(substance unknown)"
