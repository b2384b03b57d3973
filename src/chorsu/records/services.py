"""Changing the data bank: release and recall, correction, withdrawal, and the decision on links between reports.

Each service asks the rule of handling, changes, keeps the version before and enters the act in the journal, in one
transaction. Absent and forbidden are one error. Must not read files nor compare reports.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from django.db import transaction

from chorsu.handling.rules import Act, Actor, Role
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.audiences import check_operation, known, narrowed, released
from chorsu.records.corrections import apply_changes
from chorsu.records.identifiers import HIDDEN
from chorsu.records.keeping import changing, reason_given
from chorsu.records.models import PROTECTED, Link, Seizure

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Mapping

    from chorsu.records.transfers.said import TransferSaid

__all__ = [
    "correct",
    "decide_link",
    "exclude",
    "may_decide",
    "recall",
    "release_to",
    "restore",
    "state_quantity",
    "withdraw",
]

type LinkDecision = Literal["confirm", "reject", "undo"]
_DECIDED = {"confirm": "link.confirmed", "reject": "link.rejected", "undo": "link.reopened"}
_LATER_STATES = ("weighed", "confirmed")
_OF_A_LABORATORY = ("purity", "sample", "method")
_OF_PROTECTED = frozenset({HIDDEN, *(f"persons.{status}" for status in PROTECTED)})
_LONGEST_RELEASE = dt.timedelta(days=3 * 366)
"""A release ends at the review date at the latest: three years on (GLOSSARY, review date)."""


def release_to(  # noqa: PLR0913 — a release has these parts
    *,
    seizure: uuid.UUID,
    principals: Collection[int],
    until: dt.datetime | None,
    actor: Actor,
    at: dt.datetime,
    transfer: TransferSaid | None = None,
    but: Collection[int] = (),
    operation: int | None = None,
) -> Seizure:
    """Release a seizure to principals, but not to some of them, until a moment, perhaps within one operation alone.

    The release stands by itself; whoever was reached by name before is reached on these terms alone.

    Where it takes personal data to another state, `transfer` says on what basis; the decision is kept with the release.

    Raises:
        AbsentError: as for every act.
        RefusedError: as for every act; or it is a transfer without a basis, or one that must be refused.
        InputError: nobody known is named, the same are named and left out, a non-member is named without an operation,
            or the end lies in the past or beyond three years.
    """
    named, left_out = known(principals), known(but) if but else frozenset()
    if until is not None and not at < until <= at + _LONGEST_RELEASE:
        raise InputError("the end lies in the past or too far on", where="until", to_do="choose a day within 3 years")
    if named & left_out:
        raise InputError("the same are named and left out", where="audience", to_do="take them out of one of the two")
    check_operation(named, operation)
    with changing(seizure, kind="released", act=Act.RELEASE, actor=actor, at=at, transfer=transfer) as change:
        if change.seizure.provider_id in named | left_out:
            raise InputError("the provider is named", where="audience", to_do="choose somebody else")
        after = released(change.seizure.marking, named, until, at, but=left_out, operation=operation)
        change.seizure.marking = after
    return change.seizure


def recall(  # noqa: PLR0913 — a recall has these parts
    *,
    seizure: uuid.UUID,
    principals: Collection[int] | None,
    reason: str,
    actor: Actor,
    at: dt.datetime,
    told: str = "",
) -> Seizure:
    """Take a seizure back from principals, or from all but its provider (None); `told` is what they may read of why.

    Raises:
        AbsentError, RefusedError, InputError: as for a release; a reason must be given.
    """
    stated = reason_given(reason)
    named = None if principals is None else known(principals)
    with changing(seizure, kind="recalled", act=Act.RECALL, actor=actor, at=at, reason=stated) as change:
        change.told = reason_given(told) if told.strip() else ""
        change.seizure.marking = narrowed(change.seizure.marking, named)
    return change.seizure


def exclude(  # noqa: PLR0913 — as a recall
    *,
    seizure: uuid.UUID,
    principals: Collection[int],
    reason: str,
    actor: Actor,
    at: dt.datetime,
    told: str = "",
) -> Seizure:
    """Keep a seizure from principals, whatever else its audience says, until it is released to them by name.

    Raises:
        AbsentError, RefusedError, InputError: as for a recall; the provider cannot be excluded.
    """
    stated, named = reason_given(reason), known(principals)
    with changing(seizure, kind="excluded", act=Act.RECALL, actor=actor, at=at, reason=stated) as change:
        marking = change.seizure.marking
        change.told = reason_given(told) if told.strip() else ""
        if marking.provider in named:
            raise InputError("the provider cannot be excluded", where="audience", to_do="choose somebody else")
        change.seizure.exclusions = sorted(marking.exclusions | named)
    return change.seizure


def correct(  # noqa: PLR0913 — a correction has these parts
    *,
    seizure: uuid.UUID,
    changes: Mapping[str, Any],
    reason: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
    transfer: TransferSaid | None = None,
) -> Seizure:
    """A new version of a seizure with fields replaced; see `records.corrections` for the fields and their forms.

    Where it tells more of persons and the record reaches another state, `transfer` says on what basis.

    One that changes counts of protected persons alone is entered as `recounted`, and is the provider's own affair.

    Raises:
        AbsentError, RefusedError: as for every act.
        NeedsBasisError: more is told of persons, the record reaches another state, and nothing is said of a basis.
        InputError: a field that cannot be corrected, a value that is in no list, nothing that changes, or a `version`
            that is no longer the newest.
    """
    stated = reason_given(reason)
    with changing(
        seizure, kind="corrected", act=Act.EDIT, actor=actor, at=at, reason=stated, version=version, transfer=transfer
    ) as change:
        names = apply_changes(change, changes, at)
        change.said["corrected"] = names
        if all(name in _OF_PROTECTED for name in names):
            change.kind = "recounted"
    return change.seizure


def state_quantity(  # noqa: PLR0913 — a weighing has these parts
    *,
    seizure: uuid.UUID,
    lot: int,
    values: Mapping[str, Any],
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Seizure:
    """Say how a quantity is now known: `values` has `state` (`weighed` or `confirmed`) and what came with it.

    An interval that was estimated falls away, unless a new one is given. Purity, sample and method come with
    `confirmed`, at least one of them, and with it alone. The act is entered by the name of the state.

    Raises:
        AbsentError, RefusedError, InputError: as for a correction; the state would go backwards.
    """
    state = str(values.get("state", ""))
    if state not in _LATER_STATES:
        raise InputError("is no later state", where="state", to_do=f"choose one of {', '.join(_LATER_STATES)}")
    told = [name for name in _OF_A_LABORATORY if values.get(name)]
    if state == "confirmed" and not told:
        raise InputError("a laboratory says more", where="purity", to_do="state purity, sample or method")
    if state != "confirmed" and told:
        raise InputError("is said by a laboratory", where=told[0], to_do="leave it empty, or choose confirmed")
    with changing(seizure, kind=state, act=Act.EDIT, actor=actor, at=at, version=version) as change:
        found = next((one for one in change.lots if one.number == lot), None)
        if found is not None and found.kind != "drug":
            raise InputError("is said of drugs alone", where="state", to_do="correct the record instead")
        stands = found.state if found else ""
        if stands in _LATER_STATES and _LATER_STATES.index(stands) > _LATER_STATES.index(state):
            raise InputError("a laboratory has confirmed it", where="state", to_do="correct the record instead")
        given = {"low": None, "high": None, **values}
        change.said[state] = apply_changes(change, {"lots": {lot: given}}, at)
    return change.seizure


def withdraw(*, seizure: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Seizure:
    """Take a seizure out of every table and figure; whoever could see it still sees that it was withdrawn.

    Raises:
        AbsentError, RefusedError, InputError: as for a correction.
    """
    return _set_withdrawn(seizure, withdrawn=True, reason=reason, actor=actor, at=at)


def restore(*, seizure: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Seizure:
    """Undo a withdrawal.

    Raises:
        AbsentError, RefusedError, InputError: as for a correction.
    """
    return _set_withdrawn(seizure, withdrawn=False, reason=reason, actor=actor, at=at)


def _set_withdrawn(seizure: uuid.UUID, *, withdrawn: bool, reason: str, actor: Actor, at: dt.datetime) -> Seizure:
    stated, kind = reason_given(reason), "withdrawn" if withdrawn else "restored"
    with changing(seizure, kind=kind, act=Act.EDIT, actor=actor, at=at, reason=stated) as change:
        if change.seizure.withdrawn is withdrawn:
            raise InputError(f"is {kind} already", where="the record", to_do="load the page again")
        change.seizure.withdrawn = withdrawn
    return change.seizure


def may_decide(actor: Actor, a: Seizure, b: Seizure) -> bool:
    """Who may decide whether two reports tell of one event: an officer of the provider of either, or an analyst.

    Both must be visible to the actor; the database sees to that.
    """
    return bool({a.provider_id, b.provider_id} & actor.provides) or Role.ANALYST in actor.roles


def decide_link(*, link: uuid.UUID, decision: LinkDecision, actor: Actor, at: dt.datetime) -> Link:
    """Confirm or reject the claim that two reports tell of one event, or undo that decision.

    What follows for the other reports of the event is worked out by `matching`, which reads the journal.

    Raises:
        AbsentError: there is no such claim, or the actor does not see all that it rests on.
        RefusedError: the actor provides neither report and is no analyst.
        InputError: the claim is derived from others, which are decided instead, or it already stands so.
    """
    with transaction.atomic():
        found = Link.objects.select_related("a", "b").filter(pk=link).first()
        if found is None:
            raise AbsentError
        if not may_decide(actor, found.a, found.b):
            raise RefusedError("only a provider of either report or an analyst decides this", to_do="ask one of them")
        if found.via:
            raise InputError("follows from other claims", where="the claim", to_do="decide those")
        locked = Link.objects.select_for_update(of=("self",)).get(pk=link)
        to = {"confirm": Link.State.CONFIRMED, "reject": Link.State.REJECTED, "undo": locked.proposed}[decision]
        if locked.state == to:
            raise InputError("stands so already", where="the claim", to_do="load the page again")
        undone = decision == "undo"
        locked.state, locked.version = to, locked.version + 1
        locked.decided_by, locked.decided_at = (None, None) if undone else (actor.user, at)
        locked.save(update_fields=["state", "version", "decided_by", "decided_at"])
        append(
            kind=_DECIDED[decision],
            record=locked.pk,
            version=locked.version,
            content={},
            said={"a": locked.a_id, "b": locked.b_id, "state": str(to), "probability": locked.probability},
            actor=actor.user,
            at=at,
        )
    return locked
