"""A thousand officers on the live stream: from commit to client, while clients and server are killed and come back.

Forty invented authorities with 25 officers each hold a stream open. Ten records a second are committed by the officers'
role, each released to four of the authorities: a thousand deliveries a second. After a third of the time the server of
the streams is killed, after two thirds every fourth client drops its connection; all come back with the cursor of the
last event they had. CHORSU_BENCH_SECONDS sets how long it runs (five minutes otherwise).
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import random
import re
import signal
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from running import Site, running_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.config.installation import Installation

SECONDS = int(os.environ.get("CHORSU_BENCH_SECONDS", "300"))
AUTHORITIES, OFFICERS, REACHED, RATE = 40, 25, 4, 10
_SETTLED = 5.0
"""Seconds after a kill in which latency is that of coming back, told apart."""
_ENTRY = re.compile(rb'data-entry="([0-9a-f-]{36})"')
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Client:
    """One officer's stream: what arrived when, and the cursor that it goes on from."""

    authority: int
    cookie: str
    cursor: bytes = b""
    arrived: list[tuple[str, float]] = field(default_factory=list)
    opened: int = 0
    writer: asyncio.StreamWriter | None = None

    async def listen(self, port: int) -> None:
        """Hold the stream open, and open it again whenever it breaks off."""
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._once(port)
            await asyncio.sleep(random.uniform(0.2, 1.2))  # noqa: S311 — when a client comes back is no secret

    async def _once(self, port: int) -> None:
        reader, self.writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        last = b"Last-Event-ID: %b\r\n" % self.cursor if self.cursor else b""
        self.writer.write(
            b"GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %b\r\n%b\r\n" % (self.cookie.encode(), last)
        )
        waiting: list[str] = []
        async for line in reader:
            if line.startswith(b"event: ring"):  # the first event, once the stream stands where it goes on
                self.opened += 1
            elif found := _ENTRY.search(line):
                waiting.append(found[1].decode())
            elif line.startswith(b"id: "):
                self.cursor = line[4:].strip()
            elif line in {b"\n", b"\r\n"} and waiting:
                at = time.monotonic()
                self.arrived += [(record, at) for record in waiting]
                waiting.clear()


@contextlib.contextmanager
def _as(made: Installation, role: str) -> Iterator[None]:
    from django.db import connections

    from chorsu.config.settings import environment

    connections["default"].close()
    connections["default"].settings_dict.update(environment.database(made.url(role)))
    yield
    connections["default"].close()


def _enter(made: Installation) -> list[Client]:
    """Authorities, officers and their sessions, entered by the owner."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from chorsu.directory.models import Agency, State, Term, User
    from chorsu.directory.sessions import SessionStore
    from chorsu.handling.models import PrincipalRow
    from chorsu.kernel.clock import now

    clients = []
    with _as(made, "owner"):
        state = State.objects.get(code="UZ")
        for number in range(AUTHORITIES):
            code = f"bench-authority-{number}"
            agency = Agency(principal=PrincipalRow.objects.create(kind="agency", code=code), code=code, state=state)
            agency.name_en = agency.name_ru = f"Invented authority {number}"
            agency.example = True
            agency.save(force_insert=True)
            users = User.objects.bulk_create(
                User(username=f"bench-{number}-{one}", agency=agency, roles=["officer"], example=True)
                for one in range(OFFICERS)
            )
            since = now() - dt.timedelta(days=1)
            Term.objects.bulk_create(
                Term(user=one, agency=agency, roles=["officer"], since=since, entered_at=since) for one in users
            )
            for user in users:
                session = SessionStore()
                session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
                session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
                session.create()
                clients.append(Client(agency.pk, f"chorsu_session={session.session_key}"))
    return clients


@dataclass
class Committed:
    """Records committed: when, and to which authorities released."""

    at: dict[str, float] = field(default_factory=dict)
    to: dict[str, frozenset[int]] = field(default_factory=dict)


def _commit(made: Installation, authorities: list[int], committed: Committed, stop: asyncio.Event) -> None:
    from chorsu.directory.models import Agency, User
    from chorsu.directory.selectors import actor_of
    from chorsu.handling.rules import Marking
    from chorsu.handling.viewer import viewing
    from chorsu.kernel.clock import now
    from chorsu.kernel.ids import uuid7
    from chorsu.kernel.seizures import SeizureRow
    from chorsu.records.bulk import SourceRow, record_seizures
    from chorsu.records.models import Report, Seizure

    chance = random.Random(1)  # noqa: S311 — a fixed seed, no secret
    with _as(made, "app"):
        actor = actor_of(User.objects.get(username="border-officer"))
        provider = Agency.objects.get(code="example-border-uz").pk
        begun, number = time.monotonic(), 0
        while not stop.is_set():
            number += 1
            reached = frozenset(chance.sample(authorities, REACHED))
            with viewing(actor):
                report = Report(id=uuid7(), file_name=f"bench-{number}", digest=f"{number:064d}", size=1)
                report.received_at, report.received_by, report.synthetic = now(), actor.user, True
                report.marking = Marking(provider, frozenset({provider}))
                report.save(force_insert=True)
                row = SeizureRow(
                    "bench", number + 1, dt.date(2026, 1, 1), "UZ", substance="heroin", substance_group="opioids"
                )
                marking = Marking(provider, reached | {provider})
                record_seizures([SourceRow((row,))], report=report, marking=marking, actor=actor.user, at=now())
                record = str(Seizure.objects.values_list("pk", flat=True).get(report=report))
                committed.to[record] = reached
            committed.at[record] = time.monotonic()
            time.sleep(max(0.0, begun + number / RATE - time.monotonic()))


def _processes(site: Site) -> dict[str, list[int]]:
    """The numbers of the processes that serve streams, and of the database's."""
    postmaster = int((site.home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    database = [postmaster]
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == postmaster:
                database.append(int(entry.name))
    return {"stream": _listening(site.port + 1), "database": database}


def _listening(port: int) -> list[int]:
    """The processes that listen on a port of this machine: one that only stands by to do so is none of them."""
    fields = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{one[9]}]" for one in fields if one[3] == "0A" and int(one[1].partition(":")[2], 16) == port}
    found = set()
    for opened in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if str(opened.readlink()) in sockets:
                found.add(int(opened.parts[2]))
    return sorted(found)


def _spent(numbers: list[int]) -> float:
    """Seconds of processor that processes have used."""
    spent = 0.0
    for number in numbers:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            spent += (int(fields[11]) + int(fields[12])) / _TICKS
    return spent


@dataclass
class Measured:
    """What came of it: what was committed, when something was killed, processor time over the last, quiet part."""

    committed: Committed
    killed: list[float]
    spent: dict[str, float]
    spent_over: tuple[float, float]


async def _measure(site: Site, made: Installation, clients: list[Client]) -> Measured:
    tasks = [asyncio.create_task(one.listen(site.port + 1)) for one in clients]
    for _ in range(1_200):
        if all(one.opened for one in clients):
            break
        await asyncio.sleep(0.1)
    else:
        raise SystemExit(f"{sum(not one.opened for one in clients)} streams did not open in two minutes")
    stop, committed, killed = asyncio.Event(), Committed(), []
    authorities = sorted({one.authority for one in clients})
    working = asyncio.create_task(asyncio.to_thread(_commit, made, authorities, committed, stop))
    before = {name: _spent(numbers) for name, numbers in _processes(site).items()}
    begun = time.monotonic()
    await asyncio.sleep(SECONDS / 3)
    over = (begun, time.monotonic())
    spent = {name: _spent(numbers) - before[name] for name, numbers in _processes(site).items()}
    killed.append(time.monotonic())
    for number in _processes(site)["stream"]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    await asyncio.sleep(SECONDS / 3)
    killed.append(time.monotonic())
    for one in clients[::4]:
        if one.writer is not None:
            one.writer.close()
    await asyncio.sleep(SECONDS / 3)
    stop.set()
    await working
    await asyncio.sleep(5)
    for task in tasks:
        task.cancel()
    return Measured(committed, killed, spent, over)


def _rows(measured: Measured, clients: list[Client]) -> list[dict[str, Any]]:
    at, to = measured.committed.at, measured.committed.to
    lost = repeated = leaked = 0
    quiet: list[float] = []
    untroubled: list[float] = []
    all_of_them: list[float] = []
    for one in clients:
        times = dict(reversed(one.arrived))
        mine = {record for record, reached in to.items() if one.authority in reached}
        lost += len(mine - times.keys())
        repeated += len(one.arrived) - len(times)
        leaked += len((times.keys() & at.keys()) - mine)
        for record in mine & times.keys():
            delay = (times[record] - at[record]) * 1000
            all_of_them.append(delay)
            if at[record] < measured.killed[0] - 1:
                untroubled.append(delay)
            if not any(kill - 1 <= at[record] <= kill + _SETTLED for kill in measured.killed):
                quiet.append(delay)
    for delays in (quiet, untroubled, all_of_them):
        delays.sort()
    begun, ended = measured.spent_over
    deliveries = sum(begun <= when <= ended for one in clients for _, when in one.arrived)
    note = f"{len(clients)} streams, {len(at)} records in {SECONDS} s, {len(all_of_them):,} deliveries"
    each = {name: spent / max(deliveries, 1) * 1e6 for name, spent in measured.spent.items()}
    return [
        {"name": "commit to client, median", "value": statistics.median(quiet), "unit": "ms", "target": "100",
         "note": note},
        {"name": "commit to client, 99th of 100", "value": quiet[int(len(quiet) * 0.99)], "unit": "ms",
         "target": "500", "note": f"but for {_SETTLED:.0f} s after each kill"},
        {"name": "the same, of all deliveries", "value": all_of_them[int(len(all_of_them) * 0.99)], "unit": "ms",
         "target": "500", "note": f"kills and coming back included; longest {all_of_them[-1]:,.0f}"},
        {"name": "the same, before the first kill", "value": untroubled[int(len(untroubled) * 0.99)], "unit": "ms",
         "target": "500", "note": f"{len(untroubled):,} deliveries, median {statistics.median(untroubled):,.0f}"},
        {"name": "lost", "value": lost, "unit": "", "target": "0"},
        {"name": "repeated", "value": repeated, "unit": "", "target": "0"},
        {"name": "seen by others", "value": leaked, "unit": "", "target": "0"},
        {"name": "processor, stream", "value": each["stream"], "unit": "µs a delivery",
         "note": f"{each['stream'] / 27:.1f}-{each['stream'] / 20:.1f} × bare frameworks without access control"},
        {"name": "processor, database", "value": each["database"], "unit": "µs a delivery",
         "note": f"{deliveries / (ended - begun):,.0f} deliveries a second"},
    ]  # fmt: skip


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    from chorsu.config.installation import Installation

    with running_site() as site:
        made = Installation(Path(site.home), "")
        os.environ.update(made.environment("app", "bench", "officers"))
        import django

        django.setup()
        clients = _enter(made)
        measured = asyncio.run(_measure(site, made, clients))
    return _rows(measured, clients)
