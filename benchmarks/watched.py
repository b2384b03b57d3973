# ruff: noqa: S311 — a fixed seed, no secret
"""Ten thousand watches of forty invented authorities in a running installation, and what makes them fire.

Owns the way through the bank that `watches.py` measures: records in small reports, and a large load, followed by
the installation's own workers. Not a benchmark: it has no `run`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import random
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from running import running_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.config.installation import Installation
    from chorsu.exchange.watches.criteria import Criteria

__all__ = ["through_the_bank"]

WATCHES, AUTHORITIES, RATE = 10_000, 40, 50
SECONDS = int(os.environ.get("CHORSU_BENCH_SECONDS", "60"))
LOAD = int(os.environ.get("CHORSU_BENCH_LOAD", "100000"))
_CHUNK = 500
_A_REPORT = 5
"""Records of a report that is no load, each report a transaction of its own."""
_LONGEST = 3_600
_CHANCE = random.Random(2)
_MEMBERS = 2


def through_the_bank() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    from chorsu.config.installation import Installation

    with running_site() as site:
        made = Installation(Path(site.home), "")
        os.environ.update(made.environment("app", "bench", "officers"))
        import django

        django.setup()
        _settle(made)
        _make_watches(made)
        _settle(made)
        return [*_as_they_come(made), *_load(made)]


@contextlib.contextmanager
def _as(made: Installation, role: str) -> Iterator[None]:
    from django.db import connections

    from chorsu.config.settings import environment

    connections["default"].close()
    connections["default"].settings_dict.update(environment.database(made.url(role)))
    yield
    connections["default"].close()


def _settle(made: Installation) -> float:
    """Wait until every act is numbered, matched and asked of the watches; how long that took, in seconds."""
    import psycopg

    begun = time.monotonic()
    quiet = 0
    with psycopg.connect(made.url("worker"), autocommit=True) as worker:
        while quiet < 5:  # noqa: PLR2004 — looks in a row
            if time.monotonic() > begun + _LONGEST:
                raise SystemExit("the workers do not keep up")
            left = worker.execute(
                "SELECT (SELECT count(*) FROM journal_outbox) + (SELECT coalesce(max(number), 0) FROM journal_entry)"
                " - coalesce((SELECT number FROM journal_cursor WHERE consumer = 'watches'), 0)"
            ).fetchone()
            quiet = quiet + 1 if left == (0,) else 0
            time.sleep(0.1)
    return time.monotonic() - begun


def _make_watches(made: Installation) -> None:
    from chorsu.directory.models import Agency, State, Term, User
    from chorsu.directory.selectors import actor_of
    from chorsu.exchange.watches.models import Watch
    from chorsu.exchange.watches.watching import content_of_watch
    from chorsu.handling.models import PrincipalRow
    from chorsu.handling.viewer import viewing
    from chorsu.journal.selectors import head
    from chorsu.journal.services import Entered, append_many
    from chorsu.kernel.clock import now

    since, users = now() - dt.timedelta(days=1), []
    with _as(made, "owner"):
        state = State.objects.get(code="UZ")
        for number in range(AUTHORITIES):
            code = f"bench-authority-{number}"
            agency = Agency(principal=PrincipalRow.objects.create(kind="agency", code=code), code=code, state=state)
            agency.name_en = agency.name_ru = f"Invented authority {number}"
            agency.example = True
            agency.save(force_insert=True)
            user = User.objects.create(username=f"bench-{number}", agency=agency, roles=["officer"], example=True)
            Term.objects.create(user=user, agency=agency, roles=["officer"], since=since, entered_at=since)
            users.append(user.username)
    with _as(made, "app"):
        for username in users:
            actor = actor_of(User.objects.get(username=username))
            at = now()
            with viewing(actor):
                made_now = [
                    Watch(
                        officer=actor.user, officer_name=actor.name, shared=True, name=f"Watch {number}",
                        criteria=_criteria().as_json(), channel="operational", since=head(), made_at=at, changed_at=at,
                        provider_id=actor.agency, audience=[actor.agency], synthetic=True,
                    )
                    for number in range(WATCHES // AUTHORITIES)
                ]  # fmt: skip
                Watch.objects.bulk_create(made_now)
                entered = [Entered("watch.made", one.pk, 1, {}, content_of_watch(one)) for one in made_now]
                append_many(entered, actor=actor.user, at=at)


def _criteria() -> Criteria:
    """What a watch asks, in the shares of `watches.py`."""
    from chorsu.exchange.watches.criteria import Criteria
    from chorsu.vocabulary import substances

    kind = _CHANCE.random()
    regions, codes = _lists()
    if kind < 0.3:  # noqa: PLR2004 — shares
        return Criteria(identifiers=frozenset({("phone", f"+998{_CHANCE.randrange(10**9):09}")}))
    if kind < 0.6:  # noqa: PLR2004
        named = frozenset(_CHANCE.sample(codes, 2))
        return Criteria(named, places=frozenset(_CHANCE.sample(regions, 3)), least_kg=_CHANCE.choice([None, 1.0, 10.0]))
    if kind < 0.75:  # noqa: PLR2004
        group, where = _CHANCE.choice(substances.group_codes()), _CHANCE.choice(_STATES)
        return Criteria(groups=frozenset({group}), places=frozenset({where}), least_kg=_CHANCE.choice([5.0, 50.0]))
    if kind < 0.9:  # noqa: PLR2004
        return Criteria(words=frozenset({f"stamp {_CHANCE.randrange(500)}"}))
    return Criteria(least_kg=_CHANCE.choice([50.0, 100.0, 500.0]))


@functools.cache
def _lists() -> tuple[list[str], list[str]]:
    """Regions and substances that are watched for."""
    from chorsu.vocabulary import places, substances

    regions = [one.code for one in places.regions() if one.code[:2] in _STATES]
    return regions, [one.code for one in substances.substances() if one.level == "substance"][:60]


_STATES = ("KZ", "UZ", "TJ", "KG", "RU", "TM", "AZ")


class _Records:
    """Rows of invented seizures, and a report that holds them; recorded by the worker's role, as a hand-in is."""

    def __init__(self) -> None:
        from chorsu.directory.models import Agency
        from chorsu.handling.rules import Marking
        from chorsu.vocabulary import places, substances

        self.provider = Agency.objects.get(code="example-border-uz").pk
        self.marking = Marking(self.provider, frozenset({self.provider, _MEMBERS}))
        self.regions = [one.code for one in places.regions() if one.code[:2] in _STATES]
        self.codes = [one for one in substances.substances() if one.level == "substance"][:60]
        self.count = 0

    def report(self) -> Any:
        from chorsu.kernel.clock import now
        from chorsu.kernel.ids import uuid7
        from chorsu.records.models import Report

        self.count += 1
        report = Report(id=uuid7(), file_name=f"bench-{self.count}", digest=f"{self.count:064d}", size=1)
        report.received_at, report.synthetic, report.marking = now(), True, self.marking
        report.save(force_insert=True)
        return report

    def rows(self, first: int, count: int) -> list[Any]:
        from chorsu.kernel.seizures import SeizureRow
        from chorsu.records.bulk import SourceRow

        found = []
        for number in range(first, first + count):
            region, code, kg = _CHANCE.choice(self.regions), _CHANCE.choice(self.codes), _CHANCE.expovariate(0.3)
            kg = round(kg, 3)
            row = SeizureRow(
                "bench", number, dt.date(2020, 1, 1) + dt.timedelta(days=_CHANCE.randrange(2_000)), region[:2],
                admin1=region, substance=code.code, substance_group=code.group, quantity=kg, kg=kg, unit="kg",
                origin="AF", details={"markings": f"stamp {_CHANCE.randrange(500)}"},
            )  # fmt: skip
            found.append(SourceRow((row,)))
        return found

    def record(self, report: Any, first: int, count: int) -> None:
        from chorsu.kernel.clock import now
        from chorsu.records.bulk import record_seizures

        record_seizures(self.rows(first, count), report=report, marking=self.marking, actor=None, at=now())


class _Arriving(threading.Thread):
    """Sees alerts as soon as they are committed: the moment at which the first of each record was there."""

    def __init__(self, made: Installation) -> None:
        super().__init__(daemon=True)
        self._url, self.stop, self.at, self.count = made.url("worker"), threading.Event(), {}, 0

    def run(self) -> None:
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as worker:
            last = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
            while not self.stop.wait(0.01):
                rows = worker.execute(
                    "SELECT record::text, raised_at FROM exchange_alert WHERE raised_at > %s ORDER BY raised_at", [last]
                ).fetchall()
                for record, raised in rows:
                    self.at.setdefault(record, time.monotonic())
                    last = raised
                self.count += len(rows)


def _as_they_come(made: Installation) -> list[dict[str, Any]]:
    """So many records a second, as hand-ins of a few rows each."""
    from django.db import transaction

    from chorsu.records.models import Seizure

    arriving, committed = _Arriving(made), {}
    with _as(made, "worker"):
        records = _Records()
        arriving.start()
        begun = time.monotonic()
        for number in range(0, SECONDS * RATE, _A_REPORT):
            with transaction.atomic():
                report = records.report()
                records.record(report, number + 2, _A_REPORT)
            at = time.monotonic()
            committed |= {str(one): at for one in Seizure.objects.filter(report=report).values_list("pk", flat=True)}
            time.sleep(max(0.0, begun + (number + _A_REPORT) / RATE - time.monotonic()))
        rate = SECONDS * RATE / (time.monotonic() - begun)
    behind = _settle(made)
    arriving.stop.set()
    arriving.join()
    delays = sorted(arriving.at[one] - at for one, at in committed.items() if one in arriving.at)
    note = f"{len(committed):,} records, {_A_REPORT} a report, {arriving.count:,} alerts; done {behind:.1f} s after"
    return [
        {"name": "records committed", "value": rate, "unit": "/s", "target": str(RATE), "note": note},
        {"name": "commit to alert, median", "value": delays[len(delays) // 2] * 1000, "unit": "ms"},
        {"name": "commit to alert, 95th of 100", "value": delays[int(len(delays) * 0.95)] * 1000, "unit": "ms",
         "target": "1000", "note": f"longest {delays[-1] * 1000:,.0f} ms"},
    ]  # fmt: skip


def _load(made: Installation) -> list[dict[str, Any]]:
    """One report of very many records."""
    import psycopg
    from django.db import transaction

    with _as(made, "worker"):
        records = _Records()
        records.count = SECONDS * RATE + 1
        begun = time.monotonic()
        with transaction.atomic():
            report = records.report()
            records.record(report, 2, _CHUNK)
        for first in range(_CHUNK, LOAD, _CHUNK):
            with transaction.atomic():
                records.record(report, first + 2, _CHUNK)
        loaded = time.monotonic() - begun
    _settle(made)
    took = time.monotonic() - begun
    with psycopg.connect(made.url("worker"), autocommit=True) as worker:
        digests, watches, kept = worker.execute(
            "SELECT count(DISTINCT a.id), count(DISTINCT a.watch_id), count(*) FROM exchange_alert a"
            " JOIN exchange_alert_record r ON r.alert_id = a.id JOIN records_seizure s ON s.id = r.record"
            " WHERE s.report_id = %s",
            [report.pk],
        ).fetchone() or (0, 0, 0)
    return [
        {"name": "load followed up", "value": LOAD / took, "unit": "records/s",
         "note": f"{LOAD:,} records stored in {loaded:.0f} s, asked of all watches {took - loaded:.0f} s later"},
        {"name": "alerts a watch that the load answers", "value": digests / max(watches, 1), "unit": "", "target": "1",
         "note": f"{digests:,} digests, {kept:,} records in them"},
    ]  # fmt: skip
