"""A seizure that tells of an identifier, under a marking of any shape."""

from dataclasses import replace

from django.db import transaction

from builders.reports import agency_number, report_of
from builders.rows import seizure_row
from builders.seizures import LAW
from chorsu.handling.rules import Handling, Marking
from chorsu.kernel.clock import now
from chorsu.records.bulk import SourceRow, record_seizures
from chorsu.records.models import Seizure

__all__ = ["CONTACT", "HANDLE", "PHONE", "identified"]

PHONE = ("phone", "+998901234567", "90 123 45 67")
HANDLE = ("handle", "@secret_handle", "@Secret_Handle")
CONTACT = "duty desk of the border guard, +998 71 000 00 00"


def identified(
    *told,
    provider="example-border-uz",
    audience=(),
    pointer="contact",
    contact=CONTACT,
    handling=None,
    row=None,
    **marking,
):
    """A seizure that tells of these identifiers, or of a phone. Called as the worker."""
    number = agency_number(provider)
    conditions = replace(handling or Handling(), pointer=pointer, contact=contact if pointer == "contact" else "")
    sits = Marking(number, frozenset({number, *audience}), handling=conditions, **marking)
    details = {"identifiers": told or (PHONE,)} | (row or {}).pop("details", {})
    with transaction.atomic():
        report = report_of(number, digest=f"{Seizure.objects.count():064d}", synthetic=True)
        source = SourceRow((seizure_row(2, details=details, **(row or {})),))
        record_seizures([source], report=report, marking=sits, actor=None, at=now(), transfer=LAW)
    return Seizure.objects.get(report=report)
