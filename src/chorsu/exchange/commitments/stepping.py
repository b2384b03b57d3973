"""When whoever promised something is reminded of it, and told that it is late. Pure.

A reminder comes once for a period, some days before it is due; that it is late is told once, when its grace is over.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from chorsu.exchange.commitments.periods import due_until

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from chorsu.exchange.commitments.periods import Period, Promise

__all__ = ["Step", "next_step"]


class Step(enum.StrEnum):
    """What the clock does; each is the act that it leaves."""

    REMINDED = "reminded"
    LATE = "late"


def next_step(
    promise: Promise, done: Mapping[int, frozenset[Step] | None], at: dt.datetime
) -> tuple[dt.datetime, Step, Period] | None:
    """The next step after what was done, and its moment; None where nothing is left to be done.

    `done` says by number of a period which steps were taken, None where it is fulfilled. Whoever is told that it is
    late is not reminded any more.
    """
    for period in due_until(promise, at, beyond=1):
        taken = done.get(period.number, frozenset())
        if taken is None or Step.LATE in taken:
            continue
        if Step.REMINDED not in taken and at < period.late:
            return period.due - promise.rule.remind, Step.REMINDED, period
        return period.late, Step.LATE, period
    return None
