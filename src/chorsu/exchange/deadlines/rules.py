"""How long an answer may take, as reviewed files: by pair of states or agreement and urgency, each with its source.

Rows of the example region, marked so, hold on an example installation alone: they are invented.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ANYBODY", "Counts", "Row", "Rule", "Urgency", "parties", "row_for", "rules"]

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


@dataclass(frozen=True, slots=True)
class Row:
    """A rule with whom it holds for: the states that ask and answer (or `ANYBODY`), or the parties of an agreement.

    It holds for what is received on its first day (`since`) or later, None from ever on. `names` in English and Russian
    say what it is on the page of a thread, `source` where it stands.
    """

    asks: str
    answers: str
    agreement: str
    since: dt.date | None
    urgency: Urgency
    rule: Rule
    example: bool
    names: tuple[str, str]
    source: str

    def holds(self, *, asks: str, answers: str, on: dt.date) -> bool:
        """Whether it holds between these states for what is received on this day."""
        if self.since is not None and on < self.since:
            return False
        if self.agreement != ANYBODY and not {asks, answers} <= parties(self.agreement, on):
            return False
        return self.answers in {answers, ANYBODY} and self.asks in {asks, ANYBODY}

    @property
    def rank(self) -> tuple[int, int, dt.date]:
        """The more special, the greater; of two that are as special, the later."""
        named = (self.answers != ANYBODY) * 2 + (self.asks != ANYBODY)
        pair = named == _PAIR
        return (2 if pair else int(self.agreement != ANYBODY), named if not pair else 0, self.since or dt.date.min)

    def name(self, language: str) -> str:
        """What it is called in a language, `en` or `ru`."""
        return self.names[int(language == "ru")]


_PAIR = 3
"""Both states are named."""


def row_for(  # noqa: PLR0913 — a deadline depends on these
    urgency: Urgency,
    *,
    asks: str,
    answers: str,
    on: dt.date,
    example: bool = False,
    rows: Iterable[Row] | None = None,
) -> Row:
    """The row between the state that asks and the one that answers (ISO codes, empty for none): the most special one.

    A row for the pair goes before one of an agreement of both, that before one for the answering state, that before one
    for the asking state, that before all; of two that are as special the later. `on` is the day of receipt where it is
    answered; `example`: on an example installation;
    `rows`: others than those of the file.
    """
    found = [
        row
        for row in (rules() if rows is None else rows)
        if row.urgency is urgency and (example or not row.example) and row.holds(asks=asks, answers=answers, on=on)
    ]
    if not found:
        raise InputError("has no deadline", where=urgency, to_do="choose another urgency")
    return max(found, key=lambda row: row.rank)


@functools.cache
def rules() -> tuple[Row, ...]:
    """All rows.

    Raises:
        InputError: a row without a source, or of an agreement without parties.
    """
    rows = tuple(map(_read, _table("rules.tsv")))
    known = {said["code"] for said in _table("agreements.tsv")}
    for row in rows:
        if not row.source or row.agreement not in known | {ANYBODY}:
            raise InputError("a row without a source or parties", where="rules.tsv")
    return rows


def parties(agreement: str, on: dt.date) -> frozenset[str]:
    """The states (ISO codes) for which an agreement is in force on a day."""
    return frozenset(
        said["party"]
        for said in _table("agreements.tsv")
        if said["code"] == agreement
        and dt.date.fromisoformat(said["since"]) <= on
        and (not said["until"] or on < dt.date.fromisoformat(said["until"]))
    )


@functools.cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    text = files("chorsu.exchange.deadlines").joinpath(f"data/{name}").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _read(row: dict[str, str]) -> Row:
    rule = Rule(
        amount=int(row["amount"]),
        counts=Counts(row["counts"]),
        rolls=row["rolls"] == "yes",
        remind=dt.timedelta(hours=float(row["remind_hours"])),
        escalate=dt.timedelta(hours=float(row["escalate_hours"])),
    )
    return Row(
        asks=row["asks"],
        answers=row["answers"],
        agreement=row["agreement"],
        since=dt.date.fromisoformat(row["since"]) if row["since"] else None,
        urgency=Urgency(row["urgency"]),
        rule=rule,
        example=row["example"] == "yes",
        names=(row["en"], row["ru"]),
        source=row["source"],
    )
