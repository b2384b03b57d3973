# ruff: noqa: PLR2004 — shares of a draw with a fixed seed
"""Ten thousand standing watches against records as they come: how many records a second are looked up, on one core.

Watches and records are invented, in realistic shares: identifiers, substances by place and quantity, groups by country,
stamps, and some that ask for any large quantity. Measured beside asking every watch in turn, on fewer records; then the
way through a running installation (`watched.py`): CHORSU_BENCH_SECONDS of 50 records a second, and a load of
CHORSU_BENCH_LOAD records in one report.
"""

from __future__ import annotations

import random
import time
from typing import Any

from watched import through_the_bank

from chorsu.exchange.watches.criteria import Criteria, Told, ToldLot, answers
from chorsu.exchange.watches.index import Index
from chorsu.kernel.words import matchable

WATCHES, RECORDS, IN_TURN = 10_000, 2_000, 40
_STATES = ("KZ", "UZ", "TJ", "KG", "RU", "TM", "AZ", "AF")
_REGIONS = [f"{state}-{number}" for state in _STATES for number in range(14)]
_SUBSTANCES = [f"substance-{number}" for number in range(60)]
_CHANCE = random.Random(1)  # noqa: S311 — a fixed seed, no secret


def _group(substance: str) -> str:
    return f"group-{int(substance.rpartition('-')[2]) % 8}"


def _watch() -> Criteria:
    kind = _CHANCE.random()
    if kind < 0.3:
        return Criteria(identifiers=frozenset({("phone", f"+{_CHANCE.randrange(10**9)}")}))
    if kind < 0.6:
        places = frozenset(_CHANCE.sample(_REGIONS, 3))
        return Criteria(
            frozenset(_CHANCE.sample(_SUBSTANCES, 2)), places=places, least_kg=_CHANCE.choice([None, 1.0, 10.0])
        )
    if kind < 0.75:
        group, state = f"group-{_CHANCE.randrange(8)}", _CHANCE.choice(_STATES)
        return Criteria(groups=frozenset({group}), places=frozenset({state}), least_kg=_CHANCE.choice([5.0, 50.0]))
    if kind < 0.9:
        return Criteria(words=frozenset({f"stamp {_CHANCE.randrange(500)}"}))
    return Criteria(least_kg=_CHANCE.choice([50.0, 100.0, 500.0]))


def _record() -> Told:
    lots = []
    for _ in range(_CHANCE.choice([1, 1, 2])):
        substance, stamp = _CHANCE.choice(_SUBSTANCES), f"stamp {_CHANCE.randrange(500)}"
        lots.append(ToldLot(substance, _group(substance), _CHANCE.expovariate(0.3), matchable(stamp)))
    region = _CHANCE.choice(_REGIONS)
    identifiers = frozenset({("phone", f"+{_CHANCE.randrange(10**9)}")})
    words = matchable("found in a vehicle that came over the border by night " * 10)
    return Told(tuple(lots), region[:2], region, frozenset({"AF"}), "vehicle", "car", identifiers, words)


def run() -> list[dict[str, Any]]:
    """Rows of the benchmark."""
    watches = {number: _watch() for number in range(WATCHES)}
    records = [_record() for _ in range(RECORDS)]
    begun = time.perf_counter()
    index = Index(watches)
    built = time.perf_counter() - begun
    begun = time.perf_counter()
    hits = sum(len(list(index.hits(record))) for record in records)
    rate = RECORDS / (time.perf_counter() - begun)
    begun = time.perf_counter()
    alone = sum(bool(answers(one, record)) for record in records[:IN_TURN] for one in watches.values())
    in_turn = IN_TURN / (time.perf_counter() - begun)
    found = sum(len(list(index.hits(record))) for record in records[:IN_TURN])
    note = f"{WATCHES:,} watches, {hits / RECORDS:.1f} hits a record; {rate / in_turn:.0f} × asking each in turn"
    return [
        {"name": "records looked up", "value": rate, "unit": "/s", "target": "50", "note": note},
        {"name": "index made anew", "value": built * 1000, "unit": "ms"},
        {"name": "hits that differ from asking in turn", "value": abs(found - alone), "unit": "", "target": "0"},
        *through_the_bank(),
    ]
