"""Reading the audit trail: the chain for verification; for the auditor, what was done by whom and to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from chorsu.journal.chain import Finding, commit, verify
from chorsu.journal.trail.entries import Trace
from chorsu.journal.trail.models import TrailOutboxRow, TrailRow, TrailSealRow, TrailWordsRow

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import QuerySet

__all__ = ["Asked", "chain", "traced_row", "trail", "verified", "words_of"]

_SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A search of the trail: officers and agency by number, record, page, act, from `since` to before `until`."""

    actors: tuple[int, ...] | None = None
    """None: whoever it was; an empty one finds nothing."""
    agency: int | None = None
    record: uuid.UUID | None = None
    page: str = ""
    act: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def trail(asked: Asked) -> QuerySet[TrailRow]:
    """The entries that a search finds, the newest first; row policies show them to auditors alone."""
    rows = TrailRow.objects.order_by("-number")
    if asked.actors is not None:
        rows = rows.filter(actor_id__in=asked.actors)
    if asked.agency is not None:
        rows = rows.filter(agency_id=asked.agency)
    if asked.record is not None:
        rows = rows.filter(opened__contains=[asked.record])
    if asked.page:
        rows = rows.filter(page=asked.page)
    if asked.act:
        rows = rows.filter(act=asked.act)
    if asked.since is not None:
        rows = rows.filter(at__gte=asked.since)
    if asked.until is not None:
        rows = rows.filter(at__lt=asked.until)
    return rows


def words_of(rows: Iterable[TrailRow]) -> dict[uuid.UUID, dict[str, list[str]] | None]:
    """The words beside entries by their act: None where they do not fit their hash; erased ones are left out."""
    hashes = {row.act_id: bytes(row.words) for row in rows if row.words is not None}
    found = TrailWordsRow.objects.filter(act_id__in=hashes)
    return {one.act_id: one.said if commit(bytes(one.salt), one.said) == hashes[one.act_id] else None for one in found}


def traced_row(row: TrailRow) -> Trace:
    """A row as an entry of the chain."""
    return Trace(
        number=row.number,
        act=row.act,
        page=row.page,
        status=row.status,
        actor=row.actor_id,
        agency=row.agency_id,
        purpose=row.purpose,
        at=row.at,
        opened=tuple(row.opened),
        shown=row.shown,
        digest=None if row.digest is None else bytes(row.digest),
        words=None if row.words is None else bytes(row.words),
        hash=bytes(row.hash),
    )


def chain() -> Iterator[Trace]:
    """All entries that stand, in order, streamed; for a role that sees the whole trail (the worker's)."""
    for row in TrailRow.objects.order_by("number").iterator(chunk_size=2_000):
        yield traced_row(row)


def verified() -> Finding:
    """Walk the trail from the last closed span on, and see that the closing itself was entered.

    For the worker's role; in one transaction of its own, so that what is numbered meanwhile disturbs nothing.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        seals = list(TrailSealRow.objects.order_by("last"))
        fault = _gap(seals)
        if fault:
            return Finding(0, bytes(32), fault)
        if not seals:
            return verify(chain())
        last = seals[-1]
        found = verify(chain(), after=last.last, head=bytes(last.head))
        if found.good and not _entered(last):
            return Finding(
                found.entries, found.head, f"the closing of entries {last.first} to {last.last} is not entered"
            )
        return found


def _gap(seals: Sequence[TrailSealRow]) -> str:
    expected = 1
    for seal in seals:
        if seal.first != expected or seal.last < seal.first:
            return f"the closed span that ends with entry {seal.last} does not begin with entry {expected}"
        expected = seal.last + 1
    return ""


def _entered(seal: TrailSealRow) -> bool:
    said = {"act": _SEALED, "shown": seal.last, "digest": bytes(seal.head)}
    return TrailRow.objects.filter(**said).exists() or TrailOutboxRow.objects.filter(**said).exists()
