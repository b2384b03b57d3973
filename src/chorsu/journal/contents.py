"""Whether the data bank still says what the journal's entries commit to: the whole log walked once, in order.

Each room that enters acts says how the content of a version is found again (`Room`); which room answers for which
kind is wired by `config`. Streams: holds one batch of entries at a time. Run it as the worker, who sees everything.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from chorsu.journal.chain import GENESIS, Entry, Finding, commit, verify
from chorsu.journal.numbering import set_aside
from chorsu.journal.stating import stated, whole

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable, Iterator, Mapping, Sequence

    type Rebuild = Callable[[Sequence[Kept]], Mapping[int, Mapping[str, Any]]]

__all__ = ["Checked", "Kept", "Room", "check", "defaults_of"]

BATCH = 2_000
"""Entries that are held and compared at a time."""
MOST_NAMED = 100
"""Faults that are named one by one; the others are counted."""

_ENTRIES = """
    SELECT e.number, e.kind, e.record_id, e.version, e.actor_id, e.at, e.commitment, e.hash, s.salt, s.said::text
    FROM journal_entry e LEFT JOIN journal_salt s ON s.act_id = e.act_id ORDER BY e.number
"""
_ERASED = """
    WITH erasing AS (SELECT act_id, record_id FROM journal_entry WHERE kind LIKE '%.erased'
        UNION ALL SELECT id, record_id FROM journal_outbox WHERE kind LIKE '%.erased')
    SELECT record_id FROM erasing
    UNION SELECT also.id::uuid FROM erasing JOIN journal_salt USING (act_id)
        CROSS JOIN jsonb_array_elements_text(coalesce(said->'also', '[]')) also(id)
"""
"""What was erased, and what went with it: the entry of an erasing names it."""
_LOST = """
    SELECT count(*) FROM journal_salt s WHERE NOT EXISTS (SELECT FROM journal_entry e WHERE e.act_id = s.act_id)
        AND NOT EXISTS (SELECT FROM journal_outbox o WHERE o.id = s.act_id)
        AND NOT EXISTS (SELECT FROM journal_aside a WHERE a.act_id = s.act_id)
"""
_UNTOLD = """
    SELECT r.id, r.version FROM ({standing}) r
    WHERE NOT EXISTS (SELECT FROM journal_entry e WHERE e.record_id = r.id AND e.version = r.version)
      AND NOT EXISTS (SELECT FROM journal_outbox o WHERE o.record_id = r.id AND o.version = r.version) LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry for a room to answer: what was done to which version, by whom, when, and what was kept beside it."""

    number: int
    kind: str
    record: uuid.UUID
    version: int
    actor: int | None
    at: dt.datetime
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Room:
    """How a room answers for its kinds of entries.

    `rebuild` gives, by number, what the bank now says of the version of each entry; an entry it does not answer is one
    of which the bank holds nothing. `standing` selects `id` and `version` of all that must have an entry.
    """

    rebuild: Rebuild
    standing: str = ""
    astray: str = ""
    """Selects `id` of a record and `part`, a table in which a row of it reaches others than the record does."""


@dataclass(slots=True)
class Checked:
    """What was found: the chain, how many entries agree with the bank, what could not be compared, and each fault."""

    chain: Finding
    agree: int = 0
    before: Counter[str] = field(default_factory=Counter)
    """Entered before it was kept how to compute them again, by kind."""
    erased: Counter[str] = field(default_factory=Counter)
    """Of records that were erased by law, by kind."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Of kinds for which no room answers."""
    faults: list[str] = field(default_factory=list)
    more: int = 0
    """Faults beyond those named."""

    @property
    def good(self) -> bool:
        """Whether the chain holds and the bank says what was entered."""
        return self.chain.good and not self.faults

    def fault(self, line: str) -> None:
        """Note a fault."""
        if len(self.faults) < MOST_NAMED:
            self.faults.append(line)
        else:
            self.more += 1


def check(rooms: Mapping[str, Room], *, progress: Callable[[int], object] = lambda _: None) -> Checked:
    """Walk the whole log in one snapshot; `rooms` by the first word of their kinds, `progress` is told each batch.

    The connection must be outside a transaction, and of a role that sees every row.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        walk = _Walk(rooms, progress)
        entries = walk.entries()
        walk.checked.chain = verify(entries)
        for _ in entries:  # the contents are compared to the end, whatever became of the chain
            pass
        _lost(walk.checked, walk.last)
        for room in {id(one): one for one in rooms.values()}.values():
            _untold(walk.checked, room)
            _astray(walk.checked, room)
        for log, act, why in set_aside():
            walk.checked.fault(
                f"act {act} waited for its number in {log}, could not be numbered ({why}), was set aside"
            )
    return walk.checked


class _Walk:
    """One walk over the entries: hands each to the chain, and every batch to the rooms."""

    def __init__(self, rooms: Mapping[str, Room], progress: Callable[[int], object]) -> None:
        self.rooms, self.progress = rooms, progress
        self.checked = Checked(Finding(0, GENESIS))
        self.last = 0
        self._erased: set[uuid.UUID] | None = None
        """What was erased by law, once somebody asks."""
        self._told = False
        """Whether an entry has come for which it was kept how to compute it again: all later ones must have that."""

    def entries(self) -> Iterator[Entry]:
        """The entries for the chain; each batch is compared with the bank before it is handed on."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(_ENTRIES)
            while rows := cursor.fetchmany(BATCH):
                self._compare(rows)
                for number, kind, record, version, actor, at, commitment, digest, _, _ in rows:
                    yield Entry(number, kind, record, version, actor, at, bytes(commitment), bytes(digest))
                self.last = rows[-1][0]
                self.progress(len(rows))

    def _compare(self, rows: Sequence[tuple[Any, ...]]) -> None:
        asked: dict[str, list[Kept]] = {}
        proofs: dict[int, tuple[bytes, bytes]] = {}
        for number, kind, record, version, actor, at, commitment, _, salt, said in rows:
            noun = kind.partition(".")[0]
            if salt is None:
                continue
            if said is None:
                self._without_saying(number, kind)
            elif noun not in self.rooms:
                self.checked.unknown[kind] += 1
            else:
                self._told = True
                proofs[number] = bytes(commitment), bytes(salt)
                asked.setdefault(noun, []).append(Kept(number, kind, record, version, actor, at, json.loads(said)))
        self._saltless([(row[0], row[1], row[2]) for row in rows if row[8] is None])
        for noun, kept in asked.items():
            self._answer(kept, self.rooms[noun].rebuild(kept), proofs)

    def _answer(
        self,
        kept: Sequence[Kept],
        answers: Mapping[int, Mapping[str, Any]],
        proofs: Mapping[int, tuple[bytes, bytes]],
    ) -> None:
        for one in kept:
            commitment, salt = proofs[one.number]
            answer = answers.get(one.number)
            if answer is None:
                self.checked.fault(f"entry {one.number} ({one.kind}): the bank holds nothing of {_which(one)}")
            elif commit(salt, whole(one.said, answer)) != commitment:
                self.checked.fault(f"entry {one.number} ({one.kind}): the bank says otherwise of {_which(one)}")
            else:
                self.checked.agree += 1

    def _without_saying(self, number: int, kind: str) -> None:
        if self._told:
            self.checked.fault(f"entry {number} ({kind}): what was kept beside it is gone")
        else:
            self.checked.before[kind] += 1

    def _saltless(self, entries: Sequence[tuple[int, str, uuid.UUID]]) -> None:
        """Entries without their salt: erased by law where an entry of their record says so, else taken away."""
        if not entries:
            return
        if self._erased is None:
            with connection.cursor() as cursor:
                cursor.execute(_ERASED)
                self._erased = {row[0] for row in cursor.fetchall()}
        for number, kind, record in entries:
            if record in self._erased:
                self.checked.erased[kind] += 1
            else:
                self.checked.fault(f"entry {number} ({kind}): its salt is gone, and nothing says that it was erased")


def _which(one: Kept) -> str:
    return f"{one.record}, version {one.version}"


def _lost(checked: Checked, last: int) -> None:
    """Acts of which only the salt is left: their entries, after the last one, were taken away."""
    with connection.cursor() as cursor:
        cursor.execute(_LOST)
        lost = cursor.fetchone()[0]
    if lost and checked.chain.good:
        checked.fault(f"entry {last + 1} is missing: {lost} acts have their salt and no entry")


def _untold(checked: Checked, room: Room) -> None:
    """What stands in the bank in a version that no entry tells of."""
    if not room.standing:
        return
    with connection.cursor() as cursor:
        cursor.execute(_UNTOLD.format(standing=room.standing), [MOST_NAMED])
        for record, version in cursor.fetchall():
            checked.fault(f"{record} stands in version {version}, of which no entry tells")


def _astray(checked: Checked, room: Room) -> None:
    """Rows whose marking was changed beside that of their record, to which the entries commit."""
    if not room.astray:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT a.id, a.part, e.number, e.kind FROM ({room.astray} LIMIT {MOST_NAMED}) a"  # noqa: S608 — the rooms' own
            " LEFT JOIN LATERAL (SELECT number, kind FROM journal_entry WHERE record_id = a.id"
            " ORDER BY number DESC LIMIT 1) e ON true"
        )
        for record, part, number, kind in cursor.fetchall():
            checked.fault(f"entry {number} ({kind}): {part} reaches others than {record} does")


def defaults_of(model: Any, names: Sequence[str]) -> dict[str, Any]:
    """What each of these fields of a model says where nothing is said, in the form of `journal.stating`."""
    fields = {name: model._meta.get_field(name) for name in names}  # noqa: SLF001 — Django's documented `_meta`
    return stated({name: one.get_default() for name, one in fields.items() if one.has_default()})
