"""What the database stores of intake: each hand-in with its progress, and the rows that were refused."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.handling.models import Marked
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.ids import uuid7
from chorsu.records.contents import storable

__all__ = ["HandIn", "Refusal"]


class HandIn(Marked):
    """One file on its way into the data bank, for its provider alone; `to_audience` and `to_until` mark its records.

    `mapping` is the officer's correction of the columns (None: as recognised), `preview` the result of the dry run,
    `complete` whether every row has been accounted for, `error` what stopped it: `what`, `where`, `to_do`. `series`
    ties tables of one sender that tell the same seizures: it is the first of them; a table that `updates` its series
    adds, changes and withdraws records at `applied_at`.
    """

    class State(models.TextChoices):
        """Where a hand-in stands."""

        DRAFT = "draft"
        ACCEPTED = "accepted"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        DISCARDED = "discarded"
        WITHDRAWING = "withdrawing"
        WITHDRAWN = "withdrawn"
        RESTORING = "restoring"

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey("records.Report", on_delete=models.PROTECT, related_name="hand_ins")
    state = models.CharField(max_length=16, choices=State)
    mapping = models.JSONField(null=True)
    preview = models.JSONField(null=True)
    to_audience = ArrayField(models.IntegerField(), default=list)
    to_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField()
    started_by = models.IntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.IntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    rows_expected = models.IntegerField(default=0)
    rows_done = models.IntegerField(default=0)
    rows_read = models.IntegerField(default=0)
    rows_skipped = models.IntegerField(default=0)
    rows_refused = models.IntegerField(default=0)
    skipped_by = models.JSONField(default=dict)
    complete = models.BooleanField(default=False)
    error = models.JSONField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.IntegerField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    rows_withdrawn = models.IntegerField(default=0)
    restored_by = models.IntegerField(null=True)
    series = models.UUIDField(null=True)
    updates = models.BooleanField(default=False, db_default=False)
    drops = models.BooleanField(default=True, db_default=True)
    """Whether a row that is no longer in a table that updates was withdrawn by its sender."""
    applied_at = models.DateTimeField(null=True)
    rows_new = models.IntegerField(default=0, db_default=0)
    rows_changed = models.IntegerField(default=0, db_default=0)
    rows_gone = models.IntegerField(default=0, db_default=0)
    rows_returned = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = "intake_handin"
        indexes = (
            models.Index(fields=("state", "started_at"), name="intake_handin_state"),
            models.Index(fields=("series",), name="intake_handin_series"),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.state}"

    def stop(self, error: ChorsuError) -> None:
        """Keep what stopped it, in its parts, so that each reader gets it in their language."""
        self.error = storable({"what": error.what, "where": error.where, "to_do": error.to_do})

    @property
    def error_line(self) -> str:
        """What stopped it, as one line; empty when nothing did."""
        if not self.error:
            return ""
        return str(ChorsuError(self.error["what"], where=self.error["where"], to_do=self.error["to_do"]))


class Refusal(Marked):
    """A row that could not be read: where, what stood there, why (a refusal code), and what to do.

    `cells` holds the texts of the row by role, so that the repair file can be corrected and handed in again.
    """

    id = models.BigAutoField(primary_key=True)
    hand_in = models.ForeignKey(HandIn, on_delete=models.CASCADE, related_name="refusals")
    sheet = models.TextField(blank=True, default="")
    row = models.IntegerField()
    column = models.TextField()
    value = models.TextField()
    reason = models.TextField()
    suggestion = models.TextField(blank=True)
    cells = models.JSONField(default=dict)

    class Meta:
        db_table = "intake_refusal"

    def __str__(self) -> str:
        return f"row {self.row}: {self.reason}"
