"""Figures that a text states in passing, filed as returns of a kind of their own and never added to anything.

"7 operations, more than 700 kg since 2020": each figure is a return of one figure, with its qualifier, its two days
and its words. Withdrawing and restoring it are the services of every return.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.kernel.spans import NO_SOURCE, SourceSpan
from chorsu.records.contents import storable
from chorsu.returns.events import ours_of
from chorsu.returns.models import Figure, Return
from chorsu.returns.periods import read_interval
from chorsu.returns.services import enter_in_journal, marking_for
from chorsu.returns.stating import checked_entry, entry_of
from chorsu.returns.tables import everything
from chorsu.vocabulary import places
from chorsu.vocabulary.qualifiers import find_qualifier, stands_against
from chorsu.vocabulary.substances import substance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from chorsu.handling.rules import Actor
    from chorsu.returns.lines import Ours
    from chorsu.returns.stating import Entry

__all__ = ["Against", "StatedFigure", "entry_stated", "file_stated_figure", "our_sum_beside"]

_WEIGHT = "weight"
_COUNTED = "seizures"
_CATCH_ALL = "catch-all"


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a text states it: `label` says what of ("heroin", "operations", "drugs"), `period` two days.

    `period` is an interval of ISO 8601 (`2020-01-01/2022-10-10`), `country` alpha-2 or empty for the region,
    `authority_text` whose figure it is where the text says so. `subject` is the vocabulary's code of a substance where
    the reader knows it already.
    """

    label: str
    value: Decimal
    unit: str
    period: str
    qualifier: str = ""
    country: str = ""
    authority_text: str = ""
    subject: str = ""
    source: str = ""
    span: SourceSpan = NO_SOURCE


@dataclass(frozen=True, slots=True)
class Against:
    """Our own figure beside a stated one, as far as the viewer sees: in kg or a count of events, and how it stands."""

    ours: Ours
    value: Decimal
    verdict: Literal["agrees", "less", "more"]


def file_stated_figure(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    said: StatedFigure,
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
) -> Return:
    """File a figure that a text states, under a marking; the same words of a document are a figure once.

    Raises:
        RefusedError: the actor may not provide for this agency.
        InputError: a value that cannot be meant, or days that are still to come.
    """
    marking = marking_for(actor, provider, audience, until, at)
    days, entry = read_interval(said.period), entry_stated(said)
    if days.since > at.date():
        raise InputError("has not begun", where="period", to_do="check the days")
    one = Return(kind=Return.Kind.STATED, period=days.code, since=days.since, until_day=days.until)
    one.country, one.source = _country(said.country), storable(said.source.strip())
    one.authority_text = storable(said.authority_text.strip())
    one.subject_kind, one.subject, one.synthetic = entry.subject_kind, entry.subject, synthetic
    one.span, one.marking = said.span, marking
    one.received_at = one.changed_at = at
    one.received_by = actor.user
    with transaction.atomic():
        again = _standing(one, entry)
        if again is not None:
            return again
        one.save(force_insert=True)
        figure = Figure(
            statement=one, number=1, label=storable(entry.label), value=entry.value, unit=entry.unit, kg=entry.kg,
            decimals=entry.decimals, subject_kind=entry.subject_kind, subject=entry.subject,
            qualifier=find_qualifier(said.qualifier), role=Figure.Role.ROW,
        )  # fmt: skip
        figure.marking = marking
        figure.save(force_insert=True)
        enter_in_journal("return.stated", one, (figure,), actor, at)
    return one


def our_sum_beside(one: Return) -> Against | None:
    """What our own events say of the same days, state and substance, for a stated weight or number of seizures.

    None for what the data bank does not count (operations, joint cases, volumes, pieces) and for words that fit no
    substance in particular ("synthetic drugs").
    """
    figure = one.figures.first()
    if figure is None or figure.value is None:
        return None
    if figure.subject_kind == "substance" and substance(figure.subject).level == _CATCH_ALL:
        return None
    ours = ours_of(one)
    if figure.kg is not None:
        stated, value = figure.kg, ours.kg
    elif figure.subject_kind == "indicator" and figure.subject == _COUNTED:
        stated, value = figure.value, Decimal(ours.events)
    else:
        return None
    return Against(ours, value, stands_against(figure.qualifier, stated, value))


def entry_stated(said: StatedFigure) -> Entry:
    """The figure as it will be stored; a weight of "drugs" is one of all drugs, whatever else the words could mean.

    Raises:
        InputError: a value that cannot be meant.
    """
    entry = checked_entry(replace(entry_of(said.label, said.value, said.unit), role="row"))
    if entry.kg is not None and (everything(said.label) or not (said.subject or entry.subject)):
        return replace(entry, subject_kind="indicator", subject=_WEIGHT)
    return checked_entry(replace(entry, subject_kind="substance", subject=said.subject)) if said.subject else entry


def _standing(one: Return, entry: Entry) -> Return | None:
    """The figure that stands already from the same words; None for one that was entered by hand."""
    if not one.source_document:
        return None
    same = Return.objects.filter(
        kind=Return.Kind.STATED, status=Return.Status.FILED, provider_id=one.provider_id, period=one.period,
        source_document=one.source_document, source_start=one.source_start, source_end=one.source_end,
    )  # fmt: skip
    return same.filter(figures__label=entry.label, figures__value=entry.value, figures__unit=entry.unit).first()


def _country(code: str) -> str:
    if not code.strip():
        return ""
    try:
        return places.country(code.strip().upper()).code
    except ChorsuError:
        raise InputError("no such state", where="country", to_do="write two letters, or leave it empty") from None
