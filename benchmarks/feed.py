"""From commit to screen: how long until a new record stands in the live stream of those who may see it.

Many streams of officers who may see the record and a few of one who may not. Records are committed one by one by the
officers' role through the bulk path; latency is from the return of the commit to the event's arrival at the client.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import statistics
import time
from typing import Any

from running import Site, running_site, sign_in

CLIENTS = 60
RECORDS = 100
GAP_SECONDS = 0.1
STRANGERS = 5
_ENTRY = re.compile(rb'data-entry="([0-9a-f-]{36})"')


async def _listen(site: Site, cookie: str, arrived: list[tuple[str, float]], ready: asyncio.Event) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port + 1, limit=1 << 20)
    writer.write(f"GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
    async for line in reader:
        if line.startswith(b"retry"):
            ready.set()
        found = _ENTRY.search(line)
        if found:
            arrived.append((found[1].decode(), time.monotonic()))


def _commit(count: int) -> dict[str, float]:
    """Commit records one by one and say when each had committed."""
    from chorsu.directory.models import Agency, User
    from chorsu.directory.selectors import actor_of, principals_named
    from chorsu.handling.rules import Marking
    from chorsu.handling.viewer import viewing
    from chorsu.kernel.clock import now
    from chorsu.kernel.ids import uuid7
    from chorsu.kernel.seizures import SeizureRow
    from chorsu.records.bulk import SourceRow, record_seizures
    from chorsu.records.models import Report, Seizure

    actor = actor_of(User.objects.get(username="border-officer"))
    provider = Agency.objects.get(code="example-border-uz").pk
    marking = Marking(provider, principals_named(["state:UZ", "agency:example-centre"]))
    committed: dict[str, float] = {}
    for number in range(count):
        with viewing(actor):
            report = Report(id=uuid7(), file_name=f"bench-{number}", digest=f"{number:064d}", size=1, received_at=now())
            report.synthetic, report.received_by = True, actor.user
            report.marking = Marking(provider, frozenset({provider}))
            report.save(force_insert=True)
            row = SeizureRow(
                "bench", number + 2, dt.date(2026, 1, 1), "UZ", substance="heroin", substance_group="opioids"
            )
            record_seizures([SourceRow((row,))], report=report, marking=marking, actor=actor.user, at=now())
            identifier = Seizure.objects.values_list("pk", flat=True).get(report=report)
        committed[str(identifier)] = time.monotonic()
        time.sleep(GAP_SECONDS)
    return committed


async def _measure(site: Site) -> tuple[dict[str, float], list[list[tuple[str, float]]], list[list[tuple[str, float]]]]:
    entitled = [sign_in(site, name) for name in ("liaison-b", "analyst")]
    stranger = sign_in(site, "stranger-c")
    streams: list[list[tuple[str, float]]] = [[] for _ in range(CLIENTS + STRANGERS)]
    events = [asyncio.Event() for _ in streams]
    tasks = [
        asyncio.create_task(
            _listen(site, entitled[index % 2] if index < CLIENTS else stranger, streams[index], events[index])
        )
        for index in range(len(streams))
    ]
    await asyncio.wait_for(asyncio.gather(*(event.wait() for event in events)), 30)
    committed = await asyncio.to_thread(_commit, RECORDS)
    await asyncio.sleep(2)
    for task in tasks:
        task.cancel()
    return committed, streams[:CLIENTS], streams[CLIENTS:]


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    from pathlib import Path

    from chorsu.config.installation import Installation

    with running_site() as site:
        os.environ.update(Installation(Path(site.home), "").environment("app", "bench", "officers"))
        import django

        django.setup()
        committed, seen, strangers = asyncio.run(_measure(site))
    delays = sorted((at - committed[record]) * 1000 for stream in seen for record, at in stream if record in committed)
    missing = sum(len(committed.keys() - {record for record, _ in stream}) for stream in seen)
    repeated = sum(len(stream) - len({record for record, _ in stream}) for stream in seen)
    leaked = sum(record in committed for stream in strangers for record, _ in stream)
    note = f"{CLIENTS} streams, {RECORDS} records, one every {GAP_SECONDS} s"
    return [
        {"name": "commit to client, median", "value": statistics.median(delays), "unit": "ms", "note": note},
        {
            "name": "commit to client, 99th of 100",
            "value": delays[int(len(delays) * 0.99)],
            "unit": "ms",
            "target": "1000",
        },
        {"name": "lost", "value": missing, "unit": "", "target": "0"},
        {"name": "repeated", "value": repeated, "unit": "", "target": "0"},
        {"name": "seen by strangers", "value": leaked, "unit": "", "target": "0"},
    ]
