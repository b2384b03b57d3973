"""How fast tables are read, and how much of them is understood: the real files of the region and the world, else rows.

The first run reads the vocabulary; the median of the later ones is what a long file costs. Shares are of the rows that
name a substance or group ("Other" and "Unknown" name none), and of those that have an administrative division.
"""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

REPEATS = 3
SYNTHETIC_ROWS = 40_000
MEMBERS = frozenset({"AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ"})
CATCH_ALL = "unspecified"
_KILOBYTES_IN_MEGABYTE = 1024


def _data(name: str) -> Path | None:
    root = Path(os.environ.get("CHORSU_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    path = root / "seizures" / name
    return path if path.exists() else None


def _synthetic(folder: str) -> Path:
    path = Path(folder) / "synthetic.csv"
    lines = ["Date;Country;Place;Drug;Quantity;Unit"]
    towns = ("Ош", "Termez", "Алматы", "Хорог", "Samarkand", "Бишкек", "Москва", "Ashgabat")
    drugs = ("heroin", "опий", "гашиш", "methamphetamine", "марихуана")
    lines += [
        f"20{20 + n % 6}-{1 + n % 12:02}-{1 + n % 28:02};;{towns[n % 8]};{drugs[n % 5]};{n % 997 / 8:.3f};кг"
        for n in range(SYNTHETIC_ROWS)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _read(path: Path) -> tuple[int, float]:
    from chorsu.intake.readers.tidy import read_table

    begun = time.perf_counter()
    rows = sum(1 for _ in read_table(path))
    return rows, time.perf_counter() - begun


def _understood(path: Path) -> tuple[Counter[str], float]:
    """Rows that name a substance, a division; and how many of them were found; and the seconds it took."""
    from chorsu.intake.readers.tidy import Read, read_table

    counts: Counter[str] = Counter()
    begun = time.perf_counter()
    for outcome in read_table(path):
        counts["rows"] += 1
        if not isinstance(outcome, Read):
            continue
        row = outcome.rows[0]
        if row.sources.get("substance") and row.substance_group != CATCH_ALL:
            counts["named"] += 1
            counts["known"] += "unknown_substance" not in row.flags
        if row.sources.get("admin1") and row.country in MEMBERS:
            for who in {"members", row.country}:
                counts[f"division {who}"] += 1
                counts[f"region {who}"] += bool(row.admin1)
    return counts, time.perf_counter() - begun


def _shares(what: str, path: Path, *, substances: str, most: str) -> list[dict[str, Any]]:
    counts, seconds = _understood(path)
    rows = [
        {
            "name": f"{what}: whole reading",
            "value": seconds,
            "unit": "s",
            "target": most,
            "note": f"{counts['rows']:,} rows",
        },
        _share(f"{what}: substances known", counts["known"], counts["named"], substances),
    ]
    for who, target in (("RU", "97"), ("members", "95")):
        rows.append(
            _share(f"{what}: divisions found, {who}", counts[f"region {who}"], counts[f"division {who}"], target)
        )
    return rows


def _share(name: str, part: int, whole: int, target: str) -> dict[str, Any]:
    return {
        "name": name,
        "value": 100 * part / whole if whole else 0.0,
        "unit": "%",
        "target": f">= {target}",
        "note": f"{part:,} of {whole:,}",
    }


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        real = _data("unodc_ids_region_2011_2016.csv")
        path = real or _synthetic(folder)
        runs = [_read(path) for _ in range(REPEATS)]
        shares = _shares("region", real, substances="99.5", most="60") if real else []
        if packed := _data("unodc_ids_world_2011_2016.zip"):
            with zipfile.ZipFile(packed) as archive:
                world = Path(archive.extract(archive.namelist()[0], folder))
            shares += _shares("world", world, substances="98", most="60")
    rows = runs[0][0]
    what = "the real region file" if real else "synthetic rows"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES_IN_MEGABYTE
    return [
        {"name": "first reading", "value": runs[0][1], "unit": "s", "target": "30", "note": f"{rows:,} rows, {what}"},
        {"name": "rows a second", "value": statistics.median(rows / seconds for _, seconds in runs[1:]), "unit": "/s"},
        *shares,
        {"name": "peak memory", "value": peak, "unit": "MB"},
    ]
