"""What the live feed shows: journal entries joined with the records that the viewer sees, as rendered rows.

A bulk load makes one line, not thousands. Everything is fetched as a viewer sees it, so that row-level security decides
at the moment of delivery; once for all whom it shows the same records and lots.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.utils import translation

from chorsu.desk.stream.lines import Digest, Item, render
from chorsu.desk.stream.messages import message_lines
from chorsu.desk.stream.ringing import FOLLOWS, ringing
from chorsu.desk.stream.telling import told_by
from chorsu.directory.selectors import agency_names
from chorsu.exchange.duty.ringing import RINGING_KINDS
from chorsu.handling.seal import crowding, in_turn, looking
from chorsu.handling.viewer import looks_of, viewing
from chorsu.journal.selectors import tells_of
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Sequence

    from chorsu.handling.rules import Actor

__all__ = [
    "MOST_LINES",
    "Delivery",
    "Entry",
    "Looked",
    "deliver",
    "deliveries",
    "look",
    "newest_records",
]

MOST_LINES = 30
"""Lines that a feed holds."""
DIGEST_FROM = 12
"""Entries of one report in one delivery from which on they become a single line."""
SHOWN_KINDS = ("seizure.recorded", "seizure.corrected", "seizure.weighed", "seizure.confirmed", "seizure.released")
"""Kinds of entries that bring a record into the feed; what a viewer no longer sees cannot be delivered anyway."""
ALERTING_KINDS = ("alert.raised", "alert.reopened", "alert.escalated", "digest.made")
"""Kinds of entries that have a line: an alert, or that quiet hours ended in which alerts came."""
BESIDE_KINDS = (*ALERTING_KINDS, *FOLLOWS, *RINGING_KINDS)
TAKING_KINDS = ("seizure.recalled", "seizure.excluded", "seizure.withdrawn")
"""Kinds of entries that may take a record out of a feed; who no longer sees the record does not see the entry."""
UNSETTLING_KINDS = (
    "directory.left",
    "directory.moved",
    "directory.signed-out-everywhere",
    "directory.password-chosen",
    "directory.agency-ended",
    "directory.group-formed",
    "directory.group-members",
    "directory.group-ended",
    "directory.group-came-back",
    "directory.state-status",
)
"""Kinds of entries after which somebody may no longer be who a stream was opened for."""
STEP = 2_000
"""Entries looked through in one go."""
_SEEN = """
    SELECT kind, record_id, at FROM journal_entry
    WHERE number > %s AND number <= %s AND kind = ANY (%s) ORDER BY number
"""
_ROWS = """
    SELECT md5(coalesce(string_agg(r.id::text || ' ' || coalesce(l.id::text, ''), ',' ORDER BY r.id, l.id), ''))
    FROM records_seizure r LEFT JOIN records_lot l ON l.seizure_id = r.id
    WHERE r.id = ANY (%s::uuid[]) AND NOT r.withdrawn
"""


class Entry(NamedTuple):
    """An entry of the journal that somebody sees: its kind, the record that it tells of, its moment."""

    kind: str
    record: uuid.UUID
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """What some actors, in their order, see of a stretch of the journal; the rest is as `Delivery` tells it."""

    seen: list[list[Entry]]
    takes_back: bool
    unsettles: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a stretch of the journal brings: rendered lines, oldest first, and whether something was taken back.

    `records` are those that have a line of their own, `digested` those that a line for many counts; alerts have lines
    without a word of a record. `takes_back` says
    that records may have left the viewer's sight, not which: the viewer no longer sees those. `unsettles` says that
    somebody, not who, may have left, moved or been signed out.
    """

    lines: tuple[str, ...]
    records: tuple[uuid.UUID, ...]
    digested: tuple[uuid.UUID, ...]
    takes_back: bool
    unsettles: bool
    rings: bool = False
    """Whether something may ring now that did not, or the other way round."""


_NOTHING = Delivery((), (), (), takes_back=False, unsettles=False)


def _lines(entries: Sequence[Entry], language: str) -> Iterable[Item | Digest]:
    latest = {entry.record: entry for entry in entries}
    seizures = list(Seizure.objects.filter(pk__in=latest, withdrawn=False).prefetch_related("lots"))
    names = agency_names({one.provider_id for one in seizures}, language)
    by_report: dict[object, list[Seizure]] = defaultdict(list)
    for seizure in seizures:
        by_report[seizure.report_id].append(seizure)
    lines: list[Item | Digest] = []
    for report, members in by_report.items():
        if len(members) >= DIGEST_FROM:
            at = max(latest[member.pk].at for member in members)
            counted, provider = tuple(one.pk for one in members), names[members[0].provider_id]
            lines.append(Digest(at, len(members), report, provider, counted, told_by(members)))
        else:
            lines.extend(
                Item(latest[member.pk].kind, latest[member.pk].at, member, names[member.provider_id])
                for member in members
            )
    return sorted(lines, key=lambda line: line.at)


def look(actors: Sequence[Actor], after: int, upto: int) -> Looked:
    """What each of several actors sees of the entries (after, upto]; opens its own transaction, one for all."""
    seen: list[list[Entry]] = [[] for _ in actors]
    crowd = json.dumps([{"viewer": sorted(one.principals), "provides": sorted(one.provides)} for one in actors])
    with crowding(crowd), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_seen(%s, %s, %s, %s)", [crowd, after, upto, list(SHOWN_KINDS)])
        for place, *entry in cursor:
            seen[place - 1].append(Entry(*entry))
        asked = (TAKING_KINDS, UNSETTLING_KINDS, BESIDE_KINDS)
        takes_back, unsettles, beside = tells_of(*asked, after=after, upto=upto)
    if beside:
        for one, told in zip(seen, _beside(actors, after, upto), strict=True):
            one.extend(told)
    return Looked(seen, takes_back, unsettles)


def _beside(actors: Sequence[Actor], after: int, upto: int) -> Iterable[list[Entry]]:
    """What each of several actors sees of alerts, and of entries after which something may ring; they are few."""
    values = [after, upto, list(BESIDE_KINDS)]
    with transaction.atomic():
        for one in in_turn([(actor.user, looks_of(actor), values) for actor in actors], _SEEN):
            yield [Entry(*row) for row in one]


def deliveries(eyes: Sequence[tuple[Actor, str]], after: int, upto: int) -> list[Delivery | None]:
    """What the entries (after, upto] bring to each of several actors in their languages; opens its own transactions.

    None for those who see nothing of them, unless somebody may see less than before.
    """
    looked = look([actor for actor, _ in eyes], after, upto)
    nothing = replace(_NOTHING, takes_back=looked.takes_back, unsettles=looked.unsettles)
    found = [nothing if nothing != _NOTHING else None] * len(eyes)
    seeing = [place for place, entries in enumerate(looked.seen) if entries]
    if seeing:
        told: dict[object, Delivery] = {}
        with transaction.atomic():
            _at_one_moment()
            rows = _rows_seen([(eyes[place][0], looked.seen[place]) for place in seeing])
            for place, alike in zip(seeing, rows, strict=True):
                (actor, language), entries = eyes[place], looked.seen[place]
                shown = tuple(entry for entry in entries if entry.kind in SHOWN_KINDS)
                if (language, shown, alike) not in told:
                    told[language, shown, alike] = _told(actor, shown, language, nothing) if shown else nothing
                found[place] = _and_beside(told[language, shown, alike], actor, entries[len(shown) :], language)
    return found


def _at_one_moment() -> None:
    """Let this transaction see the rows as they are now until it ends; before it asks anything.

    What opens or closes between one question and the next would else be told to all who were alike at the first.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _rows_seen(each: Sequence[tuple[Actor, Sequence[Entry]]]) -> list[str]:
    """A digest of the rows that each actor sees of the records in entries: whose are equal see the same rows."""
    asked = [(actor.user, looks_of(actor), [[entry.record for entry in entries]]) for actor, entries in each]
    return [digest for cursor in in_turn(asked, _ROWS) for (digest,) in cursor]


def deliver(actor: Actor, after: int, upto: int, language: str) -> Delivery:
    """What the entries (after, upto] bring to the actor; opens its own transactions."""
    return deliveries([(actor, language)], after, upto)[0] or _NOTHING


def _told(actor: Actor, shown: Sequence[Entry], language: str, nothing: Delivery) -> Delivery:
    """What entries that the actor saw a moment ago tell of records; they are fetched as the actor sees them."""
    with translation.override(language), looking(actor.user, looks_of(actor)):
        lines = list(_lines(shown, language))
        return replace(
            nothing,
            lines=tuple(render(line) for line in lines),
            records=tuple(line.seizure.pk for line in lines if isinstance(line, Item)),
            digested=tuple(pk for line in lines if isinstance(line, Digest) for pk in line.members),
        )


def _and_beside(told: Delivery, actor: Actor, beside: Sequence[Entry], language: str) -> Delivery:
    """The same, and the lines of alerts and messages, each the actor's own."""
    if not beside:
        return told
    with translation.override(language), looking(actor.user, looks_of(actor)):
        alerts = [one for one in beside if one.kind in {*ALERTING_KINDS, *FOLLOWS}]
        sent = [one for one in beside if one.kind in RINGING_KINDS]
        return replace(told, lines=(*told.lines, *ringing(alerts), *message_lines(actor, sent)), rings=bool(sent))


def newest_records(actor: Actor) -> list[uuid.UUID]:
    """The records that the actor's feed opens with, oldest first; opens its own transaction."""
    with viewing(actor):
        newest_first = Seizure.objects.filter(withdrawn=False).order_by("-id").values_list("pk", flat=True)
        return list(newest_first[:MOST_LINES])[::-1]
