"""Setting standing release rules: made by one officer, in force at once or when another approves, switched off by any.

A rule is never changed: it is switched off, and another one made. Each act is entered in the journal.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.audiences import check_operation, known
from chorsu.records.models import ReleaseRule
from chorsu.records.transfers.reaching import home_of
from chorsu.records.transfers.said import NeedsBasisError, TransferSaid
from chorsu.vocabulary import places
from chorsu.vocabulary.substances import substance

if TYPE_CHECKING:
    import datetime as dt
    import uuid

__all__ = ["LONGEST_DAYS", "Wanted", "approve", "draft", "make_rule", "switch_off"]

LONGEST_DAYS = 3 * 365
_FINE_KG = 1e9


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a rule is to say; the fields are those of `ReleaseRule`."""

    name: str
    to_audience: tuple[int, ...]
    but: tuple[int, ...] = ()
    substances: tuple[str, ...] = ()
    least_kg: float | None = None
    countries: tuple[str, ...] = ()
    without_persons: bool = True
    days: int | None = None
    use_codes: tuple[str, ...] = ()
    dissemination_codes: tuple[str, ...] = ()
    basis: str = ""
    purpose: str = ""
    four_eyes: bool = False


def draft(*, agency: int, wanted: Wanted, actor: Actor, at: dt.datetime) -> ReleaseRule:
    """The rule, checked but not stored: for a dry run.

    Raises:
        RefusedError: the actor does not provide for the agency.
        InputError: it has no name, names nobody known, or holds a value that cannot be meant.
        NeedsBasisError: it would release persons to another state, and nothing is said of a basis.
    """
    own = Marking(agency, frozenset({agency}))
    if not decide(actor, own, Act.RELEASE, at).allowed:
        raise RefusedError("rules are set for one's own agency only", to_do="ask that agency")
    _check(wanted)
    rule = ReleaseRule(made_by=actor.user, made_at=at)
    for name, value in asdict(wanted).items():
        setattr(rule, name, list(value) if isinstance(value, tuple) else value)
    rule.name = wanted.name.strip()
    rule.marking = own
    rule.basis, rule.purpose = _basis_of(wanted, agency)
    if agency in {*rule.to_audience, *rule.but}:
        raise InputError("the provider is named", where="audience", to_do="choose somebody else")
    return rule


@transaction.atomic
def make_rule(*, agency: int, wanted: Wanted, actor: Actor, at: dt.datetime) -> ReleaseRule:
    """Store a rule: in force at once, or with four eyes when another officer of the authority approves it.

    Raises:
        RefusedError, InputError: as for a draft.
    """
    rule = draft(agency=agency, wanted=wanted, actor=actor, at=at)
    rule.save(force_insert=True)
    _enter("release-rule.made", rule, actor, at)
    return rule


@transaction.atomic
def approve(*, rule: uuid.UUID, actor: Actor, at: dt.datetime) -> ReleaseRule:
    """Put a rule in force that a colleague made.

    Raises:
        AbsentError: there is none, or not for this actor.
        RefusedError: the actor made it.
        InputError: it waits for nobody.
    """
    found = _mine(rule, actor, at)
    if not found.waits:
        raise InputError("waits for nobody", where="the rule", to_do="load the page again")
    if actor.user is None or found.made_by == actor.user:
        raise RefusedError("a rule is approved by somebody else than its maker", to_do="ask a colleague")
    found.approved_by, found.approved_at = actor.user, at
    found.save(update_fields=["approved_by", "approved_at"])
    _enter("release-rule.approved", found, actor, at)
    return found


@transaction.atomic
def switch_off(*, rule: uuid.UUID, actor: Actor, at: dt.datetime) -> ReleaseRule:
    """Release no further record by this rule; what it released stays released until it ends or is recalled.

    Raises:
        AbsentError: there is none, or not for this actor.
        InputError: it is off already.
    """
    found = _mine(rule, actor, at)
    if found.off_at is not None:
        raise InputError("stands so already", where="the rule", to_do="load the page again")
    found.off_at, found.off_by = at, actor.user
    found.save(update_fields=["off_at", "off_by"])
    _enter("release-rule.off", found, actor, at)
    return found


def _check(wanted: Wanted) -> None:
    if not wanted.name.strip() or len(wanted.name) > 120 or "\x00" in wanted.name:  # noqa: PLR2004 — as the column
        raise InputError("a rule has a name", where="the name", to_do="name it in up to 120 characters")
    named, left_out = known(wanted.to_audience), known(wanted.but) if wanted.but else frozenset()
    if named & left_out:
        raise InputError("the same are named and left out", where="audience", to_do="take them out of one of the two")
    check_operation(named, None)
    for code in wanted.substances:
        substance(code)
    for code in wanted.countries:
        places.country(code)
    if wanted.least_kg is not None and not 0 < wanted.least_kg < _FINE_KG:
        raise InputError("is no weight", where="the weight", to_do="write kilograms")
    if wanted.days is not None and not 1 <= wanted.days <= LONGEST_DAYS:
        raise InputError("is no number of days", where="the days", to_do="write up to three years in days")
    if not {*wanted.use_codes} <= {"H0", "H1"} or not {*wanted.dissemination_codes} <= {"H2"}:
        raise InputError("is in no list", where="the conditions", to_do="choose from the list")


def _basis_of(wanted: Wanted, agency: int) -> tuple[str, str]:
    """The basis and the purpose of a rule that releases persons to another state; empty for every other rule."""
    if wanted.without_persons or not set(wanted.to_audience) - home_of(agency):
        return "", ""
    if not wanted.basis.strip() and not wanted.purpose.strip():
        raise NeedsBasisError
    said = TransferSaid(wanted.basis, wanted.purpose).checked()
    return said.basis, said.purpose


def _mine(rule: uuid.UUID, actor: Actor, at: dt.datetime) -> ReleaseRule:
    found = ReleaseRule.objects.select_for_update().filter(pk=rule).first()
    if found is None or not decide(actor, found.marking, Act.RELEASE, at).allowed:
        raise AbsentError
    return found


def _enter(kind: str, rule: ReleaseRule, actor: Actor, at: dt.datetime) -> None:
    names = (*Wanted.__dataclass_fields__, "provider_id")
    append(
        kind=kind,
        record=rule.pk,
        version=1,
        content={name: getattr(rule, name) for name in names},
        actor=actor.user,
        at=at,
    )
