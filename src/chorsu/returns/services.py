"""Filing, correcting, withdrawing and restoring returns, and filing that there is nothing to report.

Each service asks the rule of handling, changes, keeps the version before and enters the act in the journal, in one
transaction. Absent and forbidden are one error. Never touches a seizure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.contents import storable
from chorsu.records.keeping import reason_given
from chorsu.returns.committed import committed
from chorsu.returns.contents import content_of
from chorsu.returns.models import Figure, Return, ReturnVersion
from chorsu.returns.stating import Statement, checked
from chorsu.returns.tables import indicator
from chorsu.vocabulary.substances import substance

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Sequence

    from chorsu.returns.stating import Entry

__all__ = [
    "begun", "correct_return", "enter_in_journal", "file_nil", "file_return", "marking_for", "restore_return",
    "withdraw_return",
]  # fmt: skip

_COPIED = (
    "country", "scope", "authority_text", "crime_area", "source", "file_name", "digest", "threshold", "threshold_kg",
    "counted", "plants_in_kg", "note",
)  # fmt: skip
_OF_AN_ENTRY = (
    "label", "value", "unit", "role", "subject_kind", "subject", "kg", "decimals", "group_text", "subgroup_text",
    "authority_text", "part_of", "sheet", "row",
)  # fmt: skip
_STANDS = Return.Status.FILED


def file_return(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    said: Statement,
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
) -> Return:
    """File a return of the actor's agency under a marking; the same sheet for the same period is kept once.

    Raises:
        RefusedError: the actor may not provide for this agency.
        InputError: a value that cannot be meant, or no figure at all.
    """
    marking = marking_for(actor, provider, audience, until, at)
    said = begun(checked(said), at)
    if not said.entries:
        raise InputError("no figure is given", where="the return", to_do="write one, or report that there is nothing")
    if said.digest:
        again = Return.objects.filter(
            provider_id=provider, digest=said.digest, country=said.country, period=said.period.code, status=_STANDS
        ).first()
        if again is not None:
            return again
    filed = _new(Return.Kind.FIGURES, said, marking, actor, at, synthetic=synthetic)
    with transaction.atomic():
        filed.save(force_insert=True)
        figures = _store_figures(filed, said.entries)
        enter_in_journal("return.filed", filed, figures, actor, at)
    return filed


def file_nil(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    said: Statement,
    subject_kind: str = "",
    subject: str = "",
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
) -> Return:
    """File that there is nothing to report for a state and period, of a subject or (empty) of everything.

    A record, and different from silence; filing it twice answers with the first.

    Raises:
        RefusedError, InputError: as for a return; a nil return has no figures.
    """
    marking = marking_for(actor, provider, audience, until, at)
    said = begun(checked(said), at)
    if said.entries:
        raise InputError("figures stand in a nil return", where="the return", to_do="file them as a return")
    if subject_kind == "substance":
        substance(subject)
    elif subject_kind == "indicator":
        indicator(subject)
    elif subject_kind or subject:
        raise InputError("is no subject of a return", where="subject", to_do="choose from the list")
    filed = _new(Return.Kind.NIL, said, marking, actor, at, synthetic=synthetic)
    filed.subject_kind, filed.subject = subject_kind, subject
    try:
        with transaction.atomic():
            filed.save(force_insert=True)
            enter_in_journal("nil.filed", filed, (), actor, at)
    except IntegrityError:
        return Return.objects.get(
            provider_id=provider, country=said.country, period=said.period.code, kind=Return.Kind.NIL, status=_STANDS,
            subject_kind=subject_kind, subject=subject, authority_text=filed.authority_text,
        )  # fmt: skip
    return filed


def correct_return(  # noqa: PLR0913 — a correction has these parts
    *, identifier: uuid.UUID, said: Statement, reason: str, actor: Actor, at: dt.datetime, version: int | None = None
) -> Return:
    """A new version of a return, its figures and definitions replaced by those given; state and period stay.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: no reason, nothing that changes, or a `version` that is no longer the newest.
    """
    stated, said = reason_given(reason), checked(said)
    with transaction.atomic():
        one, figures = _mine(identifier, actor, at, version)
        if one.kind == Return.Kind.STATED:
            raise InputError("was stated in a text", where="the return", to_do="withdraw it instead")
        if said.country != one.country or said.period != one.calendar_period:
            raise InputError("is another state or period", where="the return", to_do="withdraw this one, file that one")
        if one.kind == Return.Kind.FIGURES and not said.entries:
            raise InputError("no figure is left", where="the return", to_do="withdraw it instead")
        before = content_of(one, figures)
        for name in _COPIED:
            if name not in {"file_name", "digest", "crime_area"}:
                setattr(one, name, storable(getattr(said, name)))
        Figure.objects.filter(statement=one).delete()
        after = _store_figures(one, said.entries)
        if content_of(one, after) == before:
            raise InputError("nothing is changed", where="the correction", to_do="change a value")
        _keep(one, "corrected", before, stated, actor, at)
        enter_in_journal("return.corrected", one, after, actor, at, reason=stated)
    return one


def withdraw_return(*, identifier: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Return:
    """Take a return (or a nil return) back; whoever could see it still sees that it was withdrawn.

    Raises:
        AbsentError, RefusedError, InputError: as for a correction.
    """
    return _set_status(identifier, Return.Status.WITHDRAWN, reason, actor, at)


def restore_return(*, identifier: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Return:
    """Undo a withdrawal.

    Raises:
        AbsentError, RefusedError, InputError: as for a correction; the same was filed again in the meantime.
    """
    return _set_status(identifier, Return.Status.FILED, reason, actor, at)


def _set_status(identifier: uuid.UUID, status: str, reason: str, actor: Actor, at: dt.datetime) -> Return:
    stated, act = reason_given(reason), "withdrawn" if status == Return.Status.WITHDRAWN else "restored"
    try:
        with transaction.atomic():
            one, figures = _mine(identifier, actor, at)
            if one.status == status:
                raise InputError(f"is {act} already", where="the return", to_do="load the page again")
            before = content_of(one, figures)
            one.status = status
            _keep(one, act, before, stated, actor, at)
            enter_in_journal(f"return.{act}", one, figures, actor, at, reason=stated)
    except IntegrityError:
        raise InputError("was filed again", where="the return", to_do="correct that one") from None
    return one


def begun(said: Statement, at: dt.datetime) -> Statement:
    """The statement, when its period has begun: nobody knows the figures of days to come.

    Raises:
        InputError: it has not.
    """
    if said.period.since > at.date():
        raise InputError("has not begun", where="period", to_do="check the year and its part")
    return said


def marking_for(
    actor: Actor, provider: int, audience: Collection[int], until: dt.datetime | None, at: dt.datetime
) -> Marking:
    """The marking of a return that is filed.

    Raises:
        RefusedError: the actor may not provide for this agency.
    """
    marking = Marking(provider, frozenset({provider, *audience}), frozenset(), until)
    if not decide(actor, marking, Act.EDIT, at).allowed:
        raise RefusedError("returns are filed for one's own agency only", to_do="ask that agency to file it")
    return marking


def _new(  # noqa: PLR0913 — a return has these parts
    kind: str, said: Statement, marking: Marking, actor: Actor, at: dt.datetime, *, synthetic: bool
) -> Return:
    one = Return(kind=kind, period=said.period.code, since=said.period.since, until_day=said.period.until)
    for name in _COPIED:
        setattr(one, name, storable(getattr(said, name)))
    one.received_at = one.changed_at = at
    one.received_by, one.synthetic, one.marking = actor.user, synthetic, marking
    return one


def _store_figures(one: Return, entries: Sequence[Entry]) -> list[Figure]:
    figures = []
    for number, entry in enumerate(entries, start=1):
        figure = Figure(statement=one, number=number, includes=list(entry.includes))
        for name in _OF_AN_ENTRY:
            setattr(figure, name, storable(getattr(entry, name)))
        figure.marking = one.marking
        figures.append(figure)
    return Figure.objects.bulk_create(figures)


def _mine(
    identifier: uuid.UUID, actor: Actor, at: dt.datetime, version: int | None = None
) -> tuple[Return, list[Figure]]:
    """A return that the actor rules, locked, with its figures."""
    seen = Return.objects.filter(pk=identifier).first()
    if seen is None or not decide(actor, seen.marking, Act.SEE, at).allowed:
        raise AbsentError
    if not decide(actor, seen.marking, Act.EDIT, at).allowed:
        raise RefusedError("only the provider of a return may do this", to_do="ask the provider")
    one = Return.objects.select_for_update().get(pk=identifier)
    if version is not None and one.version != version:
        raise InputError("was changed in the meantime", where="the return", to_do="load the page again")
    return one, list(Figure.objects.filter(statement=one).order_by("number"))


def _keep(  # noqa: PLR0913, PLR0917 — a version has these parts
    one: Return, act: str, before: dict[str, object], reason: str, actor: Actor, at: dt.datetime
) -> None:
    kept = ReturnVersion(
        statement=one, version=one.version, act=act, reason=reason, at=at, by=actor.user, content=before
    )
    kept.marking = one.marking
    kept.save(force_insert=True)
    one.version, one.changed_at = one.version + 1, at
    one.save()


def enter_in_journal(  # noqa: PLR0913, PLR0917 — an entry has these parts
    kind: str, one: Return, figures: Sequence[Figure], actor: Actor, at: dt.datetime, reason: str = ""
) -> None:
    """Enter an act on a return in the journal, inside the transaction of the act."""
    content = committed(content_of(one, figures), reason)
    append(kind=kind, record=one.pk, version=one.version, content=content, actor=actor.user, at=at)
