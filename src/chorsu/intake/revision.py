"""What a table that is sent again changes: its rows paired with those sent before, and what differs between them.

Pure: no database, no framework. A row is known again by the sender's own number where one column holds such numbers and
the rows behind them agree; else by what it says. A row that cannot be paired is new; one that is no longer there was
withdrawn by its sender, unless a row that could not be read may be the same.

The weights of agreement are set by hand: the day, the substance and the amount tell most, the place less, the rest
little; two rows are one when more than half of it agrees and nothing else agrees as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

__all__ = ["SEIZURE_SAID", "Key", "Pair", "Revision", "Told", "agreement", "differences", "doubled", "revise"]

SEIZURE_SAID = (
    "seized_on",
    "seized_at",
    "country",
    "admin1",
    "place",
    "crime_area",
    "narrative",
    "concealment",
    "conveyance",
    "installation",
    "origin",
    "departure",
    "destination",
    "routing",
)
"""What is compared of a seizure; of lots all but number and words, of persons what the later row tells."""
_NOT_SAID_OF_LOTS = {"number", "substance_text", "substance_group", "kg_basis", "kg"}
_SAME_ROW = 0.55
"""Agreement from which two rows without a common number are one row."""
SAME_NUMBER = 0.3
"""Agreement that two rows with one number must have: below it the number was given to another seizure."""
_MARGIN = 0.04
"""By how much the best partner must agree better than the next one."""
_UNIQUE = 0.9
_OVERLAP = 0.3
_TRUSTED, _STATED = 0.8, 0.6
"""Share of rows that must agree behind numbers; behind such as both headers call so: else they were counted anew."""
_NEAR = 0.25
_KEPT = 0.5
_MOST_PARTNERS = 200
_MOST_OF_A_NUMBER = 40
"""Lots of one seizure at the most."""
_LAST_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True, slots=True)
class Told:
    """One row as one sheet tells it.

    `where` names it (an identifier, or a row number); `cells` are (header, text) as received; `said` is the content of
    the seizure (see `records.contents`); `named` are the columns from which date, place, substance or quantity were
    read, none of which is a number given by the sender; `numbered` is the column of the sender's own number, where one
    was read as that.
    """

    where: Any
    cells: Sequence[tuple[str, str]]
    said: Mapping[str, Any]
    named: frozenset[int] = frozenset()
    numbered: int | None = None

    @property
    def number(self) -> str:
        """The sender's own number in its plain form; empty where the row states none."""
        return _whole(str(self.said.get("sender_key") or ""))


@dataclass(frozen=True, slots=True)
class Key:
    """The column by which rows were known again: its header then and now, and the share of numbers found again."""

    before: str
    now: str
    found: float


@dataclass(frozen=True, slots=True)
class Pair:
    """One row sent before and now; `changes` are (field, before, now), none where both say the same."""

    before: Told
    now: Told
    changes: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(slots=True)
class Revision:
    """What the table changes: pairs, rows that are new, rows no longer there, and those kept for an unreadable row."""

    pairs: list[Pair] = field(default_factory=list)
    new: list[Told] = field(default_factory=list)
    gone: list[Told] = field(default_factory=list)
    kept: list[Told] = field(default_factory=list)
    key: Key | None = None

    @property
    def changed(self) -> list[Pair]:
        """The pairs that differ."""
        return [pair for pair in self.pairs if pair.changes]


def revise(before: Sequence[Told], now: Sequence[Told], unread: Iterable[Collection[str]] = ()) -> Revision:
    """Pair the rows of a table with those that its sender sent before; `unread` holds the texts of unreadable rows."""
    left, right = dict(enumerate(before)), dict(enumerate(now))
    result = Revision()
    pairs: list[tuple[int, int]] = []

    def settle(found: Iterable[tuple[int, int]]) -> None:
        for a, b in found:
            if a in left and b in right:
                pairs.append((a, b))
                del left[a], right[b]

    key = _stated(before, now) or _key(before, now)
    if key is not None:
        result.key = key.told
        settle(key.pairs)
    settle(_equal(left, right))
    # Two rows that bear different numbers of their sender are two seizures, however alike they are.
    numbered = key.numbered if key else (frozenset(), frozenset())
    settle(_alike(left, right, numbered))
    result.pairs = [Pair(before[a], now[b], differences(before[a].said, now[b].said)) for a, b in sorted(pairs)]
    result.new = list(right.values())
    texts = [set(row) for row in unread]
    for told in left.values():
        (result.kept if _unreadable(told, texts) else result.gone).append(told)
    return result


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    """The fields in which two contents differ, as (field, before, now); lots are named `lots.1.quantity`."""
    found = [
        (name, before.get(name), now.get(name))
        for name in (*SEIZURE_SAID, "identifiers")
        if name in now and (before.get(name) or None) != (now.get(name) or None)
    ]
    lots, fresh = list(before["lots"]), list(now["lots"])
    for at in range(max(len(lots), len(fresh))):
        old, new = (side[at] if at < len(side) else {} for side in (lots, fresh))
        found += [
            (f"lots.{at + 1}.{name}", old.get(name), new.get(name))
            for name in sorted({*old, *new} - _NOT_SAID_OF_LOTS)
            if (old.get(name) or None) != (new.get(name) or None)
        ]
    persons, told = before.get("persons") or {}, now.get("persons") or {}
    recounted = ((f"persons.{status}", persons.get(status, 0), count) for status, count in told.items())
    return (*found, *(one for one in recounted if one[1] != one[2]))


def agreement(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """How far two contents agree, 0 to 1."""
    lots, others = a["lots"], b["lots"]
    parts = [
        (3.0, float(a.get("seized_on") == b.get("seized_on"))),
        (3.0, float(_substances(lots) == _substances(others))),
        (3.0, _amounts(lots, others)),
        (2.0, _places(a, b)),
    ]
    parts += [(0.25, float((a.get(name) or "") == (b.get(name) or ""))) for name in SEIZURE_SAID[7:]]
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)


def _substances(lots: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted(str(lot.get("substance") or lot.get("substance_text") or lot.get("item") or "") for lot in lots)


def _amounts(lots: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]) -> float:
    """1 where every amount agrees, half where all are near, else 0."""
    if len(lots) != len(others):
        return 0.0
    worst = 1.0
    for one, other in zip(lots, others, strict=True):
        a, b = one.get("quantity"), other.get("quantity")
        if a == b and one.get("unit") == other.get("unit"):
            continue
        near = a and b and one.get("unit") == other.get("unit") and abs(a - b) <= _NEAR * max(abs(a), abs(b))
        worst = min(worst, 0.5 if near else 0.0)
    return worst


def _places(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    if (a.get("place") or "") == (b.get("place") or "") and a.get("place"):
        return 1.0
    if a.get("place_id") and a.get("place_id") == b.get("place_id"):
        return 1.0
    return 0.5 if a.get("admin1") == b.get("admin1") else 0.0


@dataclass(frozen=True, slots=True)
class _Keyed:
    told: Key
    pairs: list[tuple[int, int]]
    numbered: tuple[frozenset[int], frozenset[int]]
    """The rows then and now that bear a number at all."""
    worth: float


def _stated(before: Sequence[Told], now: Sequence[Told]) -> _Keyed | None:
    """The column that both sheets call the sender's number, where the rows behind its numbers agree.

    Several rows may bear one number: they are the lots of one seizure, known within it by what they hold.
    """
    old, new = _by_number(before), _by_number(now)
    common = old.keys() & new.keys()
    found = len(common) / max(1, min(len(old), len(new)))
    if found < _OVERLAP:
        return None
    pairs = [pair for text in sorted(common) for pair in _within(old[text], new[text], before, now)]
    scores = [agreement(before[a].said, now[b].said) for a, b in pairs]
    sure = sum(score >= _SAME_ROW for score in scores) / max(1, len(scores))
    if sure < _STATED:
        return None
    agreeing = [pair for pair, score in zip(pairs, scores, strict=True) if score >= SAME_NUMBER]
    numbered = (_flat(old), _flat(new))
    was, is_now = (_header_of_number(side, rows) for side, rows in ((before, numbered[0]), (now, numbered[1])))
    return _Keyed(Key(was, is_now, found), agreeing, numbered, found * sure)


def _by_number(rows: Sequence[Told]) -> dict[str, list[int]]:
    """The rows of each number of the sender; what more rows bear than a seizure has lots ("б/н") is no number."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.number:
            found[row.number].append(at)
    return {text: places for text, places in found.items() if len(places) <= _MOST_OF_A_NUMBER}


def _flat(by_number: Mapping[str, Sequence[int]]) -> frozenset[int]:
    return frozenset(at for rows in by_number.values() for at in rows)


def _header_of_number(rows: Sequence[Told], numbered: Iterable[int]) -> str:
    row = rows[min(numbered)]
    return row.cells[row.numbered][0] if row.numbered is not None and row.numbered < len(row.cells) else ""


def _within(
    old: Sequence[int], new: Sequence[int], before: Sequence[Told], now: Sequence[Told]
) -> list[tuple[int, int]]:
    """Rows of one number, paired: the same substance first, then whatever agrees best."""
    scored = sorted(
        (
            (
                _substances(before[a].said["lots"]) != _substances(now[b].said["lots"]),
                -agreement(before[a].said, now[b].said),
                a,
                b,
            )
            for a in old
            for b in new
        ),
    )
    found: list[tuple[int, int]] = []
    for other, _, a, b in scored:
        if other and len(old) != len(new):
            break  # a lot that came or went is not another lot that changed
        if all(a != one and b != two for one, two in found):
            found.append((a, b))
    return found


def doubled(rows: Sequence[Told]) -> list[tuple[str, list[int]]]:
    """Numbers of the sender that several rows bear although they tell of different days or places; with their rows."""
    found = []
    for places in _by_number(rows).values():
        events = {(rows[at].said.get("seized_on"), rows[at].said.get("place")) for at in places}
        if len(events) > 1:
            found.append((str(rows[places[0]].said["sender_key"]), places))
    return found


def _key(before: Sequence[Told], now: Sequence[Told]) -> _Keyed | None:
    """The column of the sender's own numbers, found by its values: unique, found again, and the rows behind agree."""
    best: _Keyed | None = None
    for reading in (_whole, _last_number):
        old, new = _columns(before, reading), _columns(now, reading)
        for was, values in old.items():
            for header, others in new.items():
                common = values.keys() & others.keys()
                found = len(common) / max(1, min(len(values), len(others)))
                if found < _OVERLAP:
                    continue
                pairs = [(values[text], others[text]) for text in sorted(common)]
                agreeing = [(a, b) for a, b in pairs if agreement(before[a].said, now[b].said) >= SAME_NUMBER]
                sure = sum(agreement(before[a].said, now[b].said) >= _SAME_ROW for a, b in pairs) / max(1, len(pairs))
                worth = found * sure
                if sure >= _TRUSTED and (best is None or worth > best.worth + _MARGIN):
                    numbered = (frozenset(values.values()), frozenset(others.values()))
                    best = _Keyed(Key(was, header, found), agreeing, numbered, worth)
        if best is not None:
            return best
    return None


def _whole(text: str) -> str:
    return " ".join(text.casefold().split())


def _last_number(text: str) -> str:
    found = _LAST_NUMBER.search(text)
    return found[1].lstrip("0") if found else ""


def _columns(rows: Sequence[Told], reading: Callable[[str], str]) -> dict[str, dict[str, int]]:
    """The columns that may hold numbers of the sender: for each header its unique values, with the row of each."""
    values: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    named: Counter[str] = Counter()
    for at, row in enumerate(rows):
        for column, (header, text) in enumerate(row.cells):
            named[header] += column in row.named
            if (value := reading(str(text))) and header:
                values[header][value].append(at)
    found = {}
    for header, by_value in values.items():
        unique = {value: rows[0] for value, rows in by_value.items() if len(rows) == 1}
        if len(unique) >= _UNIQUE * len(rows) and named[header] < len(rows) / 2:
            found[header] = unique
    return found


def _equal(left: Mapping[int, Told], right: Mapping[int, Told]) -> list[tuple[int, int]]:
    """Rows that say exactly the same; of several alike the first is paired with the first."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for a, told in left.items():
        waiting[_signature(told.said)].append(a)
    found = []
    for b, told in right.items():
        if rows := waiting.get(_signature(told.said)):
            found.append((rows.pop(0), b))
    return found


def _signature(said: Mapping[str, Any]) -> Hashable:
    lots = tuple(
        tuple(sorted((name, str(value)) for name, value in lot.items() if value and name not in _NOT_SAID_OF_LOTS))
        for lot in said["lots"]
    )
    return (*(str(said.get(name) or "") for name in SEIZURE_SAID), lots)


def _alike(
    left: Mapping[int, Told], right: Mapping[int, Told], numbered: tuple[frozenset[int], frozenset[int]]
) -> list[tuple[int, int]]:
    """Rows that agree for the most part, the surest first; where two partners are as good, neither is taken."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for a, told in left.items():
        for block in _blocks(told.said):
            blocks[block].append(a)
    scores: list[tuple[float, int, int]] = []
    for b, told in right.items():
        partners = {a for block in _blocks(told.said) if len(blocks[block]) <= _MOST_PARTNERS for a in blocks[block]}
        told_apart = numbered[0] if b in numbered[1] else frozenset()
        scores += [(agreement(left[a].said, told.said), a, b) for a in partners - told_apart]
    scores = [score for score in scores if score[0] >= _SAME_ROW]
    best_left, best_right = _bests(scores, 1), _bests(scores, 2)
    return [
        (a, b)
        for score, a, b in sorted(scores, key=lambda one: (-one[0], one[1], one[2]))
        if _stands_out(score, best_left[a]) and _stands_out(score, best_right[b])
    ]


def _bests(scores: Iterable[tuple[float, int, int]], side: int) -> dict[int, list[float]]:
    """For each row its two best scores."""
    found: dict[int, list[float]] = defaultdict(list)
    for one in scores:
        found[int(one[side])].append(one[0])
    return {row: sorted(values, reverse=True)[:2] for row, values in found.items()}


def _stands_out(score: float, best: Sequence[float]) -> bool:
    return score == best[0] and (len(best) == 1 or best[0] - best[1] >= _MARGIN)


def _blocks(said: Mapping[str, Any]) -> list[Hashable]:
    """What two rows must have in common to be compared at all: any two of day, substance, place and amount."""
    day, place = said.get("seized_on"), said.get("place_id") or said.get("place") or said.get("admin1")
    what = tuple(_substances(said["lots"]))
    much = tuple((lot.get("quantity"), lot.get("unit")) for lot in said["lots"])
    return [("ds", day, what), ("dp", day, place), ("da", day, much), ("sa", what, much), ("pa", place, much)]


def _unreadable(told: Told, unread: Iterable[set[str]]) -> bool:
    """Whether a row that could not be read may be this one: at least half of its texts stand there."""
    texts = {str(text).strip() for _, text in told.cells if str(text).strip()}
    return any(len(texts & row) >= _KEPT * len(texts) for row in unread) if texts else False
