"""What the database stores of intake: each hand-in with its progress, and the rows that were refused."""

from __future__ import annotations

from django.db import models

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["HandIn", "Refusal"]


class HandIn(Marked):
    """One file on its way into the data bank; the marking is what its records will carry."""

    class State(models.TextChoices):
        """Where a hand-in stands."""

        DRAFT = "draft"
        ACCEPTED = "accepted"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey("records.Report", on_delete=models.PROTECT, related_name="hand_ins")
    state = models.CharField(max_length=16, choices=State)
    mapping = models.JSONField(null=True)
    started_at = models.DateTimeField()
    started_by = models.IntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    rows_done = models.IntegerField(default=0)
    rows_read = models.IntegerField(default=0)
    rows_skipped = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    skipped_by = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        db_table = "intake_handin"
        indexes = (models.Index(fields=("state", "started_at"), name="intake_handin_state"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.state}"


class Refusal(Marked):
    """A row that could not be read: where, what stood there, why, and what to do."""

    id = models.BigAutoField(primary_key=True)
    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="refusals")
    sheet = models.TextField(blank=True, default="")
    row = models.IntegerField()
    column = models.TextField()
    value = models.TextField()
    reason = models.TextField()
    suggestion = models.TextField(blank=True)

    class Meta:
        db_table = "intake_refusal"

    def __str__(self) -> str:
        return f"row {self.row}: {self.reason}"
