"""Deciding on a draft: accept it into the data bank, reject it, undo any act on it, review what a rule let through."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from chorsu.handling.models import PrincipalRow
from chorsu.handling.rules import Marking
from chorsu.intake.drafts.arriving import MOST_BYTES
from chorsu.intake.drafts.keeping import State, mine, remember, state_of
from chorsu.intake.drafts.models import Draft
from chorsu.intake.drafts.recording import values_of
from chorsu.intake.drafts.slots import restored
from chorsu.intake.schema.values import Values
from chorsu.intake.services import store
from chorsu.intake.standing import narrowed
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records import services as records
from chorsu.records.contents import storable
from chorsu.records.models import Seizure
from chorsu.records.submitting import Submission, submit

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.handling.rules import Actor
    from chorsu.intake.schema.problems import Problems
    from chorsu.records.transfers.said import TransferSaid

__all__ = ["accept", "reject", "review", "undo"]

_LONGEST_REASON = 500


def accept(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    draft: uuid.UUID,
    audience: Collection[int],
    until: dt.datetime | None,
    at: dt.datetime,
    lang: str = "en",
    by_rule: bool = False,
    seen: int | None = None,
    transfer: TransferSaid | None = None,
) -> Draft | Problems:
    """Record the seizure of a draft, to be seen by its provider and `audience`; or say which slot is wrong.

    It becomes a report of its own through the same way as a seizure written by hand, with its values and their places
    in the text as the bytes kept. `by_rule`: a standing rule lets it in, and the record says so. Where it tells of
    persons it goes to another state on the basis said in `transfer`, else no further than its own.

    Raises:
        RefusedError: somebody in the audience is unknown, or the release would already have ended.
    """
    with transaction.atomic():
        found = mine(actor, draft, at, State.OPEN, seen=seen)
        where = found.text.name
        if until is not None and until <= at:
            raise RefusedError(_("the release would already have ended"), where=where, to_do=_("choose a later day"))
        if PrincipalRow.objects.filter(pk__in=audience).count() != len(set(audience)):
            raise RefusedError(_("somebody in the audience is unknown"), where=where, to_do=_("choose from the list"))
        slots = restored(found.slots)
        values = values_of(
            slots, at=at, country=state_of(found.provider_id), lang=lang, name=_name_of(found), text=found.text.text
        )
        if not isinstance(values, Values):
            return values
        if by_rule:
            rows = tuple(replace(row, flags=(*row.flags, "passed_by_rule")) for row in values.lots)
            values = replace(values, lots=rows)
        marking = Marking(found.provider_id, frozenset({found.provider_id, *audience}), until=until)
        found.record = _record(found, values, actor=actor, marking=marking, at=at, transfer=transfer)
        found.passed_by_rule = by_rule
        _decided(found, State.ACCEPTED, "accepted", actor, at)
        said = {"text": str(found.text_id), "record": str(found.record), "by_rule": by_rule}
        said |= {"corrected": sorted(path for path, slot in slots.items() if slot.state not in {"read", "kept"})}
        append(
            kind="draft.accepted",
            record=found.pk,
            version=len(found.history),
            content={},
            said=said,
            actor=actor.user,
            at=at,
        )
    return found


def _record(  # noqa: PLR0913 — an act has these fields
    draft: Draft, values: Values, *, actor: Actor, marking: Marking, at: dt.datetime, transfer: TransferSaid | None
) -> uuid.UUID:
    number, text = uuid7(), draft.text
    name = _name_of(draft)
    told = {
        "submission": str(number),
        "text": {"name": text.name, "item": text.number, "digest": text.report.digest, "language": text.language},
        "draft": str(draft.pk),
        "slots": draft.slots,
    }
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    kept = store().keep([body], most=MOST_BYTES, where=name)
    submission = Submission(number, name, kept.digest, kept.size, values.lots, values.cells, values.persons)
    return submit(
        actor=actor,
        marking=marking,
        submission=submission,
        at=at,
        synthetic=text.report.synthetic,
        transfer=transfer,
        narrowed=narrowed(marking, at),
    ).seizure.pk


def _name_of(draft: Draft) -> str:
    """What the report is called that a draft becomes."""
    return f"{draft.text.name.rsplit('.', 1)[0]}-{draft.text.number + 1}-{draft.number}.json"


def reject(*, actor: Actor, draft: uuid.UUID, reason: str, at: dt.datetime, seen: int | None = None) -> Draft:
    """Leave a draft: nothing of it comes into the data bank.

    Raises:
        InputError: no reason is given.
    """
    stated = storable(reason.strip())[:_LONGEST_REASON]
    if not stated:
        raise InputError(_("a reason is needed"), where=_("the draft"), to_do=_("say in a few words why"))
    with transaction.atomic():
        found = mine(actor, draft, at, State.OPEN, seen=seen)
        found.reason = stated
        _decided(found, State.REJECTED, "rejected", actor, at)
        said = {"text": str(found.text_id), "reason": stated}
        append(
            kind="draft.rejected",
            record=found.pk,
            version=len(found.history),
            content={},
            said=said,
            actor=actor.user,
            at=at,
        )
    return found


def undo(*, actor: Actor, draft: uuid.UUID, at: dt.datetime, seen: int | None = None) -> Draft:
    """Take the newest act on a draft back; that of an acceptance withdraws the record, unless it is withdrawn already.

    Raises:
        RefusedError: nothing was done to it.
    """
    with transaction.atomic():
        found = mine(actor, draft, at, seen=seen)
        if not found.history:
            raise RefusedError(_("nothing was done to it yet"), where=found.text.name)
        last = found.history.pop()
        found.acts += 1
        if last["act"] == "accepted" and found.record is not None and _stands(found.record):
            reason = _("the acceptance of the draft was undone")
            records.withdraw(seizure=found.record, reason=reason, actor=actor, at=at)
        if last["act"] in {"accepted", "rejected"}:
            found.state, found.record, found.reason = State.OPEN, None, ""
            found.decided_at, found.decided_by, found.passed_by_rule = None, None, False
            said = {"text": str(found.text_id), "undone": last["act"]}
            append(
                kind="draft.reopened",
                record=found.pk,
                version=len(found.history) + 1,
                content={},
                said=said,
                actor=actor.user,
                at=at,
            )
        else:
            slots = found.slots | {path: slot for path, slot in last["before"].items() if slot is not None}
            found.slots = {path: slot for path, slot in slots.items() if last["before"].get(path, slot) is not None}
        found.save()
    return found


def _stands(record: uuid.UUID) -> bool:
    """Whether the record of a draft is still there to be withdrawn: an officer may have withdrawn it by itself."""
    return not Seizure.objects.filter(pk=record, withdrawn=True).exists()


def review(*, actor: Actor, drafts: Collection[uuid.UUID], at: dt.datetime) -> int:
    """Say of drafts that a rule let through that an officer has looked at them; how many there were."""
    waiting = Draft.objects.filter(pk__in=list(drafts), passed_by_rule=True, reviewed_at=None)
    own = waiting.filter(provider_id__in=sorted(actor.provides), state=State.ACCEPTED)
    return own.update(reviewed_at=at, reviewed_by=actor.user)


def _decided(draft: Draft, state: State, act: str, actor: Actor, at: dt.datetime) -> None:
    draft.state, draft.decided_at, draft.decided_by = state, at, actor.user
    remember(draft, act, {}, actor=actor, at=at)
    draft.save()
