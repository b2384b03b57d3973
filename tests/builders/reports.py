"""Reports as handed in by one of the cast."""

from chorsu.directory.models import Agency
from chorsu.handling.rules import Marking
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Report

__all__ = ["agency_number", "report_of"]


def agency_number(code):
    """The number of an agency's principal."""
    return Agency.objects.get(code=code).pk


def report_of(provider, *, name="example.csv", digest="0" * 64, synthetic=False, by=None):
    """A stored report of a provider, for the provider alone; `by` is the officer who hands it in, where one does."""
    report = Report(
        id=uuid7(), file_name=name, digest=digest, size=1, received_at=now(), received_by=by, synthetic=synthetic
    )
    report.marking = Marking(provider, frozenset({provider}))
    report.save(force_insert=True)
    return report
