"""Alerts as they are raised: one for an event, one for all records of a large report, each kept with its records.

Owns what makes an alert single. Called inside the transaction that moves the consumer's cursor.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import connection

from chorsu.exchange.watches.events import Events
from chorsu.exchange.watches.models import Alert, AlertChange, AlertRecord
from chorsu.handling.rules import Marking
from chorsu.journal.services import Entered, append_many
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterable

    from chorsu.exchange.watches.asking import Asking, Hit
    from chorsu.exchange.watches.reports import Reports
    from chorsu.exchange.watches.standing import Standing

__all__ = ["Keeping", "content_of_alert", "content_of_change"]

AGAIN_NEW = dt.timedelta(minutes=15)
"""After so long without anything, what comes to a digest that was acknowledged makes it new again."""
_GROWN = dt.timedelta(minutes=1)
_KEEP = """
    INSERT INTO exchange_alert_record (record, watch_id, alert_id)
    SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[])
"""
_MOVE = "UPDATE exchange_alert_record SET alert_id = %s WHERE record = %s AND watch_id = %s"
_CONTENT = ("watch_id", "officer", "record", "report", "precedence", "raised_at", "held_until", "provider_id")
_OF_A_DIGEST = ("watch_id", "report", "state", "version", "grown_at")
_DONE = ("alert_id", "kind", "at", "by", "by_name", "officer", "note")


def content_of_alert(alert: Alert) -> dict[str, Any]:
    """To what the journal commits of an alert as it was raised."""
    return {name: getattr(alert, name) for name in _CONTENT}


def content_of_change(one: AlertChange) -> dict[str, Any]:
    """To what the journal commits of an act on an alert."""
    return {name: getattr(one, name) for name in _DONE}


class Keeping:
    """What one batch raises."""

    def __init__(self, asking: Asking, reports: Reports) -> None:
        self.asking, self.at = asking, asking.at
        self._reports = reports
        self._new: list[Alert] = []
        self._rows: list[tuple[uuid.UUID, uuid.UUID, uuid.UUID]] = []
        self._entered: list[Entered] = []
        self._changed: list[AlertChange] = []
        self._grown: list[uuid.UUID] = []
        self._digests: dict[tuple[uuid.UUID, uuid.UUID], Alert] = {}

    def keep(self, hits: list[Hit]) -> None:
        """Raise an alert for each event that is new to its watch; further reports of one are put to its alert."""
        events = Events({hit.record for hit in hits})
        self.asking.know(events.tied)
        fired = _fired({hit.record for hit in hits} | events.tied)
        fresh = [hit for hit in hits if (hit.watch.pk, hit.record) not in fired]
        self._know_digests(fresh)
        for watch, record in fresh:
            if (watch.pk, record) in fired:
                continue
            alert = self._of_its_event(watch, record, events, fired)
            alert = alert or self._digest(watch, record) or self._single(watch, record).pk
            fired[watch.pk, record] = alert
            self._rows.append((record, watch.pk, alert))

    def part(self, records: Collection[uuid.UUID]) -> None:
        """Raise an alert for each of these that was put to that of another event: somebody said that it is none."""
        found = AlertRecord.objects.filter(record__in=records).select_related("alert")
        rows = [row for row in found if row.alert.report is None and row.alert.record != row.record]
        events = Events({row.record for row in rows})
        self.asking.know(events.tied | {row.record for row in rows})
        for row in rows:
            watch = self.asking.watches.standing.get(row.watch_id)
            if watch is None or not self.asking.sees(watch.authority, row.record):
                continue
            rest = set(AlertRecord.objects.filter(alert=row.alert).values_list("record", flat=True)) - {row.record}
            if not rest & events.of(row.record, self.asking.seen_by(watch.authority)):
                alert = self._single(watch, row.record)
                alert.save(force_insert=True)
                self._new.remove(alert)
                with connection.cursor() as cursor:
                    cursor.execute(_MOVE, [alert.pk, row.record, row.watch_id])

    def store(self) -> None:
        """Store all that was raised, and enter it."""
        Alert.objects.bulk_create(self._new, batch_size=2_000)
        AlertChange.objects.bulk_create(self._changed)
        if self._grown:
            Alert.objects.filter(pk__in=self._grown).update(grown_at=self.at)
        if self._rows:
            with connection.cursor() as cursor:
                cursor.execute(_KEEP, [list(column) for column in zip(*self._rows, strict=True)])
        append_many(self._entered, actor=None, at=self.at)

    def _of_its_event(
        self, watch: Standing, record: uuid.UUID, events: Events, fired: dict[tuple[uuid.UUID, uuid.UUID], uuid.UUID]
    ) -> uuid.UUID | None:
        """The alert of another report of the same event."""
        others = events.of(record, self.asking.seen_by(watch.authority))
        return next((fired[watch.pk, one] for one in sorted(others) if (watch.pk, one) in fired), None)

    def _single(self, watch: Standing, record: uuid.UUID, report: uuid.UUID | None = None) -> Alert:
        held = watch.held_until(self.at)
        alert = Alert(
            id=uuid7(), watch_id=watch.pk, officer=watch.officer, record=record, report=report,
            precedence=watch.precedence, raised_at=self.at, grown_at=self.at,
            held_until=held, waits_until=held,
            synthetic=self.asking.whole[record].seizure.synthetic if record in self.asking.whole else False,
        )  # fmt: skip
        alert.marking = Marking(watch.authority, frozenset({watch.authority}))
        self._new.append(alert)
        self._entered.append(Entered("alert.raised", alert.pk, 1, content_of_alert(alert)))
        return alert

    def _digest(self, watch: Standing, record: uuid.UUID) -> uuid.UUID | None:
        """The alert of all records of a large report; None for a report that is not."""
        report = self.asking.whole[record].seizure.report_id
        if not self._reports.is_large(report, watch.authority, self.asking.reaches(watch.authority)):
            return None
        standing = self._digests.get((watch.pk, report))
        if standing is None:
            standing = self._digests[watch.pk, report] = self._single(watch, record, report)
        elif standing.grown_at < self.at - _GROWN:
            self._grow(standing, watch)
        return standing.pk

    def _grow(self, alert: Alert, watch: Standing) -> None:
        """Note that more came to a digest; one that was acknowledged a while ago is new again, as if it came now."""
        if alert.state == Alert.State.ACKNOWLEDGED and alert.grown_at < self.at - AGAIN_NEW:
            alert.state, alert.acknowledged_at, alert.acknowledged_name = Alert.State.NEW, None, ""
            alert.version, alert.waits_until = alert.version + 1, watch.held_until(self.at)
            one = AlertChange(alert=alert, number=alert.version, kind=AlertChange.Kind.REOPENED, at=self.at)
            self._changed.append(one)
            self._entered.append(Entered("alert.reopened", alert.pk, one.number, content_of_change(one)))
            alert.save(update_fields=["state", "acknowledged_at", "acknowledged_name", "version", "waits_until"])
        alert.grown_at = self.at
        self._grown.append(alert.pk)

    def _know_digests(self, hits: Iterable[Hit]) -> None:
        reports = {self.asking.whole[hit.record].seizure.report_id for hit in hits}
        rows = Alert.objects.filter(report__in=reports, watch__in={hit.watch.pk for hit in hits}).only(*_OF_A_DIGEST)
        self._digests = {(one.watch_id, one.report): one for one in rows if one.report is not None}


def _fired(records: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID], uuid.UUID]:
    """The alerts of these records, by watch and record."""
    rows = AlertRecord.objects.filter(record__in=records).values_list("watch_id", "record", "alert_id")
    return {(watch, record): alert for watch, record, alert in rows}
