"""How long an answer may take, as a reviewed file: by pair of states and urgency, with the source of each rule."""

from __future__ import annotations

import csv
import datetime as dt
import functools
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from chorsu.kernel.errors import InputError

__all__ = ["ANYBODY", "Counts", "Rule", "Urgency", "rule_for", "rules"]

ANYBODY = "*"
"""In the file, whichever state."""


class Counts(StrEnum):
    """What a rule counts: hours round the clock, days of the calendar, or days that are worked."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working-days"


class Urgency(StrEnum):
    """How urgently an answer is asked for (GLOSSARY: request for information)."""

    AT_ONCE = "8h"
    URGENT = "3d"
    ORDINARY = "7d"


@dataclass(frozen=True, slots=True)
class Rule:
    """So many hours or days, counted from receipt.

    `rolls`: a period of days whose last one is off ends with the next that is worked. `remind` is how long before the
    end whoever has it is reminded; `escalate` how long after receipt nobody may leave it untouched.
    """

    amount: int
    counts: Counts = Counts.HOURS
    rolls: bool = False
    remind: dt.timedelta = dt.timedelta(0)
    escalate: dt.timedelta = dt.timedelta(0)

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise InputError("is no period", where=f"{self.amount} {self.counts}", to_do="count from 1")


def rule_for(urgency: Urgency, *, asks: str, answers: str) -> Rule:
    """The rule between the state that asks and the one that answers (ISO codes, empty for none): the most special one.

    A rule for the pair goes before one for the answering state, that before one for the asking state, that before all.
    """
    ranked = [((a == answers) * 2 + (b == asks), rule) for b, a, said, rule in rules()
              if said is urgency and a in {answers, ANYBODY} and b in {asks, ANYBODY}]  # fmt: skip
    if not ranked:
        raise InputError("has no deadline", where=urgency, to_do="choose another urgency")
    return max(ranked, key=lambda one: one[0])[1]


@functools.cache
def rules() -> tuple[tuple[str, str, Urgency, Rule], ...]:
    """All rules: state that asks, state that answers (either may be `*`), urgency, rule."""
    text = files("chorsu.exchange.deadlines").joinpath("data/rules.tsv").read_text("utf-8")
    return tuple(_read(row) for row in csv.DictReader(text.splitlines(), delimiter="\t"))


def _read(row: dict[str, str]) -> tuple[str, str, Urgency, Rule]:
    rule = Rule(
        amount=int(row["amount"]),
        counts=Counts(row["counts"]),
        rolls=row["rolls"] == "yes",
        remind=dt.timedelta(hours=float(row["remind_hours"])),
        escalate=dt.timedelta(hours=float(row["escalate_hours"])),
    )
    return row["asks"], row["answers"], Urgency(row["urgency"]), rule
