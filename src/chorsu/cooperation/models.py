"""What the database stores of cooperation: events of the plan with their delegations, recommendations, instruments.

Every record is marked, leads back to its words where it was read from a text, and keeps its earlier versions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from chorsu.directory.sourced import Sourced
from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["Delegate", "Event", "Instrument", "Kept", "Recommendation", "RecordVersion", "rows_of"]


class Kept(Marked, Sourced):
    """A record of cooperation in its newest version; a withdrawn one leaves every list and can be restored."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    version = models.IntegerField(default=1)
    withdrawn = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    entered_by = models.IntegerField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class Event(Kept):
    """An event of cooperation: planned, moved, held or cancelled; `since` to `until_day` are its days as known now.

    `planned_since` and `planned_until` are the days first planned, empty for an event that stood in no plan. Codes are
    those of the lists of `cooperation.words` and of the vocabulary's places. `counts` are participants by category:
    mappings with `category`, `number`, `qualifier`, `expected` (planned, not counted) and `quote`.
    """

    class Status(models.TextChoices):
        """Where an event stands."""

        PLANNED = "planned"
        MOVED = "moved"
        HELD = "held"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=32)
    title = models.TextField()
    status = models.CharField(max_length=16, choices=Status, default=Status.PLANNED)
    since = models.DateField()
    until_day = models.DateField()
    planned_since = models.DateField(null=True)
    planned_until = models.DateField(null=True)
    place = models.TextField(blank=True, default="")
    place_id = models.CharField(max_length=64, blank=True, default="")
    admin1 = models.CharField(max_length=64, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    mode = models.CharField(max_length=16, blank=True, default="")
    organisers = ArrayField(models.TextField(), default=list)
    states = ArrayField(models.CharField(max_length=2), default=list)
    counts = models.JSONField(default=list)
    note = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "cooperation_event"
        constraints = (
            models.CheckConstraint(condition=models.Q(until_day__gte=models.F("since")), name="an_event_ends_after"),
        )
        indexes = (
            models.Index(fields=("since", "until_day"), name="cooperation_event_days"),
            models.Index(fields=("source_document",), name="cooperation_event_document"),
            GinIndex(fields=("audience",), name="cooperation_event_audience"),
        )

    def __str__(self) -> str:
        return self.title


class Delegate(Marked):
    """A member of a delegation to an event: the name as written, its normal form, rank, post, whom they act for."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="delegation")
    number = models.IntegerField()
    name = models.TextField()
    name_form = models.TextField()
    title = models.TextField(blank=True, default="")
    post = models.TextField(blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    acting_for = models.TextField(blank=True, default="")
    head = models.BooleanField(default=False)

    class Meta:
        db_table = "cooperation_delegate"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("event", "number"), name="a_delegate_has_a_place"),)

    def __str__(self) -> str:
        return self.name


class Recommendation(Kept):
    """What was recommended, by whom to whom, and how far it is; `evidence` is links with what they show.

    `adopted_on` is the day of adoption where it was adopted. `joined_to` is the record of which this one is a
    repetition, as somebody decided; `kept_apart` those of which somebody decided that it is none.
    """

    class Status(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed"
        ADOPTED = "adopted"
        ACCEPTED = "accepted"
        UNDER_WAY = "under-way"
        IMPLEMENTED = "implemented"
        NOT_IMPLEMENTED = "not-implemented"

    text = models.TextField()
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="recommendations")
    status = models.CharField(max_length=16, choices=Status, default=Status.PROPOSED)
    adopted_on = models.DateField(null=True)
    proposed_by = models.TextField(blank=True, default="")
    addressee = models.TextField(blank=True, default="")
    owner = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True)
    reason = models.TextField(blank=True, default="")
    evidence = models.JSONField(default=list)
    joined_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="repetitions")
    kept_apart = ArrayField(models.UUIDField(), default=list)

    class Meta:
        db_table = "cooperation_recommendation"
        indexes = (
            models.Index(fields=("status", "due_on"), name="cooperation_recommended_due"),
            models.Index(fields=("source_document",), name="cooperation_recommended_doc"),
            GinIndex(fields=("audience",), name="cooperation_recommended_for"),
        )

    def __str__(self) -> str:
        return self.text[:80]


class Instrument(Kept):
    """A declaration, resolution, memorandum or agreement: its parties, its day and place, and whether it is in force.

    `in_force` is None where nobody says; `exchange` says in words what exchange of information it permits.
    """

    kind = models.CharField(max_length=32)
    title = models.TextField()
    parties = ArrayField(models.TextField(), default=list)
    adopted_on = models.DateField(null=True)
    place = models.TextField(blank=True, default="")
    in_force = models.BooleanField(null=True)
    force_since = models.DateField(null=True)
    force_until = models.DateField(null=True)
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="instruments")
    exchange = models.TextField(blank=True, default="")
    link = models.TextField(blank=True, default="")

    class Meta:
        db_table = "cooperation_instrument"
        indexes = (
            models.Index(fields=("-adopted_on",), name="cooperation_instrument_day"),
            models.Index(fields=("source_document",), name="cooperation_instrument_doc"),
            GinIndex(fields=("audience",), name="cooperation_instrument_for"),
        )

    def __str__(self) -> str:
        return self.title


class RecordVersion(Marked):
    """What a record of cooperation said before an act; by whom, when and why. `record_id` is that of the record."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    record_id = models.UUIDField()
    version = models.IntegerField()
    act = models.CharField(max_length=32)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    content = models.JSONField()

    class Meta:
        db_table = "cooperation_version"
        ordering = ("version",)
        constraints = (models.UniqueConstraint(fields=("record_id", "version"), name="a_version_of_plan_kept_once"),)

    def __str__(self) -> str:
        return f"{self.record_id} {self.version}"


def rows_of[R: Kept](model: type[R]) -> QuerySet[R]:
    """All rows of one kind of record, as far as the viewer sees them."""
    return model._default_manager.all()  # noqa: SLF001 — the manager of whichever kind it is
