"""How fast texts are read in each language, what that costs, and how much of labelled notices is understood.

Speed is of processor time in one thread, models included, over the notices repeated; a first pass loads what loading
takes. Scores are of the labelled notices of the shared folder (where it is) and of those that were written before the
rules (`tests/intake/reading/unseen`), by slot and language.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

SCORING = Path(__file__).parents[1] / "tests" / "intake" / "reading" / "scoring.py"
SLOTS = ("lots", "aggregates", "date", "place", "arrested", "persons", "identifiers")
TARGETS = {"lots": "0.95", "date": "0.92", "place": "0.85", "arrested": "0.85", "identifiers": "0.97"}
SPEEDS = {"en": "40", "ru": "60"}
OTHERS = "400"
SECONDS = 3.0
"""Processor time measured for each language."""
_KILOBYTES_IN_MEGABYTE = 1024
_FIRST = (
    "from chorsu.intake.reading.reading import read; "
    "read('12 мая 2024 года в Душанбе изъято 5 кг героина.'); "
    "read('On 12 May 2024 police in Osh seized 5 kg of heroin.')"
)


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    scoring = _scoring()
    sets = {path.stem: scoring.notices(path) for path in sorted(scoring.UNSEEN.glob("lots*.jsonl"))}
    if scoring.SHARED.exists():
        sets = {"shared": scoring.notices(scoring.SHARED), **sets}
    started, spent = time.perf_counter(), _spent()
    subprocess.run([sys.executable, "-c", _FIRST], check=True)
    start, spent = time.perf_counter() - started, _spent() - spent
    rows: list[dict[str, Any]] = [
        {"name": "start and first text, both models", "value": start, "unit": "s", "target": "4"},
        {"name": "the same, processor time", "value": spent, "unit": "s"},
    ]
    rows += _speeds([notice for notices in sets.values() for notice in notices])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES_IN_MEGABYTE
    rows.append({"name": "peak memory", "value": peak, "unit": "MB", "target": "600"})
    for title, notices in sets.items():
        rows += _scores(scoring, title, notices)
    return rows


def _spent() -> float:
    """Processor time of the programs that were started and have ended."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _scoring() -> ModuleType:
    """The scoring of the tests, by its path: a benchmark is called `intake`, too."""
    found = importlib.util.spec_from_file_location("scoring", SCORING)
    if found is None or found.loader is None:
        raise FileNotFoundError(SCORING)
    module = importlib.util.module_from_spec(found)
    sys.modules["scoring"] = module
    found.loader.exec_module(module)
    return module


def _speeds(notices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from chorsu.intake.reading.answer import answer
    from chorsu.intake.reading.reading import read

    rows = []
    for language in sorted({notice["lang"] for notice in notices}):
        texts = [(one["text"], date.fromisoformat(one["published"])) for one in notices if one["lang"] == language]
        for text, published in texts:
            answer(read(text, published=published))
        done, started = 0, time.process_time()
        while time.process_time() - started < SECONDS:
            for text, published in texts:
                answer(read(text, published=published))
            done += len(texts)
        speed = done / (time.process_time() - started)
        length = sum(len(text) for text, _ in texts) / len(texts)
        rows.append(
            {
                "name": f"{language}: notices a second",
                "value": speed,
                "unit": "/s",
                "target": SPEEDS.get(language, OTHERS),
                "note": f"{length:.0f} characters each",
            }
        )
    return rows


def _scores(scoring: ModuleType, title: str, notices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    score = scoring.score(notices)
    rows = []
    for slot in SLOTS:
        told = [(language, one) for (language, name), one in score.slots.items() if name == slot]
        if not told:
            continue
        weak = ", ".join(f"{language} {one.f1:.2f}" for language, one in sorted(told) if one.f1 < 1)
        target = TARGETS.get(slot, "")
        rows.append({"name": f"{title}: {slot}, F1", "value": score.over(slot).f1, "target": target, "note": weak})
    return rows
