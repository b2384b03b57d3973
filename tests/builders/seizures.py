"""Seizures in the bank, recorded through the service as a hand-in would; and the workers that follow."""

import datetime as dt

from django.db import transaction

from builders.reports import agency_number, report_of
from builders.rows import seizure_row
from chorsu.exchange.watches.raising import raise_alerts
from chorsu.handling.rules import Marking
from chorsu.handling.viewer import viewing
from chorsu.journal.sequencer import sequence_batch
from chorsu.kernel.clock import now
from chorsu.matching.tasks import match_new_records
from chorsu.records.bulk import SourceRow, record_seizures
from chorsu.records.models import Seizure
from chorsu.records.searching.keeping import keep_words
from chorsu.records.transfers.said import TransferSaid

__all__ = ["LAW", "follow", "record", "seen_by"]

LAW = TransferSaid(basis="agreement of 2024", purpose="a joint operation")


def record(
    rows,
    *,
    provider="example-border-uz",
    audience=(),
    exclusions=(),
    until=None,
    synthetic=True,
    cells=(),
    transfer=LAW,
    narrowed=False,
):
    """One report with one seizure for each row (a dict of what `seizure_row` is to say); the seizures in order.

    What tells of persons goes abroad on an invented basis; None: nobody stated one. Called as the worker. A row may be a list of such dicts: the lots of one seizure.
    """
    number = agency_number(provider)
    marking = Marking(number, frozenset({number, *audience}), frozenset(exclusions), until)
    lots = [row if isinstance(row, list) else [row] for row in rows]
    sources = [
        SourceRow(tuple(seizure_row(place, **said) for said in own), cells) for place, own in enumerate(lots, start=2)
    ]
    with transaction.atomic():
        report = report_of(number, digest=f"{Seizure.objects.count():064d}", synthetic=synthetic)
        record_seizures(
            sources, report=report, marking=marking, actor=None, at=now(), transfer=transfer, narrowed=narrowed
        )
    return list(Seizure.objects.filter(report=report).order_by("row"))


def follow():
    """What the workers do after an act: number it, match, raise alerts, keep its words. Called as the worker."""
    while sequence_batch() or match_new_records() or raise_alerts() or keep_words():
        pass


def seen_by(actor):
    """The seizures that an actor sees, by identifier."""
    with viewing(actor):
        return set(Seizure.objects.values_list("pk", flat=True))


def day(text):
    """A date from its ISO form."""
    return dt.date.fromisoformat(text)
