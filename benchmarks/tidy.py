"""How fast tables are read: rows a second of the pure core, on the real region file, else on a synthetic one.

The first run reads the vocabulary; the median of the later ones is what a long file costs.
"""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

REPEATS = 3
SYNTHETIC_ROWS = 40_000
_KILOBYTES_IN_MEGABYTE = 1024


def _real() -> Path | None:
    root = Path(os.environ.get("CHORSU_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    path = root / "seizures" / "unodc_ids_region_2011_2016.csv"
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


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        real = _real()
        path = real or _synthetic(folder)
        runs = [_read(path) for _ in range(REPEATS)]
    rows = runs[0][0]
    what = "the real region file" if real else "synthetic rows"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES_IN_MEGABYTE
    return [
        {"name": "first reading", "value": runs[0][1], "unit": "s", "target": "30", "note": f"{rows:,} rows, {what}"},
        {"name": "rows a second", "value": statistics.median(rows / seconds for _, seconds in runs[1:]), "unit": "/s"},
        {"name": "peak memory", "value": peak, "unit": "MB"},
    ]
