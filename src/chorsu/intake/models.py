"""What the database stores of intake: each hand-in with its progress, and the rows that were refused."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.handling.models import Marked
from chorsu.intake.drafts.models import Draft, Text
from chorsu.kernel.errors import ChorsuError
from chorsu.kernel.ids import uuid7
from chorsu.records.contents import storable

__all__ = ["Draft", "HandIn", "LearnedTable", "QualityReport", "Refusal", "StandingRules", "Text"]


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
    transfer = models.JSONField(null=True)
    """On what basis its records that tell of persons go abroad (`TransferSaid.as_json`); none: they stay at home."""
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
    passed_by = models.UUIDField(null=True)
    """The learned table by whose standing rule it was accepted without review."""
    drawn = models.BooleanField(default=False, db_default=False)
    """Whether it would have passed by a standing rule, and was drawn for review."""
    rows_new = models.IntegerField(default=0, db_default=0)
    rows_changed = models.IntegerField(default=0, db_default=0)
    rows_gone = models.IntegerField(default=0, db_default=0)
    rows_returned = models.IntegerField(default=0, db_default=0)
    rows_held = models.IntegerField(default=0, db_default=0)
    """Records that tell of persons and stay in their own state until a basis is stated."""

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


class StandingRules(Marked):
    """What holds for everything that an agency hands in, unless said otherwise; the agency's own, one row each.

    `to_audience` and `days` mark its records, `language` is that of the templates it is given, `unit` serves quantities
    without one, and only seizures from `threshold_kg` on are what it reports one by one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    agency = models.IntegerField(unique=True)
    to_audience = ArrayField(models.IntegerField(), default=list)
    days = models.IntegerField(null=True)
    language = models.CharField(max_length=8, blank=True, default="")
    unit = models.CharField(max_length=32, blank=True, default="")
    threshold_kg = models.FloatField(null=True)
    transfer = models.JSONField(null=True)
    """On what basis what tells of persons goes abroad, as of `HandIn`."""
    least = models.JSONField(default=dict)
    """For a kind of draft read from texts, the confidence from which it passes without review; none: never."""
    changed_at = models.DateTimeField()
    changed_by = models.IntegerField(null=True)

    class Meta:
        db_table = "intake_standing_rules"

    def __str__(self) -> str:
        return f"rules of {self.agency}"


class LearnedTable(Marked):
    """A kind of table of one sender, known by its headers: which column holds what, and whether it passes unreviewed.

    `roles` maps a header to a role, headers that hold nothing to an empty one. A `trusted` table is accepted at once
    under the standing rules; of such tables the share `review_share` is drawn for review all the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    agency = models.IntegerField()
    signature = models.CharField(max_length=64)
    name = models.TextField()
    headers = models.JSONField(default=list)
    roles = models.JSONField(default=dict)
    trusted = models.BooleanField(default=False)
    review_share = models.FloatField(default=0.1)
    learned_at = models.DateTimeField()
    learned_by = models.IntegerField(null=True)
    used = models.IntegerField(default=0)

    class Meta:
        db_table = "intake_learned_table"
        constraints = (models.UniqueConstraint(fields=("agency", "signature"), name="a_kind_of_table_is_learned_once"),)

    def __str__(self) -> str:
        return self.name


class QualityReport(Marked):
    """The quality of an authority's reports as it stood when the authority chose to show it to somebody else."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    agency = models.IntegerField()
    since = models.DateField()
    shown_at = models.DateTimeField()
    shown_by = models.IntegerField(null=True)
    figures = models.JSONField()

    class Meta:
        db_table = "intake_quality_report"
        constraints = (models.UniqueConstraint(fields=("agency",), name="an_authority_shows_one_report"),)

    def __str__(self) -> str:
        return f"quality of {self.agency}"
