"""When a delivery that waits for an answer is reminded of, and when it goes to somebody else. Pure.

A reminder comes once before each end, so long before it as the rule says. While nobody has acknowledged it, it goes one
level up each time that the rule's first time has passed since receipt, or at the end, and again each time that much
later. What is acknowledged begins at the bottom again: it goes up when it is late, at the end or, where it was
acknowledged later than that, so long after. Levels: the duty officers of the authority, its liaison officers, the
centre.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.exchange.deadlines.rules import Rule

__all__ = ["CENTRE", "Step", "Waiting", "next_step"]

CENTRE = 3
"""The last level."""


class Step(enum.StrEnum):
    """What the clock does."""

    REMIND = "remind"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery whose clock runs: received, due and acknowledged when (aware), by which rule, what was done so far."""

    received: dt.datetime
    due: dt.datetime
    rule: Rule
    acknowledged: dt.datetime | None
    reminded: bool
    level: int


def next_step(one: Waiting) -> tuple[dt.datetime, Step] | None:
    """The next step and its moment; None where nothing is left to be done. Of two at once the reminder is first."""
    steps = []
    if not one.reminded and one.rule.remind:
        steps.append((one.due - one.rule.remind, Step.REMIND))
    if one.level < CENTRE and one.rule.escalate:
        steps.append((_goes_up(one, one.rule.escalate), Step.ESCALATE))
    return min(steps, key=lambda step: (step[0], step[1] is Step.ESCALATE), default=None)


def _goes_up(one: Waiting, each: dt.timedelta) -> dt.datetime:
    """When a delivery goes to the next level, which it does after `each` again."""
    late = one.due + one.level * each
    if one.acknowledged is None:
        return min(late, one.received + (one.level + 1) * each)
    return late if one.acknowledged <= one.due else one.acknowledged + (one.level + 1) * each
