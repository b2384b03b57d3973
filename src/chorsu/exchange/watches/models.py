"""What the database stores of watches: the watch, its alerts, the records of each alert, what was done to it, digests.

None of them holds a word of a record. What is watched for is its authority's alone, or its officer's.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from chorsu.exchange.messages.models import Message
from chorsu.handling.models import Handled, Marked
from chorsu.kernel.ids import uuid7

__all__ = ["Alert", "AlertChange", "AlertRecord", "Digest", "Mailing", "Watch"]


class Watch(Handled):
    """A standing search of one authority, its provider and whole audience; its handling is that of its alerts.

    `officer` made it; unless it is `shared`, that one alone sees it. `criteria` are `Criteria.as_json`. `since` is the
    last entry of the journal when it was made or what it asks was changed: what was there by then is no news. Quiet
    hours, in the authority's time zone, hold alerts back whose `precedence` is below `rings_from`; both null: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    officer = models.IntegerField()
    officer_name = models.TextField()
    shared = models.BooleanField(default=False)
    name = models.TextField()
    criteria = models.JSONField()
    channel = models.CharField(max_length=16)
    precedence = models.SmallIntegerField(choices=Message.Precedence, default=Message.Precedence.ROUTINE)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    rings_from = models.SmallIntegerField(choices=Message.Precedence, default=Message.Precedence.IMMEDIATE)
    on = models.BooleanField(default=True)
    since = models.BigIntegerField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ends_on = models.DateField(null=True)
    """The last day on which it fires, where its authority is."""
    ended_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)
    synthetic = models.BooleanField(default=False)

    class Meta(Handled.Meta):
        abstract = False
        db_table = "exchange_watch"
        constraints = (  # type: ignore[assignment] # more than the base has
            *Handled.Meta.constraints,
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None) | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="quiet_hours_have_two_ends",
            ),
        )
        indexes = (models.Index(fields=("provider_id", "ended_at"), name="exchange_watch_own"),)

    def __str__(self) -> str:
        return str(self.pk)


class Alert(Marked):
    """That a watch was answered: by one event, of which `record` told first, or by many records of one `report`.

    `officer` is that of a watch of one's own, null of a shared one. `held_until`: it came in quiet hours, and rang
    when they ended; `waits_until` is the same of when it last became new. `grown_at` is about when its last record
    was added.
    """

    class State(models.TextChoices):
        """Whether somebody has seen it."""

        NEW = "new"
        ACKNOWLEDGED = "acknowledged"

    id = models.UUIDField(primary_key=True, default=uuid7)
    watch = models.ForeignKey(Watch, on_delete=models.DO_NOTHING, related_name="alerts")
    officer = models.IntegerField(null=True)
    record = models.UUIDField()
    report = models.UUIDField(null=True)
    precedence = models.SmallIntegerField(choices=Message.Precedence)
    raised_at = models.DateTimeField()
    grown_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    waits_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=16, choices=State, default=State.NEW)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_name = models.TextField(blank=True, default="")
    assigned_to = models.IntegerField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_to = ArrayField(models.IntegerField(), default=list)
    version = models.IntegerField(default=1)
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "exchange_alert"
        constraints = (
            models.UniqueConstraint(
                fields=("watch", "report"), condition=Q(report__isnull=False), name="one_digest_a_watch_and_report"
            ),
        )
        indexes = (
            models.Index(fields=("provider_id", "state", "-raised_at"), name="exchange_alert_newest"),
            models.Index(fields=("waits_until",), condition=Q(waits_until__isnull=False), name="exchange_alert_waits"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class AlertRecord(models.Model):
    """A record by which a watch fired, each once, or that tells of an event by which it had fired."""

    pk = models.CompositePrimaryKey("record", "watch_id")
    record = models.UUIDField()
    watch = models.ForeignKey(Watch, on_delete=models.DO_NOTHING, db_index=False, related_name="+")
    alert = models.ForeignKey(Alert, on_delete=models.DO_NOTHING, related_name="records")

    class Meta:
        db_table = "exchange_alert_record"

    def __str__(self) -> str:
        return f"{self.watch_id} {self.record}"


class AlertChange(models.Model):
    """What one act did to an alert, in order from 2 (1: it was raised); never changed. Seen with its alert."""

    class Kind(models.TextChoices):
        """What was done; reopened is the worker's: to a digest that was acknowledged more came."""

        ACKNOWLEDGED = "acknowledged"
        ASSIGNED = "assigned"
        ESCALATED = "escalated"
        NOTED = "noted"
        REOPENED = "reopened"

    id = models.UUIDField(primary_key=True, default=uuid7)
    alert = models.ForeignKey(Alert, on_delete=models.DO_NOTHING, related_name="changes")
    number = models.IntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.TextField(blank=True, default="")
    officer = models.IntegerField(null=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        db_table = "exchange_alert_change"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("alert", "number"), name="acts_on_an_alert_stand_in_order"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.alert_id}"


class Digest(Marked):
    """That quiet hours ended and alerts had waited: told once, to the authority, or to the officer of watches alone."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    officer = models.IntegerField(null=True)
    ended_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        db_table = "exchange_alert_digest"
        constraints = (
            models.UniqueConstraint(
                fields=("provider_id", "officer", "ended_at"), nulls_distinct=False, name="quiet_hours_end_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.provider_id} {self.ended_at}"


class Mailing(Marked):
    """That an officer wants to be told by mail how many alerts wait, and where: the officer's own affair."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    officer = models.IntegerField(unique=True)
    address = models.EmailField()
    language = models.CharField(max_length=2)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_alert_mailing"

    def __str__(self) -> str:
        return str(self.pk)
