"""The gate that everything passes on its way into a live stream: does its reader still serve, and is it entered?

A stream has no end at which to enter what it sent, so each delivery is entered in the audit trail before it leaves, in
the very statement that asks whether the reader's session lives. Streams come in crowds: those that wait at the gate
while it is busy pass it together, by one statement.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, connection, transaction

from chorsu.desk.stream.asking import asked
from chorsu.desk.stream.cursors import Holder
from chorsu.directory.serving import said_of, serving
from chorsu.directory.sessions import digest_of as session_digest
from chorsu.handling.seal import crowding, in_turn
from chorsu.handling.viewer import looks_of
from chorsu.journal.trail.entries import digest_of
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

    from chorsu.desk.stream.feed import Delivery
    from chorsu.directory.serving import Serving
    from chorsu.handling.rules import Actor
    from chorsu.handling.seal import Looks

__all__ = ["Gate", "Reader", "note_deliveries", "still_seen"]

MOST = 250
"""Streams that pass at once."""
_SEEN = "SELECT id FROM records_seizure WHERE id = ANY (%s::uuid[]) AND NOT withdrawn"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who holds a stream open: the actor, the agency by number, and the key of the session."""

    actor: Actor
    agency: int | None
    session: str

    @property
    def serving(self) -> Serving:
        """As the directory asks for it."""
        return self.session, self.actor, self.agency

    @property
    def holder(self) -> Holder:
        """As a cursor names whom its stream is open for."""
        return Holder(session_digest(self.session), self.agency, tuple(sorted(self.actor.roles)))


class Gate:
    """Ways each taken by a crowd at a time: with a delivery, on a heartbeat, on opening, to see what is still seen."""

    def __init__(self) -> None:
        self._leaving = _Crowd(note_deliveries)
        self._beating = _Crowd(_serving)
        self._looking = _Crowd(still_seen)
        self._watching = _Crowd(_watching_alone)

    async def leaves(self, reader: Reader, delivery: Delivery) -> bool:
        """Whether a delivery with lines may leave for its reader; then it is entered."""
        return bool(await self._leaving.passes((reader, delivery)))

    async def serves(self, reader: Reader) -> bool:
        """Whether the reader's session lives and its bearer serves as when the stream was opened."""
        return bool(await self._beating.passes(reader))

    async def watches_alone(self, actor: Actor) -> bool:
        """Whether the actor has alerts that nobody else sees, and so needs a channel alone."""
        return bool(await self._watching.passes(actor))

    async def still_seen(self, actor: Actor, records: Sequence[uuid.UUID]) -> frozenset[uuid.UUID]:
        """Those of the records that the actor sees now and that are not withdrawn."""
        if not records:
            return frozenset()
        found: frozenset[uuid.UUID] = await self._looking.passes((actor, records))
        return found


class _Crowd:
    """What waits to be asked together: `question` answers for a list, in its order."""

    def __init__(self, question: Callable[[list[Any]], list[Any]]) -> None:
        self._question = question
        self._waiting: list[tuple[Any, asyncio.Future[Any]]] = []
        self._busy: asyncio.Task[None] | None = None

    async def passes(self, one: Any) -> Any:
        """The answer for one, asked with all that wait."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, future))
        if self._busy is None or self._busy.done():
            self._busy = asyncio.create_task(self._ask())
        return await future

    async def _ask(self) -> None:
        while self._waiting:
            crowd, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            await self._ask_for(crowd)

    async def _ask_for(self, crowd: list[tuple[Any, asyncio.Future[Any]]]) -> None:
        try:
            answers = await asked(self._question, [one for one, _ in crowd])
        except DatabaseError as error:
            if len(crowd) > 1:
                # One whose question fails holds up nobody else.
                for one in crowd:
                    await self._ask_for([one])
                return
            logger.warning("a stream was not let through: %s", type(error).__name__)
            answers = [error]
        except Exception as error:
            # Whatever it is, nobody waits for ever: a stream that ends is opened again by its page.
            logger.exception("the gate of the streams failed")
            answers = [error] * len(crowd)
        for (_, future), answer in zip(crowd, answers, strict=True):
            if future.done():
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)


def note_deliveries(leaving: Sequence[tuple[Reader, Delivery]]) -> list[bool]:
    """Enter what is about to be delivered, each in its reader's name; whether that one still serves, hence was entered.

    Records counted in one line are entered by their number and digest.
    """
    at = now()
    entries = [(str(uuid7()), reader, delivery) for reader, delivery in leaving]
    crowd = json.dumps([_entry(name, delivery) | said_of(reader.serving, at) for name, reader, delivery in entries])
    with crowding(crowd), connection.cursor() as cursor:
        cursor.execute("SELECT id::text FROM journal_trail_delivered(%s)", [crowd])
        entered = {name for (name,) in cursor}
    return [name in entered for name, _, _ in entries]


def _entry(name: str, delivery: Delivery) -> dict[str, Any]:
    many = delivery.digested
    return {
        "id": name,
        "opened": [str(record) for record in delivery.records],
        "shown": len(many) or None,
        "digest": digest_of(many).hex() if many else None,
    }


def _serving(readers: Sequence[Reader]) -> list[bool]:
    return serving([one.serving for one in readers], now())


def _watching_alone(actors: Sequence[Actor]) -> list[bool]:
    crowd = json.dumps([{"person": actor.user} for actor in actors])
    with crowding(crowd), connection.cursor() as cursor:
        cursor.execute("SELECT person FROM exchange_watching_alone(%s)", [crowd])
        alone = {person for (person,) in cursor}
    return [actor.user in alone for actor in actors]


def still_seen(asked_for: Sequence[tuple[Actor, Sequence[uuid.UUID]]]) -> list[frozenset[uuid.UUID]]:
    """Of each in a crowd, those of the records that the actor sees now and that are not withdrawn, in the same order.

    Asked once for all that look with the same eyes, of whatever any of them shows; in a transaction of its own.
    """
    eyes = [(looks_of(actor), actor.user) for actor, _ in asked_for]
    persons = dict(eyes)
    records: defaultdict[Looks, set[uuid.UUID]] = defaultdict(set)
    for (looks, _), (_, shown) in zip(eyes, asked_for, strict=True):
        records[looks].update(shown)
    each = [(person, looks, [list(records[looks])]) for looks, person in persons.items()]
    with transaction.atomic():
        answers = in_turn(each, _SEEN)
        seen = {looks: {record for (record,) in one} for looks, one in zip(persons, answers, strict=True)}
    return [frozenset(seen[looks].intersection(shown)) for (looks, _), (_, shown) in zip(eyes, asked_for, strict=True)]
