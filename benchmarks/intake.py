"""From a file to the data bank: rows a second, and whether memory grows with the file.

Runs on the region file of the real data where that is present, else on a generated file that is labelled synthetic.
Storing is measured alone (rows already read: records, lots, indexes, policies, journal outbox), then the whole way
from the first byte of the file to the last record, as the page and the verb go it.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.config.installation import Installation

STORING_TARGET = 5_000
WHOLE_TARGET = 2_000
GROWTH_TARGET = 60
"""Megabytes by which a file three times as long may raise the peak."""
TIMES = 3
SYNTHETIC_ROWS = 40_000
OFFICER = "border-officer"
REGION = "seizures/unodc_ids_region_2011_2016.csv"
DRUGS = ("Heroin", "Opium", "героин", "гашиш", "Cannabis herb", "Amphetamine")
PLACES = ("Термез", "Ош", "Yerevan", "Khorog", "Алматы", "Mashhad")


def _file(folder: Path) -> tuple[Path, str]:
    root = os.environ.get("CHORSU_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data"
    real = Path(root) / REGION
    if real.exists():
        return real, "real data: UNODC individual seizures, region, 2011-2016"
    path = folder / "synthetic.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("SEIZURE_DATE,COUNTRY,PLACE,DRUG_NAME,AMOUNT,DRUG_UNIT\n")
        for n in range(SYNTHETIC_ROWS):
            day = f"20{11 + n % 6}-{1 + n % 12:02}-{1 + n % 28:02}"
            file.write(f"{day},Uzbekistan,{PLACES[n % 6]},{DRUGS[n % 6]},{1 + n % 997}.{n % 89},Gram\n")
    return path, "synthetic file: the real one is not on this machine"


def _long(path: Path, folder: Path) -> Path:
    """The same file several times over, without its header after the first."""
    header, _, body = path.read_bytes().partition(b"\n")
    long = folder / "long.csv"
    with long.open("wb") as file:
        file.write(header + b"\n")
        for _ in range(TIMES):
            file.write(body if body.endswith(b"\n") else body + b"\n")
    return long


@contextmanager
def _bank() -> Iterator[tuple[Installation, Path]]:
    from chorsu.config.installation import Installation

    with tempfile.TemporaryDirectory(prefix="chorsu-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        installation = Installation(folder / "var", "")
        with installation.locked(), installation.database():
            os.environ.update(installation.environment("app", "bench", "officers"))
            import django

            django.setup()
            yield installation, folder


def _become(installation: Installation, role: str) -> None:
    from django.db import connections

    from chorsu.config.settings import environment

    connections["default"].close()
    connections["default"].settings_dict.update(environment.database(installation.url(role)))


def _officer() -> tuple[Any, int]:
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of

    user = User.objects.get(username=OFFICER)
    return actor_of(user), user.agency_id


def _storing(installation: Installation, path: Path) -> float:
    """Rows a second into the data bank; the clock stands while the next rows are read."""
    from django.db import transaction

    from chorsu.handling.rules import Marking
    from chorsu.intake.accounting import cells
    from chorsu.intake.readers.tidy import Read, read_table
    from chorsu.intake.tasks import CHUNK
    from chorsu.kernel.clock import now
    from chorsu.records.bulk import SourceRow, record_seizures
    from chorsu.records.models import Report

    rows = (SourceRow(found.rows, cells(found)) for found in read_table(path) if isinstance(found, Read))
    _become(installation, "worker")
    _, provider = _officer()
    report = Report(file_name=path.name, digest="0" * 64, size=1, received_at=now(), received_by=None)
    report.marking = marking = Marking(provider, frozenset({provider}))
    report.save(force_insert=True)
    stored, seconds = 0, 0.0
    for chunk in batched(rows, CHUNK, strict=False):
        began = time.perf_counter()
        with transaction.atomic():
            record_seizures(chunk, report=report, marking=marking, actor=None, at=now())
        seconds += time.perf_counter() - began
        stored += len(chunk)
    return stored / seconds


def _whole(installation: Installation, path: Path) -> tuple[int, float]:
    """Rows and seconds from the first byte to the last record: kept, looked through, accepted, taken in."""
    from chorsu.handling.viewer import viewing
    from chorsu.intake.models import HandIn
    from chorsu.intake.services import accept, begin
    from chorsu.intake.tasks import take_in_next
    from chorsu.kernel.clock import now

    _become(installation, "app")
    actor, provider = _officer()
    began = time.perf_counter()
    with viewing(actor), path.open("rb") as file:
        chunks = iter(lambda: file.read(1 << 20), b"")
        begun = begin(actor=actor, provider=provider, name=path.name, chunks=chunks, at=now())
        accept(actor=actor, hand_in=begun.hand_in.pk, audience=[], until=None, at=now())
    _become(installation, "worker")
    while take_in_next():
        pass
    seconds = time.perf_counter() - began
    done = HandIn.objects.get(pk=begun.hand_in.pk)
    if done.state != HandIn.State.DONE:
        raise RuntimeError(done.error_line)
    return done.rows_done, seconds


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def run() -> list[dict[str, Any]]:
    """Measure: storing alone, the whole way, and the peak of memory for one file and for a longer one."""
    with _bank() as (installation, folder):
        path, note = _file(folder)
        rows, seconds = _whole(installation, path)
        once = _peak()
        long_rows, long_seconds = _whole(installation, _long(path, folder))
        thrice = _peak()
        storing = _storing(installation, path)
    return [
        {"name": "storing", "value": round(storing), "unit": "rows/s", "target": STORING_TARGET, "note": note},
        {
            "name": "file to data bank",
            "value": round(rows / seconds),
            "unit": "rows/s",
            "target": WHOLE_TARGET,
            "note": f"{rows} rows in {seconds:.1f} s",
        },
        {
            "name": f"file to data bank, {TIMES} times as long",
            "value": round(long_rows / long_seconds),
            "unit": "rows/s",
            "target": WHOLE_TARGET,
            "note": f"{long_rows} rows in {long_seconds:.1f} s",
        },
        {"name": "peak memory of the process", "value": once, "unit": "MB", "target": None, "note": f"{rows} rows"},
        {
            "name": f"growth of the peak, file {TIMES} times as long",
            "value": thrice - once,
            "unit": "MB",
            "target": f"<= {GROWTH_TARGET}",
            "note": f"{long_rows} rows",
        },
    ]
