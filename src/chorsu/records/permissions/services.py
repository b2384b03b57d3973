"""Asking for permission and answering it; telling the provider of a passing on that needs none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from chorsu.directory.authorities import authority_of, of_member_states
from chorsu.handling.grounds import grounds
from chorsu.handling.marking import LONGEST_REVIEW, Release
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError, RefusedError
from chorsu.records.audiences import check_operation, known, wider
from chorsu.records.keeping import changing, reason_given, seen
from chorsu.records.models import Transfer
from chorsu.records.passings import goes_round, passed_on
from chorsu.records.permissions.models import Permission
from chorsu.records.transfers.guarding import Keeping
from chorsu.records.transfers.said import NeedsBasisError, TransferSaid
from chorsu.records.transfers.telling import personal_among

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from chorsu.records.keeping import Change

__all__ = ["DEADLINES", "answer", "ask", "carry_out"]

DEADLINES = {"8h": dt.timedelta(hours=8), "3d": dt.timedelta(days=3), "7d": dt.timedelta(days=7)}
"""How soon an answer is asked for: those of requests for information (GLOSSARY), counted from asking."""
_ANSWERED = ["state", "ground", "conditions", "until", "answered_by", "answered_name", "answered_at"]


def ask(  # noqa: PLR0913 — a request has these parts
    *,
    seizure: uuid.UUID,
    kind: str,
    to: Collection[int],
    purpose: str,
    deadline: str,
    actor: Actor,
    at: dt.datetime,
) -> Permission:
    """Ask the provider; where passing on needs no permission, tell the provider, and it is carried out at once.

    Raises:
        AbsentError: the actor does not see the record.
        RefusedError: it is the actor's own, or its marking lets the actor do this already.
        InputError: nobody to pass it on to, no purpose, or a deadline that there is not.
    """
    stated = reason_given(purpose)
    if deadline not in DEADLINES or kind not in Permission.Kind.values:
        raise InputError("is no request", where="the request", to_do="choose from the list")
    found, mine = seen(seizure, actor, at), authority_of(actor)
    if mine is None or actor.user is None or found.provider_id in actor.provides:
        raise RefusedError("is asked of its provider by others", to_do="release the record instead")
    named, kind = _whom(kind, to, found.marking)
    one = Permission(
        seizure=found, kind=kind, authority=mine, to=sorted(named), purpose=stated, due_at=at + DEADLINES[deadline]
    )
    one.state = _begins(kind, named, actor, found.marking, at)
    one.asked_by, one.asked_name, one.asked_at = actor.user, actor.name, at
    one.marking = Marking(found.provider_id, frozenset({mine}))
    with transaction.atomic():
        one.save(force_insert=True)
        content = {"record": found.pk, "kind": kind, "to": one.to, "purpose": stated, "state": str(one.state)}
        append(kind=f"permission.{one.state}", record=one.pk, version=1, content=content, actor=actor.user, at=at)
    return one


def _whom(kind: str, to: Collection[int], marking: Marking) -> tuple[frozenset[int], str]:
    """Whom it is passed on to, and the kind that it is then: to others than authorities of members, a third party's.

    Under H2 nobody need be named: then the permission is asked for once and for all.
    """
    if kind == Permission.Kind.COURT or (not to and "H2" in marking.handling.dissemination):
        return frozenset(), kind
    named = known(to)
    return named, kind if of_member_states(named) else Permission.Kind.THIRD_PARTY


def _begins(kind: str, named: Collection[int], actor: Actor, marking: Marking, at: dt.datetime) -> Permission.State:
    """Asked where it needs permission; told where the marking lets the actor pass on to authorities of members."""
    if kind == Permission.Kind.COURT:
        if marking.handling.may_in_court(actor.principals, at):
            raise RefusedError("needs no permission", to_do="the marking allows it")
        return Permission.State.ASKED
    free = bool(named) and decide(actor, marking, Act.PASS_ON, at).allowed
    if kind == Permission.Kind.THIRD_PARTY or not free:
        return Permission.State.ASKED
    return Permission.State.TOLD


def answer(  # noqa: PLR0913 — an answer has these parts
    *,
    permission: uuid.UUID,
    granted: bool,
    ground: str,
    conditions: str,
    until: dt.datetime | None,
    actor: Actor,
    at: dt.datetime,
    transfer: TransferSaid | None = None,
) -> Permission:
    """Grant or refuse. A grant adds to the marking: a permit of the one who asked, or a release to whom is named.

    Such a release keeps the limits of the one by which the record came to who asks; what the provider set stays.

    Where it lets personal data reach another state, or be passed on once and for all, `transfer` says on what basis.

    Raises:
        NeedsBasisError: it does, and nothing is said.
        AbsentError: there is no such request of a record that the actor rules.
        InputError: it is answered already, no ground is given for a refusal, the end lies in the past; or it cannot be
            granted: its end lies beyond the review, the record is kept from whom it would be passed on to, or who asks
            has it no longer.
    """
    with transaction.atomic():
        one = Permission.objects.select_for_update().filter(pk=permission).first()
        if one is None or one.provider_id not in actor.provides:
            raise AbsentError
        if one.state != Permission.State.ASKED:
            raise InputError("stands so already", where="the request", to_do="load the page again")
        if not granted and ground not in grounds("permission"):
            raise InputError("no ground is given", where="the answer", to_do="choose a ground from the list")
        if until is not None and until <= at:
            raise InputError("the end lies in the past or too far on", where="until", to_do="choose a later day")
        one.state = Permission.State.GRANTED if granted else Permission.State.REFUSED
        one.ground, one.conditions = "" if granted else ground, conditions.strip().replace("\x00", "")[:2_000]
        one.until, one.answered_by, one.answered_name, one.answered_at = until, actor.user, actor.name, at
        if granted:
            _grant(one, transfer, actor, at)
        one.save(update_fields=_ANSWERED)
        content = {"state": str(one.state), "ground": one.ground, "conditions": one.conditions, "until": one.until}
        append(kind=f"permission.{one.state}", record=one.pk, version=2, content=content, actor=actor.user, at=at)
    return one


def _grant(one: Permission, transfer: TransferSaid | None, actor: Actor, at: dt.datetime) -> None:
    act = "released" if one.to else "permitted"
    with changing(
        one.seizure_id, kind=act, act=Act.RELEASE, actor=actor, at=at, reason=one.purpose, transfer=transfer
    ) as change:
        marking = change.seizure.marking
        handling = marking.handling
        if not one.to:
            one.until = _end_of_permit(one, marking, at)
        permit = Release(frozenset({one.authority}), until=one.until)
        if one.kind == Permission.Kind.COURT:
            handling = replace(handling, court_permits=(*handling.court_permits, permit))
        if one.kind == Permission.Kind.PASS_ON and not one.to:
            _weigh_for_all(one, transfer, actor, at)
            handling = replace(handling, passing_permits=(*handling.passing_permits, permit))
        marking = replace(marking, handling=handling)
        change.seizure.marking = _passed_by_grant(one, marking, at) if one.to else marking
        change.said["permission"] = str(one.pk)


def _end_of_permit(one: Permission, marking: Marking, at: dt.datetime) -> dt.datetime:
    """When a permit ends: on the day given, else when the need of the record is reviewed; never later."""
    review = marking.review_by or at + LONGEST_REVIEW
    if one.until is not None and one.until > review:
        raise InputError("the end lies beyond the review", where="until", to_do="choose a day before it")
    return one.until or review


def _passed_by_grant(one: Permission, marking: Marking, at: dt.datetime) -> Marking:
    """The marking with further terms, in the limits of what whoever asks has; what the provider set stays as it is."""
    if any(marking.exclusions & {number, *wider(number)} for number in one.to):
        raise InputError("the record is kept from them", where="the answer", to_do="release it to them yourself")
    terms = passed_on(marking, one.authority, one.to, at, one.until)
    if not terms:
        raise InputError("is no longer released to who asks", where="the answer", to_do="refuse it")
    for term in terms:
        check_operation(term.to, term.operation)
    return replace(marking, releases=tuple(dict.fromkeys([*marking.releases, *terms])))


def _weigh_for_all(one: Permission, transfer: TransferSaid | None, actor: Actor, at: dt.datetime) -> None:
    """Personal data are passed on once and for all on a stated basis, which then holds for each passing on."""
    if not personal_among([one.seizure_id]):
        return
    if transfer is None:
        raise NeedsBasisError
    keeping = Keeping(one.provider_id, actor.user, actor.name, at)
    keeping.allowed([one.seizure_id], [one.authority], transfer, until=one.until)


def _basis_of(one: Permission, marking: Marking, at: dt.datetime) -> TransferSaid | None:
    """On what basis the provider let this authority pass the record on once and for all, where it still holds."""
    if not marking.handling.permits_passing({one.authority}, at):
        return None
    said = Transfer.objects.filter(Q(until=None) | Q(until__gt=at), seizure_id=one.seizure_id, to=[one.authority])
    kept = said.filter(ground="", held=False).order_by("-at").first()
    if kept is None:
        return None
    return TransferSaid(kept.basis, kept.purpose, kept.instrument, frozenset(kept.flags), kept.by_name)


class _ProviderAskedError(RefusedError):
    """A passing on would go round what the provider set."""

    def __init__(self) -> None:
        super().__init__("needs permission", to_do="wait for the provider's answer")


def _pass(change: Change, one: Permission, actor: Actor, at: dt.datetime) -> None:
    marking = change.seizure.marking
    change.transfer = _basis_of(one, marking, at)
    terms = passed_on(marking, one.authority, one.to, at)
    if not terms or authority_of(actor) != one.authority:
        raise AbsentError
    if not of_member_states(one.to) or goes_round(one.seizure_id, marking, terms, at):
        raise _ProviderAskedError
    change.seizure.marking = replace(marking, releases=tuple(dict.fromkeys([*marking.releases, *terms])))
    change.said["permission"] = str(one.pk)


def carry_out(*, permission: Permission, actor: Actor, at: dt.datetime) -> Permission:
    """Pass a record on as its marking lets the actor: further terms, in the limits of those by which the actor has it.

    Done in the background, with rights that a recipient has not; the rule is asked again. Void where it no longer lets;
    asked of the provider where it would take personal data to another state without a basis, reach a third party, or
    go round what the provider set for whom it would reach.
    """
    one = permission
    try:
        with changing(one.seizure_id, kind="passed", act=Act.PASS_ON, actor=actor, at=at, reason=one.purpose) as change:
            _pass(change, one, actor, at)
        one.state = Permission.State.PASSED
    except (NeedsBasisError, _ProviderAskedError):
        one.state = Permission.State.ASKED
    except ChorsuError:
        one.state = Permission.State.VOID
    one.answered_at = None if one.state == Permission.State.ASKED else at
    with transaction.atomic():
        one.save(update_fields=["state", "answered_at"])
        content = {"state": str(one.state)}
        append(kind=f"permission.{one.state}", record=one.pk, version=2, content=content, actor=actor.user, at=at)
    return one
