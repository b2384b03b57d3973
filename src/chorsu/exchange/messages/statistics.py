"""How requests were answered, by pair of authorities: through the one door that counts (`exchange_pairs`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Pair", "pairs_since"]


@dataclass(slots=True)
class Pair:
    """Requests of one authority to another: how many, how they stand, refusals by ground (code)."""

    sender: int
    addressee: int
    sent: int = 0
    in_time: int = 0
    late: int = 0
    refused: int = 0
    open: int = 0
    withdrawn: int = 0
    grounds: Counter[str] = field(default_factory=Counter)


def pairs_since(since: dt.datetime) -> list[Pair]:
    """The pairs that the viewer's authority is part of, for an analyst of the centre all; by sender and addressee.

    `late` counts answers and refusals after the deadline, and what is open beyond it; `refused` is counted beside.
    """
    found: dict[tuple[int, int], Pair] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sender, addressee, standing, late, ground, number FROM exchange_pairs(%s)", [since])
        for sender, addressee, standing, late, ground, number in cursor.fetchall():
            pair = found.setdefault((sender, addressee), Pair(sender, addressee))
            pair.sent += number
            pair.late += number if late else 0
            match standing:
                case "answered" | "refused":
                    pair.in_time += 0 if late else number
                case "withdrawn":
                    pair.withdrawn += number
                case _:
                    pair.open += number
            if standing == "refused":
                pair.refused += number
                pair.grounds[ground] += number
    return [found[key] for key in sorted(found)]
