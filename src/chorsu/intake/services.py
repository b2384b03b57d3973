"""Handing in: begin with a file, look through it, correct its columns, accept it under a marking, take it back.

Every act is the provider's alone. Nothing here takes rows into the data bank: that is the intake worker's
(`intake.tasks`), woken when a hand-in is accepted, withdrawn or restored.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from chorsu.directory.models import Agency
from chorsu.exchange.commitments.giving import What, reopened_by_withdrawal
from chorsu.handling.models import PrincipalRow
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.intake import standing, updating
from chorsu.intake.columns import Columns, columns_of, map_from, map_to
from chorsu.intake.dry_run import look_through
from chorsu.intake.models import HandIn
from chorsu.intake.naming import plain_name
from chorsu.intake.readers.maps import MapFile
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, ChorsuError, RefusedError
from chorsu.records.contents import storable
from chorsu.records.models import Report
from chorsu.records.store import Store

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from chorsu.records.transfers.said import TransferSaid

__all__ = [
    "HANDIN_CHANNEL",
    "MOST_BYTES",
    "Begun",
    "accept",
    "begin",
    "correct_columns",
    "discard",
    "restore",
    "store",
    "withdraw",
]

HANDIN_CHANNEL = "chorsu_handin"
"""Channel on which the intake worker is woken."""
MOST_BYTES = 500 << 20
"""Largest file that is taken."""
State = HandIn.State


@dataclass(frozen=True, slots=True)
class Begun:
    """A hand-in that was begun; `again` when the provider had handed in the same bytes before."""

    hand_in: HandIn
    again: bool


def store() -> Store:
    """Where this installation keeps the bytes of reports."""
    return Store(settings.CHORSU_HOME / "store")


def begin(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    name: str,
    chunks: Iterable[bytes],
    at: dt.datetime,
    mapping: MapFile | None = None,
    synthetic: bool = False,
) -> Begun:
    """Keep a file as received and look through it; the same file of the same provider is answered, not kept twice.

    A file that cannot be read as a table at all becomes a hand-in that has failed, with one line that says why.

    Raises:
        RefusedError: the actor may not provide for this agency.
        InputError: the file is empty or too large.
    """
    marking = Marking(provider, frozenset({provider}))
    if not decide(actor, marking, Act.EDIT, at).allowed:
        raise RefusedError(_("files are handed in for one's own agency only"), to_do=_("ask that agency to hand it in"))
    name = plain_name(name)
    kept = store().keep(chunks, most=MOST_BYTES, where=name)
    report = Report(file_name=name, digest=kept.digest, size=kept.size, received_at=at, received_by=actor.user)
    report.synthetic, report.marking = synthetic, marking
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        earlier = HandIn.objects.select_related("report").filter(
            report__provider_id=provider, report__digest=kept.digest, report__withdrawn_at=None
        )
        if (first := earlier.first()) is None:
            raise RefusedError(_("was handed in before, as a text"), where=name, to_do=_("look under Texts")) from None
        return Begun(first, again=True)
    content = {"file_name": name, "digest": kept.digest, "size": kept.size, "provider": provider}
    append(kind="report.received", record=report.pk, version=1, content=content, actor=actor.user, at=at)
    hand_in = HandIn(report=report, state=State.DRAFT, started_at=at, started_by=actor.user)
    hand_in.marking, hand_in.mapping = marking, storable(map_to(mapping))
    hand_in.save(force_insert=True)
    _look(hand_in, at)
    if hand_in.state == State.DRAFT:
        hand_in = _pass_by_rule(actor, hand_in, at)
    return Begun(hand_in, again=False)


def _look(hand_in: HandIn, at: dt.datetime) -> None:
    """Run the dry run of a draft and keep its result; what can be mended by naming the columns stays a draft."""
    report = hand_in.report
    path = store().path(report.digest)
    mapping = map_from(hand_in.mapping, report.file_name)
    hand_in.error, hand_in.preview = None, None
    try:
        columns = columns_of(path, mapping, report.file_name)
    except ChorsuError as error:
        _fail(hand_in, error, at)
        return
    mapping, columns = _as_learned(hand_in, mapping, columns)
    mapping = _own_country(hand_in, mapping, columns)
    try:
        preview = look_through(path, mapping, name=report.file_name, today=at.date())
    except ChorsuError as error:
        preview = {"rows": 0}
        hand_in.stop(error)
    hand_in.rows_expected = preview.get("expected", 0)
    if not hand_in.error and (again := _sent_again(hand_in, at)):
        preview |= {"revision": again}
    hand_in.preview = storable(preview | {"columns": columns.to_json()})
    hand_in.save(update_fields=["error", "mapping", "preview", "rows_expected"])


def _sent_again(hand_in: HandIn, at: dt.datetime) -> dict[str, Any] | None:
    """What the table would change, where it looks like one that its sender sent before."""
    plan = updating.plan_of(hand_in, store().path(hand_in.report.digest), at.date())
    if plan is None:
        return None
    told = HandIn.objects.select_related("report").filter(series=plan.series, state=State.DONE)
    latest = told.order_by("-accepted_at").first()
    return updating.summary(plan, latest)


def _as_learned(hand_in: HandIn, mapping: MapFile | None, columns: Columns) -> tuple[MapFile | None, Columns]:
    """A table read as its sender's officers read it before; quantities in the sender's unit where none is said."""
    report = hand_in.report
    learned = standing.learned_for(hand_in.provider_id, columns)
    if learned is not None and not (mapping and mapping.columns) and "date" in learned.roles.values():
        mapping = standing.mapped(learned, columns, mapping)
        hand_in.mapping = map_to(mapping)
        columns = columns_of(store().path(report.digest), mapping, report.file_name)
    told = standing.with_unit(mapping, standing.rules_of(hand_in.provider_id), columns, report.file_name)
    if told is not mapping:
        mapping, hand_in.mapping = told, map_to(told)
    return mapping, columns


def _pass_by_rule(actor: Actor, hand_in: HandIn, at: dt.datetime) -> HandIn:
    """Accept a draft at once where its sender trusts such tables and it is sound; or note that it was drawn."""
    columns = Columns.from_json((hand_in.preview or {}).get("columns"))
    learned = standing.learned_for(hand_in.provider_id, columns)
    passes, hand_in.drawn = standing.may_pass(hand_in, learned)
    if hand_in.drawn:
        hand_in.save(update_fields=["drawn"])
    again = (hand_in.preview or {}).get("revision")
    if not passes or learned is None or (again and (again["partial"] or again["by_hand"])):
        return hand_in  # what a part of a table leaves out, and what changes an officer's entry, a person decides
    rules = standing.rules_of(hand_in.provider_id)
    hand_in.passed_by = learned.pk
    hand_in.save(update_fields=["passed_by"])
    return accept(
        actor=actor,
        hand_in=hand_in.pk,
        audience=rules.audience,
        until=standing.end_under(rules, hand_in.provider_id, at),
        at=at,
        updates=bool(again),
        transfer=rules.transfer,
    )


def _own_country(hand_in: HandIn, mapping: MapFile | None, columns: Columns) -> MapFile | None:
    """A table without a column of countries is of the provider's own state, unless a map says otherwise."""
    mapping = mapping or MapFile(where=hand_in.report.file_name)
    if mapping.country is None and columns.recognised and all(column.role != "country" for column in columns.columns):
        agency = Agency.objects.select_related("state").filter(pk=hand_in.provider_id).first()
        if agency is not None and agency.state is not None:
            mapping = replace(mapping, country=agency.state.code)
            hand_in.mapping = map_to(mapping)
    return mapping


def _fail(hand_in: HandIn, error: ChorsuError, at: dt.datetime) -> None:
    """A file of which nothing can be read: it has failed, and may be handed in again."""
    hand_in.state, hand_in.finished_at = State.FAILED, at
    hand_in.stop(error)
    hand_in.save(update_fields=["state", "error", "finished_at", "preview"])
    _take_back_report(hand_in.report, at)


def _take_back_report(report: Report, at: dt.datetime | None) -> None:
    report.withdrawn_at = at
    report.save(update_fields=["withdrawn_at"])


def mine(actor: Actor, identifier: uuid.UUID, at: dt.datetime, *states: State) -> HandIn:
    """A hand-in that the actor rules, locked, in one of `states` (any when none is named).

    Raises:
        AbsentError: there is none, or it is another provider's.
        RefusedError: it has gone on in the meantime.
    """
    found = HandIn.objects.select_related("report").select_for_update(of=("self",)).filter(pk=identifier).first()
    if found is None or not decide(actor, found.marking, Act.EDIT, at).allowed:
        raise AbsentError
    if states and found.state not in states:
        raise RefusedError(
            _("has gone on in the meantime"), where=found.report.file_name, to_do=_("load the page again")
        )
    return found


def correct_columns(*, actor: Actor, hand_in: uuid.UUID, mapping: MapFile | None, at: dt.datetime) -> HandIn:
    """Read a draft by a map of the officer's (None: as recognised) and look through it again."""
    draft = mine(actor, hand_in, at, State.DRAFT)
    draft.mapping = map_to(mapping)
    draft.save(update_fields=["mapping"])
    _look(draft, at)
    return draft


def accept(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    hand_in: uuid.UUID,
    audience: Collection[int],
    until: dt.datetime | None,
    at: dt.datetime,
    updates: bool = False,
    drops: bool = True,
    transfer: TransferSaid | None = None,
) -> HandIn:
    """Accept a draft: its records will carry the provider and `audience`, the release ending at `until` (None: never).

    With `updates` it changes what its sender sent before, as the dry run found; `drops`: rows no longer in it were
    withdrawn. Records that stand keep their marking. What tells of persons goes to another state on the basis said in
    `transfer`, one for the whole file; without one such records go no further than their own state.

    Raises:
        InputError: as for `TransferSaid.checked`.
        RefusedError: nothing of the file can be read, a principal is unknown, or the end lies in the past.
    """
    draft = mine(actor, hand_in, at, State.DRAFT)
    where = draft.report.file_name
    if draft.error or not draft.preview:
        raise RefusedError(
            _("cannot be read yet"), where=where, to_do=_("say which columns hold the date and the substance")
        )
    if until is not None and until <= at:
        raise RefusedError(_("the release would already have ended"), where=where, to_do=_("choose a later day"))
    if PrincipalRow.objects.filter(pk__in=audience).count() != len(set(audience)):
        raise RefusedError(_("somebody in the audience is unknown"), where=where, to_do=_("choose from the list"))
    again = draft.preview.get("revision")
    if updates and not again:
        raise RefusedError(_("continues nothing that was sent before"), where=where, to_do=_("accept it by itself"))
    draft.updates, draft.drops = updates, drops
    draft.series = uuid.UUID(again["series"]) if updates and again else draft.pk
    draft.to_audience = sorted({draft.provider_id, *audience})
    draft.to_until = until
    draft.transfer = replace(transfer.checked(), by_name=actor.name).as_json() if transfer is not None else None
    draft.state, draft.accepted_at, draft.accepted_by = State.ACCEPTED, at, actor.user
    draft.save()
    if draft.passed_by is None:
        columns = Columns.from_json(draft.preview.get("columns"))
        standing.learn(actor=actor, hand_in=draft, columns=columns, at=at)
    _wake()
    return draft


def discard(*, actor: Actor, hand_in: uuid.UUID, at: dt.datetime) -> HandIn:
    """Leave a draft: nothing of it was ever in the data bank, and the file may be handed in again."""
    draft = mine(actor, hand_in, at, State.DRAFT)
    draft.state, draft.finished_at = State.DISCARDED, at
    draft.save(update_fields=["state", "finished_at"])
    _take_back_report(draft.report, at)
    return draft


def withdraw(*, actor: Actor, hand_in: uuid.UUID, reason: str, at: dt.datetime) -> HandIn:
    """Take a whole hand-in back: every record of it becomes withdrawn and is counted nowhere.

    Raises:
        RefusedError: no reason is given, or nothing of it is in the data bank.
    """
    if not reason.strip():
        raise RefusedError(_("a reason is needed"), to_do=_("say in a few words why it is withdrawn"))
    found = mine(actor, hand_in, at, State.ACCEPTED, State.RUNNING, State.DONE, State.FAILED)
    if found.state == State.FAILED and not found.rows_done:
        raise RefusedError(_("nothing of it is in the data bank"), where=found.report.file_name)
    if later := updating.later_in_series(found):
        raise RefusedError(
            _("a later table changed what this one told: %(file)s") % {"file": later.report.file_name},
            where=found.report.file_name,
            to_do=_("withdraw that one first"),
        )
    found.state, found.finished_at = State.WITHDRAWING, None
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_reason = at, actor.user, storable(reason.strip())
    found.rows_withdrawn = 0
    found.save()
    _take_back_report(found.report, at)
    append(
        kind="report.withdrawn",
        record=found.report_id,
        version=1,
        content={},
        said={"reason": found.withdrawn_reason},
        actor=actor.user,
        at=at,
    )
    reopened_by_withdrawal(What.REPORT, found.report_id, found.report.provider_id, actor, at)
    _wake()
    return found


def restore(*, actor: Actor, hand_in: uuid.UUID, at: dt.datetime) -> HandIn:
    """Undo a withdrawal: the records that fell with it stand again.

    Raises:
        RefusedError: the same file has been handed in anew in the meantime.
    """
    found = mine(actor, hand_in, at, State.WITHDRAWN)
    if found.updates:
        raise RefusedError(
            _("an update that was withdrawn is not restored"),
            where=found.report.file_name,
            to_do=_("hand the file in again"),
        )
    try:
        with transaction.atomic():
            _take_back_report(found.report, None)
    except IntegrityError:
        raise RefusedError(
            _("has been handed in again since"), where=found.report.file_name, to_do=_("withdraw that one first")
        ) from None
    found.state, found.finished_at, found.restored_by = State.RESTORING, None, actor.user
    found.save(update_fields=["state", "finished_at", "restored_by"])
    append(kind="report.restored", record=found.report_id, version=1, content={}, actor=actor.user, at=at)
    _wake()
    return found


def _wake() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [HANDIN_CHANNEL])
