"""How a record of cooperation is entered, changed and taken back: guarded by the rule, its old state kept, journalled.

Owns the one way to an object that every service of this room goes through, and the way back: what an act changed, the
next act can undo. Must not know what an act means.
"""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from django.db import IntegrityError, transaction

from chorsu.cooperation.joins import one_at_a_time, refuse_ring
from chorsu.cooperation.models import Delegate, Event, Instrument, Recommendation, RecordVersion, rows_of
from chorsu.handling.rules import Act, Actor, decide
from chorsu.journal.contents import defaults_of
from chorsu.journal.services import append
from chorsu.journal.stating import stated
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.contents import storable
from chorsu.records.keeping import reason_given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Field

    from chorsu.cooperation.models import Kept
    from chorsu.handling.rules import Marking

__all__ = [
    "DELEGATE_FIELDS", "FIELDS", "already", "changing", "committed", "content_of", "enter", "reason_if_given",
    "restore_record", "set_delegation", "undo_record", "withdraw_record",
]  # fmt: skip

FIELDS: dict[type[Kept], tuple[str, ...]] = {
    Event: (
        "kind", "title", "status", "since", "until_day", "planned_since", "planned_until", "place", "place_id",
        "admin1", "country", "mode", "organisers", "states", "counts", "note", "reason",
    ),
    Recommendation: (
        "text", "event_id", "status", "adopted_on", "proposed_by", "addressee", "owner", "due_on", "reason",
        "evidence", "joined_to_id", "kept_apart",
    ),
    Instrument: (
        "kind", "title", "parties", "adopted_on", "place", "in_force", "force_since", "force_until", "event_id",
        "exchange", "link",
    ),
}  # fmt: skip
"""What counts as content of each kind of record, and what an undo brings back."""
DELEGATE_FIELDS = ("number", "name", "name_form", "title", "post", "organisation", "acting_for", "head")
_OF_EVERY = (
    "withdrawn", "synthetic", "source_document", "source_start", "source_end", "source_quote", "provider_id",
    "audience", "exclusions", "until",
)  # fmt: skip
_NOUNS: dict[type[Kept], str] = {Event: "plan", Recommendation: "recommendation", Instrument: "instrument"}


def content_of(record: Kept) -> dict[str, Any]:
    """The content of a record as one plain mapping, an event with its delegation."""
    said = {name: _plain(getattr(record, name)) for name in (*FIELDS[type(record)], *_OF_EVERY)}
    if isinstance(record, Event):
        members = Delegate.objects.filter(event=record).order_by("number")
        said["delegation"] = [{name: getattr(one, name) for name in DELEGATE_FIELDS} for one in members]
    return said


def committed(model: type[Kept], said: dict[str, Any], reason: str = "") -> dict[str, Any]:
    """To what the journal commits of a record: `said` is a content as above."""
    found = stated(said, _defaults(model))
    return found | {"reason_given": reason} if reason else found


@cache
def _defaults(model: type[Kept]) -> dict[str, Any]:
    return defaults_of(model, (*FIELDS[model], *_OF_EVERY))


def enter[R: Kept](record: R, marking: Marking, actor: Actor, at: dt.datetime, delegation: Iterable[Any] = ()) -> R:
    """Store a new record under a marking and enter it in the journal; inside the transaction of the act.

    Where its number is taken since, it is the record of the same provider that stands under it; else it gets another.
    """
    try:
        with transaction.atomic():
            return _entered(record, marking, actor, at, delegation)
    except IntegrityError:
        standing = _numbered(type(record), marking.provider, record.pk)
        if standing is not None:
            return standing
    record.pk = uuid7()
    return _entered(record, marking, actor, at, delegation)


def _entered[R: Kept](record: R, marking: Marking, actor: Actor, at: dt.datetime, delegation: Iterable[Any]) -> R:
    record.marking = marking
    record.entered_at = record.changed_at = at
    record.entered_by = actor.user
    for name in FIELDS[type(record)]:
        setattr(record, name, _kept(name, getattr(record, name)))
    record.save(force_insert=True)
    if isinstance(record, Event):
        set_delegation(record, delegation)
    _journal("entered", record, actor, at)
    return record


@contextmanager
def changing[R: Kept](  # noqa: PLR0913 — an act has these parts
    model: type[R],
    identifier: uuid.UUID,
    *,
    act: str,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
    version: int | None = None,
) -> Iterator[R]:
    """One act on a record in one transaction: the block changes it; the state before is kept as a version.

    Raises:
        AbsentError: the actor may not see it, or it is not there.
        RefusedError: the actor sees it, but only its provider may do this.
        InputError: nothing is changed, or `version` is given and no longer the newest.
    """
    with transaction.atomic():
        record = _locked(model, identifier, actor, at)
        if version is not None and record.version != version:
            raise InputError("was changed in the meantime", where="the record", to_do="load the page again")
        before = content_of(record)
        yield record
        for name in FIELDS[model]:
            setattr(record, name, _kept(name, getattr(record, name)))
        if content_of(record) == before:
            raise InputError("nothing is changed", where="the record", to_do="change a value")
        kept = RecordVersion(record_id=record.pk, version=record.version, act=act, reason=reason, at=at, by=actor.user)
        kept.content, kept.marking = before, record.marking
        kept.save(force_insert=True)
        record.version, record.changed_at = record.version + 1, at
        record.save()
        _journal(act, record, actor, at, reason)


def withdraw_record[R: Kept](model: type[R], *, identifier: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> R:
    """Take a record back: it leaves every list and count; whoever has its address reads that it was withdrawn.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: it is withdrawn already, or the reason is too long.
    """
    stated = reason_if_given(reason)
    with changing(model, identifier, act="withdrawn", actor=actor, at=at, reason=stated) as record:
        record.withdrawn = True
    return record


def restore_record[R: Kept](model: type[R], *, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> R:
    """Undo a withdrawal.

    Raises:
        AbsentError, RefusedError, InputError: as for every act.
    """
    with changing(model, identifier, act="restored", actor=actor, at=at) as record:
        record.withdrawn = False
    return record


def undo_record[R: Kept](model: type[R], *, identifier: uuid.UUID, version: int, actor: Actor, at: dt.datetime) -> R:
    """Bring back what the record said before its last act; undoing that brings the act back. The marking stays.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: nothing was done since it was entered, somebody did more since `version`, or a join that comes back
            would close a ring.
    """
    with transaction.atomic():
        if model is Recommendation:
            one_at_a_time()
        with changing(model, identifier, act="undone", actor=actor, at=at, version=version) as record:
            _bring_back(record)
    return record


def reason_if_given(reason: str) -> str:
    """The reason of an act that wants none, trimmed; empty where nothing is written.

    Raises:
        InputError: it is longer than anybody will read.
    """
    written = reason.replace("\x00", "").strip()
    return reason_given(written) if written else ""


def _bring_back(record: Kept) -> None:
    """Set a record to what it said before its last act."""
    last = RecordVersion.objects.filter(record_id=record.pk).order_by("-version").first()
    if last is None:
        raise InputError("nothing was changed yet", where="the record", to_do="withdraw it instead")
    model, joined = type(record), getattr(record, "joined_to_id", None)
    for name in (*FIELDS[model], "withdrawn"):
        column = cast("Field[Any, Any]", model._meta.get_field(name))  # noqa: SLF001 — Django's documented `_meta`
        setattr(record, name, column.to_python(last.content[name]))
    if isinstance(record, Event):
        set_delegation(record, last.content["delegation"])
    if isinstance(record, Recommendation) and record.joined_to_id != joined:
        refuse_ring(record)


def set_delegation(event: Event, members: Iterable[Any]) -> None:
    """Replace the delegation of an event; `members` are mappings or shapes with the fields of a delegate."""
    Delegate.objects.filter(event=event).delete()
    rows = []
    for number, one in enumerate(members, start=1):
        said = one if isinstance(one, dict) else {name: getattr(one, name, "") for name in DELEGATE_FIELDS}
        row = Delegate(event=event, **(storable(said) | {"number": number}))
        row.marking = event.marking
        rows.append(row)
    Delegate.objects.bulk_create(rows)


def already[R: Kept](model: type[R], provider: int, record: R, **more: Any) -> R | None:
    """The record that stands under this number, or from the very words of the same document; None for a new one."""
    span = record.span
    if not span.document:
        return _numbered(model, provider, record.pk)
    same = rows_of(model).filter(provider_id=provider, withdrawn=False, source_document=span.document)
    return same.filter(source_start=span.start, source_end=span.end, **more).first()


def _numbered[R: Kept](model: type[R], provider: int, number: uuid.UUID) -> R | None:
    """The record of a provider under a number; what others hold under it is not told."""
    return rows_of(model).filter(pk=number, provider_id=provider).first()


def _locked[R: Kept](model: type[R], identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> R:
    seen = rows_of(model).filter(pk=identifier).first()
    if seen is None or not decide(actor, seen.marking, Act.SEE, at).allowed:
        raise AbsentError
    if not decide(actor, seen.marking, Act.EDIT, at).allowed:
        raise RefusedError("only the provider of a record may do this", to_do="ask the provider")
    return rows_of(model).select_for_update().get(pk=identifier)


def _journal(act: str, record: Kept, actor: Actor, at: dt.datetime, reason: str = "") -> None:
    content = committed(type(record), content_of(record), reason)
    kind = f"{_NOUNS[type(record)]}.{act}"
    append(kind=kind, record=record.pk, version=record.version, content=content, actor=actor.user, at=at)


def _kept(name: str, value: Any) -> Any:
    """A value as its column keeps it, so that the state before and after are compared alike."""
    if isinstance(value, (str, list, tuple, dict)):
        value = storable(value)
    return [str(item) for item in value] if name in {"organisers", "parties"} else value


def _plain(value: Any) -> Any:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
