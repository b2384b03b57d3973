"""The replay of the example region: hands in what the invented agencies had reported, then a new report now and then.

A process of its own with the officers' database role, that acts as the invented officers and goes through the same
intake as every other file. Kept in step by a small file, so that a restart goes on where it was. Run as a module.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import signal
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING, Any

import django

from chorsu.config.region.events import live_events, load, standing_events
from chorsu.config.region.tables import TableFile, one_report, yearly_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Replay", "main"]

_STEP_SECONDS = 0.5
_RETRY_SECONDS = 2.0
_STATE = "replay-state.json"
logger = logging.getLogger(__name__)


class Replay:
    """How far the replay is, and its next step."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.region = load()
        self.state: dict[str, Any] = self._read_state()
        self._next_at = 0.0
        self._source: Iterator[Any] | None = None

    def _read_state(self) -> dict[str, Any]:
        try:
            state: dict[str, Any] = json.loads((self.home / _STATE).read_text())
        except (OSError, ValueError):
            return {
                "standing": 0,
                "live": 0,
                "resets": 0,
                "handed_in": [],
                "begun": f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}",
            }
        return state

    def _keep_state(self) -> None:
        draft = self.home / f"{_STATE}.new"
        draft.write_text(json.dumps(self.state))
        draft.replace(self.home / _STATE)

    def load_standing(self) -> None:
        """Hand in the tables of the past years, as far as that has not been done."""
        tables = yearly_tables(self.region, standing_events(self.region, dt.date.fromisoformat(self.state["begun"])))
        for table in islice(tables, self.state["standing"], None):
            _hand_in(table)
            self.state["standing"] += 1
            self._keep_state()

    def step(self) -> None:
        """One look at the controls, and a report when it is time for one."""
        from chorsu.desk.start.controls import read_controls

        controls = read_controls(self.home)
        if controls.resets != self.state["resets"]:
            self._begin_anew(controls.resets)
        if controls.paused or time.monotonic() < self._next_at:
            return
        self._next_at = time.monotonic() + controls.seconds
        self.state["handed_in"].append(str(_hand_in(self._next_table())))
        self.state["live"] += 1
        self._keep_state()

    def _next_table(self) -> TableFile:
        if self._source is None:
            source = live_events(self.region, dt.datetime.now(tz=dt.UTC).date())
            self._source = islice(source, self.state["live"], None)
        return one_report(self.region, next(self._source), self.state["live"] + 1)

    def _begin_anew(self, resets: int) -> None:
        """Withdraw what was replayed, and begin the sequence again."""
        for identifier in self.state["handed_in"]:
            _withdraw(identifier)
        self.state |= {"live": 0, "resets": resets, "handed_in": []}
        self._source = None
        self._keep_state()


def _hand_in(table: TableFile) -> Any:
    from chorsu.directory.models import Agency, User
    from chorsu.directory.selectors import actor_of, principals_named
    from chorsu.handling.viewer import viewing
    from chorsu.intake.services import accept, begin
    from chorsu.kernel.clock import now

    actor = actor_of(User.objects.get(username=table.officer))
    provider = Agency.objects.get(code=table.agency).pk
    with viewing(actor):
        begun = begin(actor=actor, provider=provider, name=table.name, chunks=[table.content], at=now(), synthetic=True)
        if not begun.again:
            audience = principals_named(table.audience)
            accept(actor=actor, hand_in=begun.hand_in.pk, audience=audience, until=None, at=now())
    return begun.hand_in.pk


def _withdraw(identifier: str) -> None:
    import uuid

    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of
    from chorsu.handling.viewer import viewing
    from chorsu.intake.models import HandIn
    from chorsu.intake.services import withdraw
    from chorsu.kernel.clock import now
    from chorsu.kernel.errors import ChorsuError

    for user in User.objects.filter(example=True):
        actor = actor_of(user)
        with viewing(actor):
            found = HandIn.objects.filter(pk=identifier, provider_id__in=actor.provides).first()
            if found is None:
                continue
            try:
                withdraw(actor=actor, hand_in=uuid.UUID(identifier), reason="the example region begins anew", at=now())
            except ChorsuError:
                logger.warning("hand-in %s could not be withdrawn", identifier)
            return


def main() -> None:
    """Replay until told to stop."""
    django.setup()
    from django.conf import settings
    from django.db import OperationalError, connection

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    replay = Replay(settings.CHORSU_HOME)
    while True:
        try:
            replay.load_standing()
            replay.step()
            time.sleep(_STEP_SECONDS)
        except OperationalError:
            logger.exception("the database is away; trying again")
            connection.close()
            time.sleep(_RETRY_SECONDS)


if __name__ == "__main__":
    main()
