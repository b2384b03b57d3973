"""A table that its sender sends again: found out, planned, applied whole, taken back whole.

The plan is made for the draft, to be shown, and made anew when it is applied, for the data bank may have changed. What
officers changed by hand stays: a row is compared with what the last sheet said, not with what stands now.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chorsu.handling.rules import Marking
from chorsu.intake.accounting import Sorted, sort_outcomes
from chorsu.intake.columns import map_from
from chorsu.intake.dating import dated
from chorsu.intake.models import HandIn
from chorsu.intake.numbered import anything_before, completed, entered, matched, series_by_number
from chorsu.intake.readers.tidy import read_table
from chorsu.intake.revision import Key, Pair, Revision, Told, differences, doubled, revise
from chorsu.intake.standing import narrowed
from chorsu.kernel.errors import InputError
from chorsu.records.batches import restore_these, withdraw_these
from chorsu.records.bulk import prepared, record_seizures
from chorsu.records.contents import SEIZURE_FIELDS, content
from chorsu.records.models import Seizure, Version
from chorsu.records.transfers.said import TransferSaid
from chorsu.records.updates import SENT_AGAIN, identifiers_told, revert, told_by_sheet, update

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable
    from pathlib import Path

    from chorsu.intake.readers.outcomes import Outcome
    from chorsu.records.bulk import SourceRow

__all__ = ["MOST_ROWS", "Plan", "apply", "later_in_series", "plan_of", "summary", "undo"]

MOST_ROWS = 50_000
"""Rows of a table up to which it is compared with what was sent before."""
_SERIES_TRIED = 5
"""Series, the latest ones, that are tried whatever numbers the rows have."""
_AGAIN = 0.5
"""Share of the rows sent before that must be found again for a table to be taken for the same one, sent again."""
_SEVERAL = 3
"""Rows from which a column that nobody calls a number of the sender may prove to be one."""
_SHOWN = 200
"""Changes and withdrawn rows that a summary names."""
_NAMED = ("seized_on", "seizure_date", "country", "admin1", "place", "substance", "quantity", "unit")
State = HandIn.State


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would change in a series; `standing` are the records that tell its rows now."""

    series: uuid.UUID
    revision: Revision
    standing: dict[uuid.UUID, Seizure]
    sorted: Sorted
    by_hand: frozenset[uuid.UUID] = frozenset()
    """Records entered one by one that rows tell anew by their numbers."""
    beside: tuple[Seizure, ...] = ()
    """Records entered one by one under numbers of rows that nevertheless cannot tell them anew."""

    @property
    def again(self) -> bool:
        """Whether the table looks like one sent before, whole or in part, and is no other that is merely alike."""
        if not self.revision.pairs or (self.partial and self._repeats() < _AGAIN * self._told()):
            return False
        unchanged = len(self.revision.pairs) - len(self.revision.changed)
        return self._keyed() or unchanged >= _AGAIN * len(self.revision.pairs)

    def _keyed(self) -> bool:
        """Whether numbers prove it: the sender's own, or a column of such numbers that several rows share."""
        stated = any(pair.now.number and pair.now.number == pair.before.number for pair in self.revision.pairs)
        return stated or (self.revision.key is not None and len(self.revision.pairs) >= _SEVERAL)

    @property
    def partial(self) -> bool:
        """Whether no more than half of what was sent before stands in the table."""
        return len(self.revision.pairs) <= _AGAIN * len(self.standing)

    def _repeats(self) -> int:
        """Rows known again by number or day: of a part, likeness alone proves nothing."""
        return sum(
            pair.before.said.get("seized_on") == pair.now.said.get("seized_on")
            or bool(pair.now.number and pair.now.number == pair.before.number)
            for pair in self.revision.pairs
        )

    def _told(self) -> int:
        return len(self.revision.pairs) + len(self.revision.new)


def plan_of(hand_in: HandIn, path: Path, today: dt.date, series: uuid.UUID | None = None) -> Plan | None:
    """The plan of a table against the series it continues: the one given, else the one most of which it tells again.

    None where nothing was sent before, the table is too large to compare, or it tells something else.
    """
    provider = hand_in.provider_id
    if not series and (hand_in.rows_expected > MOST_ROWS or not anything_before(provider, hand_in)):
        return None
    found = sort_outcomes(_outcomes(hand_in, path, today))
    now = [_fresh(row) for row in found.rows]
    unread = [list(refused.cells.values()) for refused in found.refused]
    tried = [series] if series else dict.fromkeys([*_series(hand_in), *series_by_number(provider, now, hand_in)])
    best: Plan | None = None
    for one in tried:
        standing = {seizure.pk: seizure for seizure in _standing(one)}
        if not standing or len(standing) > MOST_ROWS:
            continue
        plan = Plan(one, revise(_known(standing), now, unread), standing, found)
        if series or (plan.again and (best is None or len(plan.revision.pairs) > len(best.revision.pairs))):
            best = plan
    if best is None and series in {None, hand_in.pk}:
        best = Plan(hand_in.pk, Revision(new=now), {}, found)
    return _with_those_entered(best, provider) if best else None


def _with_those_entered(plan: Plan, provider: int) -> Plan | None:
    """The plan with what was entered by hand and its rows tell anew; None where it then changes nothing at all."""
    rows = [told for told in plan.revision.new if told.number]
    standing = entered(provider, rows)
    pairs = []
    for before, now in matched(_known(standing), rows) if standing else ():
        fresh = _fresh(completed(now.where, standing[before.where]))
        pairs.append(Pair(before, fresh, differences(before.said, fresh.said)))
        plan.revision.new = [told for told in plan.revision.new if told is not now]
    plan.revision.pairs += pairs
    if not plan.revision.pairs:
        return None
    if pairs and plan.revision.key is None:
        header = pairs[0].now.cells[pairs[0].now.numbered or 0][0] if pairs[0].now.cells else ""
        plan.revision.key = Key(header, header, 1.0)
    known = frozenset(pair.before.where for pair in pairs)
    beside = tuple(seizure for pk, seizure in standing.items() if pk not in known)
    return replace(plan, standing=plan.standing | {pk: standing[pk] for pk in known}, by_hand=known, beside=beside)


def summary(plan: Plan, first: HandIn | None) -> dict[str, Any]:
    """What a plan changes, as plain values for the page; `first` is the latest hand-in of the series, if it has one."""
    revision = plan.revision
    changes = [
        [pair.now.where.lots[0].source_row, name, before, now, _by_hand(plan, pair.before.where)]
        for pair in revision.changed
        for name, before, now in pair.changes
    ]
    gone = [told for told in revision.gone if not plan.standing[told.where].withdrawn]
    now = [*(pair.now for pair in revision.pairs), *revision.new]
    return {
        "series": str(plan.series),
        "file": first.report.file_name if first else "",
        "received": first.started_at.date().isoformat() if first else "",
        "by_hand": [_row_of(plan.standing[pk]) for pk in sorted(plan.by_hand)[:_SHOWN]],
        "beside": [_row_of(seizure) for seizure in plan.beside[:_SHOWN]],
        "same": len(revision.pairs) - len(revision.changed),
        "changed": len(revision.changed),
        "new": len(revision.new),
        "gone": len(gone),
        "kept": len(revision.kept),
        "returned": len(_returned(plan)),
        "key": [revision.key.before, revision.key.now] if revision.key else None,
        "partial": plan.partial,
        "doubled": [
            [number, [now[at].where.lots[0].source_row for at in rows][:_SHOWN]]
            for number, rows in doubled(now)[:_SHOWN]
        ],
        "mark": _mark(plan),
        "changes": changes[:_SHOWN],
        "gone_rows": [_row_of(plan.standing[told.where]) for told in gone[:_SHOWN]],
        "new_rows": [told.where.lots[0].source_row for told in revision.new[:_SHOWN]],
    }


def _mark(plan: Plan) -> str:
    """A digest of all that a plan would do: what was shown and what is applied must be one."""
    revision = plan.revision
    said = [
        sorted(
            [str(pair.before.where), pair.now.where.lots[0].source_row, [str(one) for one in pair.changes]]
            for pair in revision.changed
        ),
        sorted(told.where.lots[0].source_row for told in revision.new),
        sorted(str(told.where) for told in revision.gone),
        sorted(str(pk) for pk in _returned(plan)),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def apply(hand_in: HandIn, path: Path, at: dt.datetime) -> Sorted:
    """Add, change, withdraw and restore what the table says, in the transaction of the caller.

    Raises:
        InputError: the table no longer continues the series that it was accepted for, or would change something
            else than was shown.
    """
    plan = plan_of(hand_in, path, (hand_in.accepted_at or hand_in.started_at).date(), hand_in.series)
    if plan is None:
        raise InputError(
            "what it was to update is no longer there",
            where=hand_in.report.file_name,
            to_do="hand it in again as a table of its own",
        )
    shown = (hand_in.preview or {}).get("revision", {}).get("mark")
    if shown and shown != _mark(plan):
        raise InputError(
            "what it would change is no longer what was shown",
            where=hand_in.report.file_name,
            to_do="hand it in again: another table or an officer changed these records in the meantime",
        )
    actor, report, revision, reason = hand_in.accepted_by, hand_in.report, plan.revision, SENT_AGAIN
    marking = Marking(hand_in.provider_id, frozenset(hand_in.to_audience), until=hand_in.to_until)
    said = TransferSaid.from_json(hand_in.transfer)
    fresh = [told.where for told in revision.new]
    narrow = narrowed(marking, hand_in.accepted_at or at)
    done = record_seizures(fresh, report=report, marking=marking, actor=actor, at=at, transfer=said, narrowed=narrow)
    changed: dict[uuid.UUID, SourceRow] = {pair.before.where: pair.now.where for pair in revision.changed}
    hand_in.rows_new = len(revision.new)
    updated = update(changed, report=report, reason=reason, actor=actor, at=at, transfer=said)
    hand_in.rows_changed, hand_in.rows_held = updated.seizures, done.held + updated.held
    hand_in.rows_returned = restore_these(_returned(plan), reason=reason, actor=actor, at=at)
    if hand_in.drops:
        gone = [told.where for told in revision.gone]
        hand_in.rows_gone = withdraw_these(gone, reason=reason, actor=actor, at=at)
    hand_in.applied_at = at
    return plan.sorted


def undo(hand_in: HandIn, at: dt.datetime) -> int:
    """Take an update back: what it changed, withdrew and restored stands as before, what it added is withdrawn.

    A record that was changed by hand since stays as it is. How many records were turned back.
    """
    actor, reason = hand_in.withdrawn_by, hand_in.withdrawn_reason
    told = Seizure.objects.filter(report=hand_in.report, withdrawn=False)
    changed = [pk for pk, version, sheet in told.values_list("pk", "version", "sheet_version") if version == sheet > 1]
    done = revert(changed, reason=reason, actor=actor, at=at)
    added = list(told.filter(sheet_version=1).values_list("pk", flat=True))
    done += withdraw_these(added, reason=reason, actor=actor, at=at)
    done += restore_these(_turned(hand_in, "withdrawn"), reason=reason, actor=actor, at=at)
    return done + withdraw_these(_turned(hand_in, "restored"), reason=reason, actor=actor, at=at)


def later_in_series(hand_in: HandIn) -> HandIn | None:
    """The latest table that updated what this one told, if there is one that stands."""
    if hand_in.series is None or hand_in.accepted_at is None:
        return None
    later = HandIn.objects.filter(series=hand_in.series, updates=True, accepted_at__gt=hand_in.accepted_at)
    standing = later.exclude(state__in=(State.WITHDRAWING, State.WITHDRAWN, State.DISCARDED, State.DRAFT))
    return standing.select_related("report").order_by("-accepted_at").first()


def _series(before: HandIn) -> list[uuid.UUID]:
    """The latest series of a provider, the newest first."""
    done = HandIn.objects.filter(provider_id=before.provider_id, state=State.DONE, series__isnull=False)
    latest = done.exclude(pk=before.pk).order_by("-accepted_at").values_list("series", flat=True)
    found = dict.fromkeys(one for one in latest[: _SERIES_TRIED * 12] if one is not None)
    return list(found)[:_SERIES_TRIED]


def _standing(series: uuid.UUID) -> list[Seizure]:
    """The records that a series tells, also those that one of its tables withdrew; not what an officer took out."""
    hand_ins = HandIn.objects.filter(series=series).exclude(state__in=(State.WITHDRAWN, State.WITHDRAWING))
    rows = list(hand_ins.values_list("report_id", "applied_at"))
    applied = {moment for _, moment in rows if moment is not None}
    seizures = list(
        Seizure.objects.filter(report__in=[report for report, _ in rows])
        .prefetch_related("lots", "identifiers")
        .order_by("pk")
    )
    fallen = [seizure.pk for seizure in seizures if seizure.withdrawn]
    by_sheet = set(
        Version.objects.filter(seizure__in=fallen, act="withdrawn", at__in=applied).values_list("seizure", flat=True)
    )
    return [seizure for seizure in seizures if not seizure.withdrawn or seizure.pk in by_sheet]


def _known(standing: dict[uuid.UUID, Seizure]) -> list[Told]:
    said = told_by_sheet(standing.values())
    return [
        Told(
            pk,
            [(header, text) for header, text in said[pk]["source_cells"]],
            said[pk],
            frozenset(said[pk]["provenance"][name] for name in _NAMED if name in said[pk]["provenance"]),
            said[pk]["provenance"].get("sender_key"),
        )
        for pk in standing
    ]


def _fresh(row: SourceRow) -> Told:
    seizure, lots = prepared(row)
    details = row.lots[0].details
    said = content(dict.fromkeys(SEIZURE_FIELDS) | seizure, lots) | {"persons": details.get("persons", {})}
    if "identifiers" in details:
        said["identifiers"] = identifiers_told(normal for _kind, normal, _written in details["identifiers"])
    named = frozenset(seizure["provenance"][name] for name in _NAMED if name in seizure["provenance"])
    return Told(row, list(row.cells), said, named, seizure["provenance"].get("sender_key"))


def _outcomes(hand_in: HandIn, path: Path, today: dt.date) -> Iterable[Outcome]:
    report = hand_in.report
    return dated(read_table(path, map_from(hand_in.mapping, report.file_name), name=report.file_name, today=today))


def _returned(plan: Plan) -> list[uuid.UUID]:
    """Records that a table withdrew and that stand in this one again."""
    return [pair.before.where for pair in plan.revision.pairs if plan.standing[pair.before.where].withdrawn]


def _turned(hand_in: HandIn, act: str) -> list[uuid.UUID]:
    if hand_in.applied_at is None:
        return []
    turned = Version.objects.filter(act=act, at=hand_in.applied_at, seizure__provider_id=hand_in.provider_id)
    return list(turned.values_list("seizure", flat=True))


def _by_hand(plan: Plan, pk: uuid.UUID) -> bool:
    """Whether an officer changed this record since its sheet told it."""
    seizure = plan.standing[pk]
    return seizure.version != seizure.sheet_version


def _row_of(seizure: Seizure) -> list[Any]:
    return [seizure.row, str(seizure.pk), " · ".join(text for _, text in seizure.source_cells if text)[:200]]
