"""Standing rules of a sender: default marking, unit and threshold; tables learned once; trusted ones pass unreviewed.

A table is known by its headers, in whatever order they stand. What was learned is how an officer of the sender read it;
a table passes without review only when that officer's agency trusts it, nothing in it is refused or could be meant
otherwise, and it was not drawn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chorsu.directory.days import end_after
from chorsu.handling.models import PrincipalRow
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.intake.columns import Columns, corrected
from chorsu.intake.models import HandIn, LearnedTable, StandingRules
from chorsu.intake.readers.maps import MapFile
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.audiences import narrower
from chorsu.records.transfers.said import TransferSaid
from chorsu.vocabulary import units

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping

__all__ = [
    "KINDS",
    "Rules",
    "end_under",
    "forget",
    "learn",
    "learned_for",
    "mapped",
    "may_pass",
    "narrowed",
    "role_of",
    "rules_of",
    "set_rules",
    "trust",
    "with_unit",
]

KINDS = ("seizure", "event", "figure")
"""What is read from texts and can pass without review.

Events come with what was recommended and adopted there, and with the people named.
"""
_ASKED = {"ambiguous_number", "ambiguous_date", "negative_quantity"}
"""Flags of values that could be meant otherwise: an officer is asked, whoever trusts the table."""
_LONGEST_DAYS = 3 * 366
_FINE = 1 << 32


@dataclass(frozen=True, slots=True)
class Rules:
    """The standing rules of an agency; those of an agency that never set any."""

    audience: tuple[int, ...] = ()
    days: int | None = None
    language: str = ""
    unit: str = ""
    threshold_kg: float | None = None
    least: Mapping[str, float] = field(default_factory=dict)
    """For what is read from texts (`KINDS`), the confidence from which it passes without review."""
    transfer: TransferSaid | None = None
    """On what basis what tells of persons goes to another state; none: it goes no further than its own."""


def rules_of(agency: int) -> Rules:
    """The standing rules of an agency, as far as the viewer may know them."""
    row = StandingRules.objects.filter(agency=agency).first()
    if row is None:
        return Rules()
    said = TransferSaid.from_json(row.transfer)
    return Rules(tuple(row.to_audience), row.days, row.language, row.unit, row.threshold_kg, row.least, said)


def end_under(rules: Rules, provider: int, at: dt.datetime) -> dt.datetime | None:
    """When a release under these rules ends that begins at this moment: when its last day is over there."""
    if rules.days is None:
        return None
    return end_after(rules.days, provider, at)


def narrowed(marking: Marking, at: dt.datetime) -> bool:
    """Whether what is handed in at this moment is marked more narrowly than the standing rules of its provider do."""
    rules = rules_of(marking.provider)
    audience = frozenset({marking.provider, *rules.audience})
    return narrower(marking, Marking(marking.provider, audience, until=end_under(rules, marking.provider, at)))


def set_rules(*, actor: Actor, agency: int, rules: Rules, at: dt.datetime) -> Rules:
    """Set the standing rules of an agency; they hold for what is handed in from now on.

    Raises:
        RefusedError: the actor does not provide for the agency, or somebody in the audience is unknown.
        InputError: a number of days, a unit or a threshold that cannot be meant.
    """
    _require(actor, agency, at)
    if rules.days is not None and not 1 <= rules.days <= _LONGEST_DAYS:
        raise InputError(_("is no number of days"), where=_("the release"), to_do=_("write up to three years in days"))
    if rules.unit:
        units.unit(rules.unit)
    if rules.threshold_kg is not None and not 0 <= rules.threshold_kg < _FINE:
        raise InputError(_("is no weight"), where=_("the threshold"), to_do=_("write kilograms"))
    if any(kind not in KINDS or not 0 < least <= 1 for kind, least in rules.least.items()):
        raise InputError(_("is no confidence"), where=_("texts"), to_do=_("write 1 to 100 percent"))
    if PrincipalRow.objects.filter(pk__in=rules.audience).count() != len(set(rules.audience)):
        raise RefusedError(_("somebody in the audience is unknown"), to_do=_("choose from the list"))
    row = StandingRules.objects.filter(agency=agency).first() or StandingRules(agency=agency)
    row.marking = Marking(agency, frozenset({agency}))
    row.to_audience, row.days, row.language = sorted({*rules.audience} - {agency}), rules.days, rules.language
    row.unit, row.threshold_kg, row.changed_at, row.changed_by = rules.unit, rules.threshold_kg, at, actor.user
    row.least = dict(rules.least)
    said = rules.transfer
    row.transfer = None if said is None else replace(said.checked(), by_name=said.by_name or actor.name).as_json()
    row.save()
    return rules_of(agency)


def learned_for(agency: int, columns: Columns) -> LearnedTable | None:
    """What was learned of a table with these headers."""
    return LearnedTable.objects.filter(agency=agency, signature=_signature(columns)).first()


def mapped(learned: LearnedTable, columns: Columns, before: MapFile | None) -> MapFile:
    """The map by which a learned table is read, in the order in which its columns stand now."""
    roles = {column.number: role_of(learned, column.header) for column in columns.columns}
    return corrected(columns, roles, before=before)


def learn(*, actor: Actor, hand_in: HandIn, columns: Columns, at: dt.datetime) -> LearnedTable | None:
    """Remember how an accepted table was read; a kind known before keeps its trust. None where no header tells."""
    if not columns.recognised and not (hand_in.mapping or {}).get("columns"):
        return None
    signature = _signature(columns)
    found = LearnedTable.objects.filter(agency=hand_in.provider_id, signature=signature).first()
    learned = found or LearnedTable(agency=hand_in.provider_id, signature=signature, learned_at=at)
    learned.marking = Marking(hand_in.provider_id, frozenset({hand_in.provider_id}))
    learned.name, learned.headers = hand_in.report.file_name, [column.header for column in columns.columns]
    learned.roles = {_fold(column.header): column.role for column in columns.columns if column.header}
    learned.learned_at, learned.learned_by, learned.used = at, actor.user, learned.used + 1
    learned.save()
    return learned


def trust(*, actor: Actor, table: uuid.UUID, trusted: bool, review_share: float, at: dt.datetime) -> LearnedTable:
    """Say whether a kind of table passes without review, and which share of them is drawn for review all the same.

    Raises:
        AbsentError: there is none, or it is another agency's.
        InputError: the share is not between 0 and 1.
    """
    learned = _mine(actor, table, at)
    if not 0 <= review_share <= 1:
        raise InputError(_("is no share"), where=_("drawn for review"), to_do=_("write 0 to 100 percent"))
    learned.trusted, learned.review_share = trusted, review_share
    learned.save(update_fields=["trusted", "review_share"])
    return learned


def forget(*, actor: Actor, table: uuid.UUID, at: dt.datetime) -> None:
    """Forget a kind of table: the next one is recognised anew, and waits for an officer."""
    _mine(actor, table, at).delete()


def role_of(learned: LearnedTable, header: str) -> str:
    """What was learned of a column by its header; empty where it holds nothing to read."""
    return str(learned.roles.get(_fold(header), ""))


def may_pass(hand_in: HandIn, learned: LearnedTable | None) -> tuple[bool, bool]:
    """Whether a draft passes without review, and whether it would but was drawn for it.

    The draw is by the digest of the file: the same file is drawn again or not again, whoever asks.
    """
    preview = hand_in.preview or {}
    sound = (
        bool(preview.get("read")) and not preview.get("refused") and not hand_in.error and bool(preview.get("whole"))
    )
    if learned is None or not learned.trusted or not sound or _ASKED & {*preview.get("flags", {})}:
        return False, False
    drawn = int(hand_in.report.digest[:8], 16) < learned.review_share * _FINE
    return not drawn, drawn


def with_unit(mapping: MapFile | None, rules: Rules, columns: Columns, name: str) -> MapFile | None:
    """The map with the sender's unit, where no column and no map says one."""
    told = any(column.role == "unit" for column in columns.columns)
    if not rules.unit or told or (mapping is not None and mapping.unit):
        return mapping
    return replace(mapping or MapFile(where=name), unit=rules.unit)


def _require(actor: Actor, agency: int, at: dt.datetime) -> None:
    if not decide(actor, Marking(agency, frozenset({agency})), Act.EDIT, at).allowed:
        raise RefusedError(_("rules are set for one's own agency only"), to_do=_("ask that agency"))


def _mine(actor: Actor, table: uuid.UUID, at: dt.datetime) -> LearnedTable:
    learned = LearnedTable.objects.filter(pk=table).first()
    if learned is None or not decide(actor, learned.marking, Act.EDIT, at).allowed:
        raise AbsentError
    return learned


def _fold(header: str) -> str:
    return " ".join(header.casefold().split())


def _signature(columns: Columns) -> str:
    headers = sorted({_fold(column.header) for column in columns.columns if column.header.strip()})
    return hashlib.sha256("\x1f".join(headers).encode("utf-8", "replace")).hexdigest()
