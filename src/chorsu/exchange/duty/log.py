"""Writing the shift log: in one's own name, for one's own authority, in order, and never again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Max

from chorsu.directory.authorities import authority_of
from chorsu.exchange.duty.models import LogEntry
from chorsu.exchange.messages.selectors import thread_shown
from chorsu.exchange.once import alike, stored_once
from chorsu.exchange.watches.models import Alert
from chorsu.handling.rules import Marking
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable, Sequence

    from chorsu.handling.rules import Actor
    from chorsu.journal.contents import Kept

__all__ = ["LONGEST", "STANDING", "EntrySaid", "rebuild_log", "write_entry"]

LONGEST = 4_000
_LONGEST_NAME = 200
_CONTENT = (
    "provider_id", "number", "words", "caller", "telephone", "called_at", "told_by", "tied_to", "about", "corrects",
    "at", "by", "by_name",
)  # fmt: skip
_WRITTEN = ("words", "caller", "telephone", "told_by", "tied_to", "about", "corrects")
"""What an officer writes; the time of a call may be that of the entry."""
STANDING = "SELECT id, version FROM exchange_log_entry"


@dataclass(frozen=True, slots=True)
class EntrySaid:
    """An entry as it is written; see `models.LogEntry`. `called_at` is aware."""

    words: str
    caller: str = ""
    telephone: str = ""
    called_at: dt.datetime | None = None
    told_by: str = ""
    tied_to: str = ""
    about: uuid.UUID | None = None
    corrects: uuid.UUID | None = None


def _seen_record(identifier: uuid.UUID) -> bool:
    return Seizure.objects.filter(pk=identifier).exists()


SEEN: dict[str, Callable[[uuid.UUID], bool]] = {
    LogEntry.TiedTo.MESSAGE: lambda identifier: thread_shown(identifier) is not None,
    LogEntry.TiedTo.RECORD: _seen_record,
    LogEntry.TiedTo.ALERT: lambda identifier: Alert.objects.filter(pk=identifier, officer=None).exists(),
}
"""Whether the writer sees what an entry is tied to; an alert of an officer's own is no affair of the log."""


def write_entry(*, said: EntrySaid, actor: Actor, at: dt.datetime, number: uuid.UUID | None = None) -> LogEntry:
    """Write an entry into the log of the actor's authority, behind the newest; once by its `number`.

    Raises:
        RefusedError: the actor serves no authority.
        AbsentError: what it corrects is not there for the actor.
        InputError: no words, too long, a call without a caller, a time, or with one that lies ahead; or what it is
            about is not there for the actor.
        OtherWordsError: the number stands with other words.
    """
    authority = authority_of(actor)
    if authority is None or actor.user is None or authority not in actor.provides:
        raise RefusedError("a log is written for one's own authority", to_do="ask that authority")
    with transaction.atomic():
        one = LogEntry(id=number or uuid7(), **_checked(said, at), at=at, by=actor.user, by_name=actor.name)
        one.marking = Marking(authority, frozenset({authority}))
        _must_be_there(one, authority)
        _take_turns(authority)
        newest = LogEntry.objects.filter(provider_id=authority).aggregate(number=Max("number"))["number"]
        one.number = (newest or 0) + 1
        own = LogEntry.objects.filter(provider_id=authority, by=actor.user)
        kept = stored_once(one, own, same=_same)
        if kept is not one:
            return kept
        append(kind="log.entered", record=one.pk, version=1, content=_committed(one), actor=actor.user, at=at)
    return one


def rebuild_log(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of each entry of a log, by number of the journal's entry."""
    rows = LogEntry.objects.in_bulk({entry.record for entry in entries})
    return {entry.number: _committed(rows[entry.record]) for entry in entries if entry.record in rows}


def _committed(one: LogEntry) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _CONTENT}


def _checked(said: EntrySaid, at: dt.datetime) -> dict[str, Any]:
    found = {one.name: getattr(said, one.name) for one in fields(said)}
    for name in ("words", "caller", "telephone", "told_by"):
        found[name] = found[name].replace("\x00", "").replace("\r\n", "\n").strip()
        if len(found[name]) > (LONGEST if name == "words" else _LONGEST_NAME):
            raise InputError("is too long", where=name, to_do="say it shorter")
    if not found["words"]:
        raise InputError("an entry says something", where="the entry", to_do="write what happened")
    called = found["caller"] or found["telephone"] or found["told_by"] or said.called_at is not None
    if called and not (found["caller"] and said.called_at is not None and said.called_at <= at):
        raise InputError("a call has a caller and a time", where="the call", to_do="say who called, and when")
    if (said.about is None) != (not said.tied_to):
        raise _closed()
    return found


def _must_be_there(one: LogEntry, authority: int) -> None:
    if one.about is not None:
        seen = SEEN.get(one.tied_to)
        if seen is None or not seen(one.about):
            raise _closed()
    if one.corrects is not None and not LogEntry.objects.filter(pk=one.corrects, provider_id=authority).exists():
        raise AbsentError


def _same(standing: LogEntry, one: LogEntry) -> bool:
    return alike(standing, one, _WRITTEN)


def _closed() -> InputError:
    return InputError("is about what is closed to you", where="the entry", to_do="choose what it is about")


def _take_turns(authority: int) -> None:
    """Two who write at once wait for each other, so that the numbers follow each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('exchange_log_entry'), %s)", [authority])
