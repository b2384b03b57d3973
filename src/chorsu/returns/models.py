"""What the database stores of returns: statistical and nil returns, their figures, their earlier versions."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from chorsu.directory.sourced import Sourced
from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7
from chorsu.returns.periods import Interval, Period

__all__ = ["Figure", "Return", "ReturnVersion"]

_DIGITS, _PLACES = 30, 12
"""Weights are exact: a nanogram is the twelfth decimal of a kilogram."""


class Return(Marked, Sourced):
    """What an authority states for a state and a period, in its newest version; or that it has nothing to report.

    A figure stated in a text (`stated`) is a return of one figure and leads back to its words; its period is any two
    days, its `country` empty where it is of the whole region.

    `provider_id` is the agency of ours that handed it in and owns its handling; `authority_text` names a body that is
    no agency of ours and whose figures these are. Codes are those of the vocabulary; `subject` is that of a nil return
    (empty: everything).
    """

    class Kind(models.TextChoices):
        """Figures, nothing to report, or one figure that a text states in passing."""

        FIGURES = "figures"
        NIL = "nil"
        STATED = "stated"

    class Status(models.TextChoices):
        """Where a return stands."""

        FILED = "filed"
        WITHDRAWN = "withdrawn"

    class Scope(models.TextChoices):
        """Of whom the totals are: of the whole state, or of the one authority."""

        STATE = "state"
        AUTHORITY = "authority"

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.FIGURES)
    status = models.CharField(max_length=16, choices=Status, default=Status.FILED)
    country = models.CharField(max_length=2, blank=True)
    scope = models.CharField(max_length=16, choices=Scope, default=Scope.STATE)
    authority_text = models.TextField(blank=True, default="")
    period = models.CharField(max_length=21)
    since = models.DateField()
    until_day = models.DateField()
    crime_area = models.CharField(max_length=64, default="drugs")
    subject_kind = models.CharField(max_length=16, blank=True, default="")
    subject = models.CharField(max_length=64, blank=True, default="")
    source = models.TextField(blank=True, default="")
    file_name = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    threshold = models.TextField(blank=True, default="")
    threshold_kg = models.DecimalField(max_digits=_DIGITS, decimal_places=_PLACES, null=True)
    counted = models.TextField(blank=True, default="")
    plants_in_kg = models.BooleanField(null=True)
    note = models.TextField(blank=True, default="")
    received_at = models.DateTimeField()
    received_by = models.IntegerField(null=True)
    version = models.IntegerField(default=1)
    changed_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "returns_return"
        constraints = (
            models.UniqueConstraint(
                fields=("provider_id", "digest", "country", "period"),
                condition=models.Q(status="filed") & ~models.Q(digest=""),
                name="a_sheet_is_a_return_once",
            ),
            models.UniqueConstraint(
                fields=("provider_id", "country", "period", "subject_kind", "subject", "authority_text"),
                condition=models.Q(status="filed", kind="nil"),
                name="nothing_is_reported_once",
            ),
        )
        indexes = (
            models.Index(fields=("country", "since"), name="returns_return_by_country"),
            models.Index(fields=("provider_id", "since"), name="returns_return_by_provider"),
            GinIndex(fields=("audience",), name="returns_return_audience"),
        )

    def __str__(self) -> str:
        return f"{self.country} {self.period} {self.kind}"

    @property
    def days(self) -> Period | Interval:
        """The period as its own shape: two days for a figure stated in a text."""
        return Interval(self.since, self.until_day) if "/" in self.period else self.calendar_period

    @property
    def calendar_period(self) -> Period:
        """The period of a return proper: a year, a quarter or a month."""
        quarter = int(self.period[6:]) if "-Q" in self.period else None
        month = int(self.period[5:]) if "-" in self.period and quarter is None else None
        return Period(int(self.period[:4]), quarter, month)


class Figure(Marked):
    """One figure of a return, as stated: `value` in `unit`, and its weight where the unit is one of mass.

    `role`: `row` (of a substance or an indicator), `total` (a row that holds other rows), `stated` (an official figure
    for everything), `part` (of one authority in it, named in `authority_text`). `includes` are numbers of the rows that
    a total holds where that was said; `part_of` the number of the total that a row belongs to. `qualifier` says how a
    figure of a text is meant ("more than"), by a code of the vocabulary.
    """

    class Role(models.TextChoices):
        """What a figure is within its return."""

        ROW = "row"
        TOTAL = "total"
        STATED = "stated"
        PART = "part"

    id = models.UUIDField(primary_key=True, default=uuid7)
    statement = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="figures")
    number = models.IntegerField()
    role = models.CharField(max_length=16, choices=Role, default=Role.ROW)
    subject_kind = models.CharField(max_length=16, blank=True, default="")
    subject = models.CharField(max_length=64, blank=True, default="")
    label = models.TextField()
    group_text = models.TextField(blank=True, default="")
    subgroup_text = models.TextField(blank=True, default="")
    value = models.DecimalField(max_digits=_DIGITS, decimal_places=_PLACES, null=True)
    decimals = models.SmallIntegerField(default=0)
    qualifier = models.CharField(max_length=16, blank=True, default="")
    unit = models.CharField(max_length=32, blank=True, default="")
    kg = models.DecimalField(max_digits=_DIGITS, decimal_places=_PLACES, null=True)
    includes = ArrayField(models.IntegerField(), default=list)
    part_of = models.IntegerField(null=True)
    authority_text = models.TextField(blank=True, default="")
    sheet = models.TextField(blank=True, default="")
    row = models.IntegerField(null=True)

    class Meta:
        db_table = "returns_figure"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("statement", "number"), name="a_figure_has_its_place"),)

    def __str__(self) -> str:
        return f"{self.label} {self.value} {self.unit}"


class ReturnVersion(Marked):
    """What a return said before it was corrected, withdrawn or restored; by whom, when and why."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    statement = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="versions")
    version = models.IntegerField()
    act = models.CharField(max_length=32)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    content = models.JSONField()

    class Meta:
        db_table = "returns_version"
        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=("statement", "version"), name="a_return_version_is_kept_once"),)

    def __str__(self) -> str:
        return f"{self.statement_id} {self.version}"
