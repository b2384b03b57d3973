"""What the database stores of the data bank: reports, seizures, lots, versions, links between reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce

from chorsu.handling.models import Handled, Marked
from chorsu.kernel.ids import uuid7
from chorsu.kernel.seizures import PROTECTED
from chorsu.records.counted.models import Edition, Telling, Told
from chorsu.records.days import day_told
from chorsu.records.erasures.models import Erasure, ErasureProposal
from chorsu.records.lookups.models import LookUp
from chorsu.records.permissions.models import Permission
from chorsu.records.photographs.models import Original, Photograph
from chorsu.records.recalls.models import ProductFlag, Receipt, TakenOut, Tombstone
from chorsu.records.release_rules.models import ReleaseRule
from chorsu.records.searching.models import Words
from chorsu.records.subjects.models import SubjectForward, SubjectRequest
from chorsu.records.transfers.models import Transfer

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "PROTECTED",
    "Edition",
    "Erasure",
    "ErasureProposal",
    "Identifier",
    "Link",
    "LookUp",
    "Lot",
    "Original",
    "Permission",
    "Persons",
    "PersonsBefore",
    "Photograph",
    "ProductFlag",
    "Receipt",
    "ReleaseRule",
    "Report",
    "Sanitised",
    "Seizure",
    "SubjectForward",
    "SubjectRequest",
    "TakenOut",
    "Telling",
    "Told",
    "Tombstone",
    "Transfer",
    "Version",
    "Withheld",
    "Words",
]


class Report(Marked):
    """What was handed in, as it came; immutable. The bytes lie in the store under their SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    file_name = models.TextField()
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    received_at = models.DateTimeField()
    received_by = models.IntegerField(null=True)
    synthetic = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    submission = models.UUIDField(null=True)
    """Made by the sender's device: what is sent twice under one number arrives once."""

    class Meta:
        db_table = "records_report"
        constraints = (
            models.UniqueConstraint(fields=("provider_id", "submission"), name="a_submission_arrives_once"),
            models.UniqueConstraint(
                fields=("provider_id", "digest"),
                condition=models.Q(withdrawn_at=None),
                name="a_file_is_handed_in_once",
            ),
        )

    def __str__(self) -> str:
        return self.file_name


class Seizure(Handled):
    """One event as one report tells it, in its newest version; the row that it was read from stands beside it.

    `source_cells` is the original row, a list of `[header, text]`; `provenance` maps a field to the index of its cell
    in that list. Codes are those of the vocabulary. `precision` orders reports of one event: the highest is counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="seizures")
    sheet = models.TextField(blank=True, default="")
    row = models.IntegerField()
    source_cells = models.JSONField(default=list)
    provenance = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    sheet_version = models.IntegerField(default=1, db_default=1)
    """The version that says what the report says; later ones were made by hand, and a later sheet leaves them alone."""
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)
    narrowed = models.BooleanField(default=False, db_default=False)
    """Whether it came marked more narrowly, by hand, than its provider's standing rules mark; no rule widens it."""
    seized_on = models.DateField()
    seized_at = models.DateTimeField(null=True)
    """The moment, where it was told; `seized_on` stays the day at the place of the seizure."""
    crime_area = models.CharField(max_length=32, default="drugs", db_default="drugs")
    narrative = models.TextField(blank=True, default="", db_default="")
    sender_key = models.TextField(blank=True, default="", db_default="")
    """The number that its sender gave to the row; by it a later sheet corrects it."""
    country = models.CharField(max_length=2, blank=True)
    admin1 = models.CharField(max_length=32, blank=True)
    place = models.TextField(blank=True)
    place_id = models.CharField(max_length=64, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    concealment = models.CharField(max_length=64, blank=True)
    conveyance = models.CharField(max_length=64, blank=True)
    installation = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=64, blank=True)
    departure = models.CharField(max_length=64, blank=True)
    destination = models.CharField(max_length=64, blank=True)
    routing = models.CharField(max_length=64, blank=True)
    flags = ArrayField(models.CharField(max_length=64), default=list)
    changes = ArrayField(models.CharField(max_length=64), default=list)
    precision = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "records_seizure"
        constraints = (
            *Handled.Meta.constraints,
            models.UniqueConstraint(fields=("report", "sheet", "row"), name="a_row_is_recorded_once"),
        )
        indexes = (
            models.Index(fields=("-id",), name="records_seizure_newest"),
            models.Index(fields=("-seized_on", "-id"), name="records_seizure_by_date"),
            models.Index(fields=("country", "-seized_on", "-id"), name="records_seizure_by_country"),
            models.Index(fields=("admin1", "seized_on"), name="records_seizure_by_region"),
            models.Index(fields=("provider_id", "-seized_on", "-id"), name="records_seizure_by_provider"),
            models.Index(fields=("changed_at",), name="records_seizure_changed"),
            models.Index(fields=("review_by",), condition=models.Q(withdrawn=False), name="records_seizure_review"),
            models.Index(
                fields=("provider_id", "sender_key"),
                condition=~models.Q(sender_key=""),
                name="records_seizure_by_number",
            ),
            GinIndex(fields=("audience",), name="records_seizure_audience"),
            # With the two above, the policy finds what its viewer may see: each of its ways in has an index.
            GinIndex(fields=("named",), condition=~models.Q(named=None), name="records_seizure_named"),
            models.Index(fields=("id",), condition=~models.Q(purposes=[]), name="records_seizure_bound"),
        )

    def __str__(self) -> str:
        return f"{self.seized_on} {self.country} {self.place}"

    @property
    def day(self) -> dt.date | str:
        """The day as it was told: where a month or a year alone was, that (`2024-03`), never its first day."""
        return day_told(self.seized_on, self.flags)


class Lot(Marked):
    """One substance with one quantity: in its base unit, and in kilograms where the reported unit allows.

    A lot of another `kind` than drugs (firearms, cash, vehicles …) has an `item` instead of a substance. `doubts` are
    the flags of its seizure that are its own (`kernel.seizures.LOT_FLAGS`): figures leave out the lot, not its seizure.
    """

    class State(models.TextChoices):
        """How a quantity is known; nothing where the report does not say. The first is provisional."""

        ESTIMATED = "estimated"
        WEIGHED = "weighed"
        CONFIRMED = "confirmed"

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="lots")
    number = models.SmallIntegerField(default=1)
    substance = models.CharField(max_length=64, blank=True)
    substance_group = models.CharField(max_length=64, blank=True)
    substance_text = models.TextField(blank=True)
    quantity = models.FloatField(null=True)
    unit = models.CharField(max_length=32, blank=True)
    kg = models.FloatField(null=True)
    kg_basis = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=16, default="drug", db_default="drug")
    item = models.CharField(max_length=64, blank=True, default="", db_default="")
    currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    state = models.CharField(max_length=16, choices=State, blank=True, default="", db_default="")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    purity = models.FloatField(null=True)
    sample = models.TextField(blank=True, default="", db_default="")
    method = models.CharField(max_length=32, blank=True, default="", db_default="")
    packages = models.IntegerField(null=True)
    markings = models.TextField(blank=True, default="", db_default="")
    doubts = ArrayField(models.CharField(max_length=32), default=list, db_default=[])

    class Meta:
        db_table = "records_lot"
        ordering = ("number",)
        indexes = (
            models.Index(fields=("substance",), name="records_lot_substance"),
            models.Index(fields=("substance_group",), name="records_lot_group"),
            models.Index(Coalesce("kg", -1.0).desc(), models.F("seizure").desc(), name="records_lot_heaviest"),
        )

    def __str__(self) -> str:
        return f"{self.substance} {self.quantity} {self.unit}"


class Persons(Marked):
    """How many persons of a status a seizure tells of; never who. Victims, minors and witnesses are marked apart."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="persons")
    status = models.CharField(max_length=16)
    count = models.IntegerField()

    class Meta:
        db_table = "records_persons"
        constraints = (models.UniqueConstraint(fields=("seizure", "status"), name="a_status_is_counted_once"),)

    def __str__(self) -> str:
        return f"{self.count} {self.status}"


class PersonsBefore(Marked):
    """How many persons of a status an earlier version told of, where the next version tells of another number."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="persons_before")
    version = models.IntegerField()
    status = models.CharField(max_length=16)
    count = models.IntegerField()

    class Meta:
        db_table = "records_persons_before"
        constraints = (
            models.UniqueConstraint(fields=("seizure", "version", "status"), name="a_count_is_kept_once_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.seizure_id} {self.version}: {self.count} {self.status}"


class Identifier(Marked):
    """An identifier that a seizure tells of, by its kind (vocabulary, `identifier`) and the form in which it is found.

    `normal` is equal for two writings of one identifier; `written` is what stood in the report.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=16)
    normal = models.CharField(max_length=240)
    written = models.CharField(max_length=240)

    class Meta:
        db_table = "records_identifier"
        ordering = ("kind", "normal")
        constraints = (
            models.UniqueConstraint(fields=("seizure", "kind", "normal"), name="an_identifier_is_told_once"),
        )
        indexes = (models.Index(fields=("kind", "normal"), name="records_identifier_exact"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.normal}"


class Version(Marked):
    """What a seizure said before it was corrected, released, recalled or withdrawn; by whom, when and why."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="versions")
    version = models.IntegerField()
    act = models.CharField(max_length=32)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    content = models.JSONField()

    class Meta:
        db_table = "records_version"
        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=("seizure", "version"), name="a_version_is_kept_once"),)

    def __str__(self) -> str:
        return f"{self.seizure_id} {self.version}"


class Sanitised(models.Model):
    """That one record is the sanitised version of another; seen by those who see both.

    `how` is the coarsening by the names of `records.sanitising.Coarsening`, `source_version` what the source was then.
    """

    version = models.OneToOneField(Seizure, on_delete=models.CASCADE, primary_key=True, related_name="sanitised_from")
    source = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="sanitised_as")
    source_version = models.IntegerField()
    provider_id = models.IntegerField()
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    how = models.JSONField()

    class Meta:
        db_table = "records_sanitised"

    def __str__(self) -> str:
        return f"{self.version_id} of {self.source_id}"


class Withheld(Marked):
    """A part of a seizure marked more narrowly than the seizure: its values, which then stand nowhere else.

    `part` is one of `records.withheld`, `values` its fields, `flags` the doubts that tell of them; `only_for` says who
    of those whom the record reaches sees the part.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="withheld")
    part = models.CharField(max_length=16)
    values = models.JSONField(default=dict)
    flags = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        db_table = "records_withheld"
        constraints = (
            models.UniqueConstraint(fields=("seizure", "part"), name="a_part_is_withheld_once"),
            models.CheckConstraint(condition=models.Q(only_for__isnull=False), name="a_withheld_part_says_for_whom"),
        )

    def __str__(self) -> str:
        return f"{self.seizure_id} {self.part}"


class Link(models.Model):
    """A claim that two seizures are reports of one event; `drop` is the one that is then not counted.

    `a` < `b` by identifier. `via` lists the reports through which the claim leads when the two were not compared
    directly; a viewer sees the link only when seeing both ends and every one of these. Two reports can be tied in
    several ways, one link for each: a viewer who does not see one way may see another.
    """

    class State(models.TextChoices):
        """Where a claim stands."""

        SAME = "same"
        POSSIBLE = "possible"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"

    id = models.UUIDField(primary_key=True, default=uuid7)
    a = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="links_a")
    b = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="links_b")
    drop = models.ForeignKey(Seizure, on_delete=models.CASCADE, related_name="links_drop")
    via = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=16, choices=State)
    proposed = models.CharField(max_length=16, choices=State)
    probability = models.FloatField()
    kg = models.FloatField(default=0)
    """Of the heavier report, so that the queue of claims is in order without looking at every report."""
    reasons = ArrayField(models.TextField(), default=list)
    proposed_at = models.DateTimeField()
    decided_by = models.IntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "records_link"
        constraints = (models.UniqueConstraint(fields=("a", "b", "via"), name="a_pair_is_linked_once_a_way"),)
        indexes = (
            models.Index(fields=("drop", "state"), name="records_link_drop"),
            models.Index(fields=("state", "-kg", "-id"), condition=models.Q(via=[]), name="records_link_queue"),
        )

    def __str__(self) -> str:
        return f"{self.a_id} ~ {self.b_id} {self.state}"
