"""The replay of the example region: hands in what the invented agencies had reported, then a new report now and then.

A process of its own with the officers' database role, that acts as the invented officers and goes through the same
services as everybody. Kept in step by a small file, so that a restart goes on where it was. Run as a module.
"""

from __future__ import annotations

import datetime as dt
import logging
import signal
import sys
import time
import uuid
from itertools import islice
from typing import TYPE_CHECKING, Any

import django

from chorsu.config.region.events import live_events, load, standing_events
from chorsu.config.region.messaging import enter_messages, enter_rosters
from chorsu.config.region.planning import enter_calendar
from chorsu.config.region.promising import enter_commitments
from chorsu.config.region.publishing import bring_in
from chorsu.config.region.returning import file_returns
from chorsu.config.region.tables import TableFile, one_report, yearly_tables
from chorsu.config.region.watching import enter_watches

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chorsu.config.region.events import Reported

__all__ = ["Replay", "main"]

_STEP_SECONDS = 0.5
_RETRY_SECONDS = 2.0
_WITHDRAWN = "the example region begins anew"
logger = logging.getLogger(__name__)


class Replay:
    """How far the replay is, and its next step. `progress` is what the start page shows of it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.region = load()
        self.state = self._read_state()
        self._last_at = -1e9
        self._source: Iterator[Reported] | None = None

    def _read_state(self) -> dict[str, Any]:
        from chorsu.desk.start.controls import read_progress

        fresh = {
            "standing": 0,
            "tables": 0,
            "live": 0,
            "resets": 0,
            "handed_in": [],
            "begun": f"{_today():%Y-%m-%d}",
        }
        return fresh | read_progress(self.home)

    def _keep_state(self) -> None:
        from chorsu.desk.start.controls import write_progress

        write_progress(self.home, self.state)

    def load_standing(self) -> None:
        """Bring in news, tables of the past years, returns and the calendar, as far as that has not been done."""
        begun = dt.date.fromisoformat(self.state["begun"])
        bring_in(begun)
        tables = yearly_tables(self.region, standing_events(self.region, begun))
        self.state["tables"] = len(tables)
        for table in islice(tables, self.state["standing"], None):
            _hand_in(table)
            self.state["standing"] += 1
            self._keep_state()
        file_returns(begun)
        enter_calendar(begun)
        present = dt.datetime.now(tz=dt.UTC)
        enter_messages(present)
        enter_commitments(present)
        enter_rosters(present)
        enter_watches(present)

    def step(self) -> None:
        """One look at the controls, and a report when it is time for one."""
        from chorsu.desk.start.controls import read_controls

        controls = read_controls(self.home)
        if controls.resets != self.state["resets"]:
            self._begin_anew(controls.resets)
        if controls.paused or time.monotonic() < self._last_at + controls.seconds:
            return
        self._last_at = time.monotonic()
        table = self._next_table()
        self.state["handed_in"].append([str(_hand_in(table)), table.officer])
        self.state["live"] += 1
        self._keep_state()

    def _next_table(self) -> TableFile:
        if self._source is None:
            self._source = islice(live_events(self.region, _today), self.state["live"], None)
        return one_report(self.region, next(self._source), self.state["live"] + 1)

    def _begin_anew(self, resets: int) -> None:
        """Withdraw what was replayed, newest first, and begin the sequence again."""
        while self.state["handed_in"]:
            _withdraw(*self.state["handed_in"][-1])
            self.state["handed_in"].pop()
            self._keep_state()
        self.state |= {"live": 0, "resets": resets}
        self._source = None
        self._keep_state()


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


def _hand_in(table: TableFile) -> uuid.UUID:
    from chorsu.directory.models import Agency, User
    from chorsu.directory.selectors import actor_of, principals_named
    from chorsu.handling.viewer import viewing
    from chorsu.intake.services import accept, begin
    from chorsu.kernel.clock import now
    from chorsu.records.transfers.said import TransferSaid

    actor = actor_of(User.objects.get(username=table.officer))
    provider = Agency.objects.get(code=table.agency).pk
    with viewing(actor):
        begun = begin(actor=actor, provider=provider, name=table.name, chunks=[table.content], at=now(), synthetic=True)
        if not begun.again:
            audience = principals_named(table.audience)
            said = TransferSaid("the invented agreement of the example region", "the regional picture")
            accept(actor=actor, hand_in=begun.hand_in.pk, audience=audience, until=None, at=now(), transfer=said)
    identifier: uuid.UUID = begun.hand_in.pk
    return identifier


def _withdraw(identifier: str, officer: str) -> None:
    """Take a replayed report back as its officer; one that a visitor has taken back already is left."""
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of
    from chorsu.handling.viewer import viewing
    from chorsu.intake.services import withdraw
    from chorsu.kernel.clock import now
    from chorsu.kernel.errors import ChorsuError

    actor = actor_of(User.objects.get(username=officer))
    try:
        with viewing(actor):
            withdraw(actor=actor, hand_in=uuid.UUID(identifier), reason=_WITHDRAWN, at=now())
    except ChorsuError as error:
        logger.warning("hand-in %s was not withdrawn: %s", identifier, error)


def main() -> None:
    """Replay until told to stop."""
    django.setup()
    from django.conf import settings
    from django.db import OperationalError, connection

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    replay, loaded = Replay(settings.CHORSU_HOME), False
    while True:
        try:
            if not loaded:
                replay.load_standing()
                loaded = True
            replay.step()
            time.sleep(_STEP_SECONDS)
        except OperationalError:
            logger.exception("the database is away; trying again")
            connection.close()
            time.sleep(_RETRY_SECONDS)


if __name__ == "__main__":
    main()
