# ruff: noqa: S311 — draws with a fixed seed
"""Measures `same`: speed and memory, one new record against a big bank, and how well its probabilities keep their word.

Run: `python benchmarks/same.py [--data FOLDER] [--bank ROWS] [--world]`; prints tables, and JSON with `--json FILE`.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chorsu.intake.readers.outcomes import Read
from chorsu.intake.readers.tidy import read_table
from chorsu.matching.events import Bank, Comparable, comparable, find_pairs, pairs_of

sys.path.insert(0, str(Path(__file__).parent))
from planting import plant

if TYPE_CHECKING:
    from chorsu.kernel.seizures import SeizureRow

DATA = Path(os.environ.get("CHORSU_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data")) / "seizures"
YEARS = (("UZ", 2012), ("UZ", 2013), ("TJ", 2012), ("TM", 2011), ("PK", 2013), ("IR", 2013), ("GE", 2016), ("KZ", 2014),
         ("RU", 2012), ("AF", 2013))  # fmt: skip
"""States and years that were reported once, into which double reports are planted."""


SECOND = "bcd"
"""First letters of the ids of planted rows."""


def read(path: Path, id_column: str = "") -> list[tuple[str, SeizureRow]]:
    """Rows with ids `row` or `row#lot` (or of a column), without source cells but place, region and unit."""
    found = []
    for outcome in read_table(path, id_column=id_column):
        if isinstance(outcome, Read):
            for lot, row in enumerate(outcome.rows):
                cells = {name: row.sources[name] for name in ("place", "admin1", "unit") if name in row.sources}
                name = row.sources["sender_key"].text if id_column else f"{outcome.row}"
                found.append((f"{name}#{lot}" if lot else name, replace(row, sources=cells)))
    return found


def speed(name: str, rows: list[tuple[str, SeizureRow]]) -> dict[str, object]:
    """Seconds to compare all rows, pairs found, and the peak of memory."""
    start = time.perf_counter()
    ready = [comparable(row_id, row) for row_id, row in rows]
    pairs = pairs_of(ready)
    seconds = time.perf_counter() - start
    verdicts = [pair.verdict for pair in pairs]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "what": f"same, {name}", "rows": len(rows), "seconds": round(seconds, 1),
        "same": verdicts.count("same"), "possible": verdicts.count("possible"), "peak MB": round(peak),
    }  # fmt: skip


def live(rows: list[tuple[str, SeizureRow]], size: int) -> dict[str, object]:
    """Milliseconds to find, score and keep one new record against a bank of `size` rows."""
    chance = random.Random(1)
    ready = [comparable(row_id, row) for row_id, row in rows]
    bank = Bank(_moved(ready[n % len(ready)], n // len(ready), chance) for n in range(size))
    gc.collect()
    gc.freeze()  # as a worker that has loaded its bank does: a full collection over it would cost a second now and then
    for row in ready[:50]:
        bank.candidates(row)
    times = []
    for row in chance.sample(ready, min(1_000, len(ready))):
        start = time.perf_counter()
        bank.candidates(replace(row, id="new"))
        bank.add(replace(row, id=f"new {len(bank)}"))
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return {
        "what": f"one record against {size:,}", "median ms": round(times[len(times) // 2], 2),
        "p99 ms": round(times[int(len(times) * 0.99)], 2), "worst ms": round(times[-1], 1),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def _moved(row: Comparable, turn: int, chance: random.Random) -> Comparable:
    """The row itself on the first turn, later another one of its kind, on another day."""
    if turn == 0 or row.day is None:
        return row
    return replace(row, id=f"{row.id}/{turn}", day=row.day + chance.randint(-1_000, 1_000))


def planted(rows: list[tuple[str, SeizureRow]], seed: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Found and missed double reports by state and year, and the reliability of the probabilities between lists."""
    by_year = defaultdict(list)
    for row_id, row in rows:
        if row.seizure_date:
            by_year[row.country, row.seizure_date.year].append((row_id, row))
    table, bins = [], defaultdict(lambda: [0, 0, 0.0])
    for key in YEARS:
        for share in (0.3, 0.08):
            made = plant(by_year[key], seed=seed, share=share)
            pairs = find_pairs(made.rows)
            claimed = {v: {frozenset((p.a, p.b)) for p in pairs if p.verdict == v} for v in ("same", "possible")}
            right = len(claimed["same"] & made.truth)
            table.append({
                "state": f"{key[0]} {key[1]}", "rows": len(made.rows), "planted": len(made.truth),
                "same": len(claimed["same"]), "precision": _share(right, len(claimed["same"])),
                "recall": _share(right, len(made.truth)),
                "with possible": _share(len((claimed["same"] | claimed["possible"]) & made.truth), len(made.truth)),
                "possible": len(claimed["possible"]),
            })  # fmt: skip
            for pair in pairs:
                if (pair.a[:1] in SECOND) != (pair.b[:1] in SECOND):
                    cell = bins[_bin(pair.probability)]
                    cell[0] += 1
                    cell[1] += frozenset((pair.a, pair.b)) in made.truth
                    cell[2] += pair.probability
    reliability = [
        {"probability": name, "pairs": n, "said": round(said / n, 3), "true": round(true / n, 3)}
        for name, (n, true, said) in sorted(bins.items())
    ]
    return table, reliability


def _bin(probability: float) -> str:
    for low in (0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4):
        if probability >= low:
            return f"from {low}"
    return "from 0.3"


def _share(part: int, whole: int) -> float | str:
    return round(part / whole, 3) if whole else ""


def show(rows: list[dict[str, object]]) -> None:
    """Print a table."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    texts = [[str(row.get(name, "")) for name in names] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *texts, strict=True)]
    for line in (names, *texts):
        print("  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True)))
    print()


def run() -> list[dict[str, object]]:
    """Rows for `chorsu bench`: the region's file, one record against a million, planted double reports."""
    path = DATA / "unodc_ids_region_2011_2016.csv"
    if not path.exists():
        return [{"name": "same", "error": f"the real data are not on this machine: {path}"}]
    region = read(path)
    fast = speed("region", region)
    table, reliability = planted(region, seed=5)
    sure = [row for row in reliability if row["probability"] in {"from 0.95", "from 0.99"}]
    claims = sum(row["pairs"] for row in sure)
    right = sum(row["pairs"] * row["true"] for row in sure)
    found = sum(row["with possible"] * row["planted"] for row in table)
    one = live(region, 1_000_000)
    note = f"{fast['rows']:,} rows: {fast['same']} same, {fast['possible']:,} possible; peak {fast['peak MB']} MB"
    return [
        {"name": "region, comparing all rows", "value": fast["seconds"], "unit": "s", "note": note},
        {"name": "one record against 1,000,000, median", "value": one["median ms"], "unit": "ms", "target": "50"},
        {"name": "one record against 1,000,000, 99th of 100", "value": one["p99 ms"], "unit": "ms", "target": "50"},
        {
            "name": "claims of 0.95 and more that are right",
            "value": right / claims,
            "note": f"{claims:,} claims, double reports planted into {len(YEARS)} state-years",
        },
        {"name": "planted doubles shown", "value": found / sum(row["planted"] for row in table)},
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the UNODC files")
    parser.add_argument("--bank", type=int, default=1_000_000, help="rows of the bank for one new record")
    parser.add_argument("--world", action="store_true", help="the file of the world too")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    region = read(options.data / "unodc_ids_region_2011_2016.csv")
    table, reliability = planted(region, options.seed)
    show(table)
    show(reliability)
    speeds = [speed("region", region)]
    if options.world:
        path = options.data / "unodc_ids_world_2011_2016.zip"
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            speeds.append(speed("world", read(Path(archive.extract(archive.namelist()[0], folder)))))
    show(speeds)
    lives = [live(region, options.bank)] if options.bank else []
    show(lives)
    if options.json:
        options.json.write_text(json.dumps([*speeds, *lives, *table, *reliability], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
