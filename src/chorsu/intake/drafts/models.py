"""What the database stores of texts: each text with what was read, and its drafts with every correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7
from chorsu.records.contents import storable

if TYPE_CHECKING:
    from chorsu.kernel.errors import ChorsuError

__all__ = ["Draft", "Text"]


class Text(Marked):
    """One text handed in, for its provider alone: a note, a letter, one item of a page. A file may hold several.

    `text` is as extracted; every offset counts its characters. `reading` is the answer of the reader, kept as it was.
    While a file waits, one row stands for the whole of it (`number` 0).
    """

    class State(models.TextChoices):
        """Where a text stands."""

        WAITING = "waiting"
        READ = "read"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey("records.Report", on_delete=models.PROTECT, related_name="texts")
    number = models.IntegerField(default=0)
    state = models.CharField(max_length=16, choices=State)
    way = models.CharField(max_length=16)
    """How it came: `file`, `paste`, `verb`, `folder` or `mailbox`."""
    name = models.TextField(blank=True, default="")
    title = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    pages = models.JSONField(default=list)
    """Which characters stand on which page: `[start, end, number]`, where the format has pages."""
    format = models.CharField(max_length=8, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    script = models.CharField(max_length=4, blank=True, default="")
    published = models.DateField(null=True)
    kind = models.CharField(max_length=16, blank=True, default="")
    warnings = models.JSONField(default=list)
    reading = models.JSONField(null=True)
    error = models.JSONField(null=True)
    started_at = models.DateTimeField()
    started_by = models.IntegerField(null=True)
    tries = models.SmallIntegerField(default=0)
    """How often its next step was begun and did not end: a text that ends the worker must not do so for ever."""
    read_at = models.DateTimeField(null=True)
    findings = models.IntegerField(default=0)
    """How many events, figures and the like were read beside seizures: what waits until it is settled."""
    settled_at = models.DateTimeField(null=True)
    settled_by = models.IntegerField(null=True)
    settled_by_rule = models.BooleanField(default=False)
    """Whether a standing rule accepted the findings without an officer's look."""
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.IntegerField(null=True)
    outcome = models.JSONField(default=dict)
    """What became of the findings: by the key of each that was accepted, `[kind, number]` of the record it became."""

    class Meta:
        db_table = "intake_text"
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="an_item_is_one_text"),)
        indexes = (models.Index(fields=("state", "started_at"), name="intake_text_state"),)

    def __str__(self) -> str:
        return f"{self.name} {self.number} {self.state}"

    def stop(self, error: ChorsuError) -> None:
        """It cannot be read: keep why, in its parts, so that each reader gets it in their language."""
        self.state = self.State.FAILED
        self.error = storable({"what": error.what, "where": error.where, "to_do": error.to_do})


class Draft(Marked):
    """One seizure as it was read from a text, before an officer confirms it, and what became of it.

    `slots` and `as_read` have the form of `intake.drafts.slots`; `history` lists the acts, newest last, each with what
    stood before, so that every one can be undone. `record` is the seizure it became.
    """

    class State(models.TextChoices):
        """Where a draft stands."""

        OPEN = "open"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    id = models.UUIDField(primary_key=True, default=uuid7)
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="drafts")
    number = models.IntegerField()
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    slots = models.JSONField(default=dict)
    as_read = models.JSONField(default=dict)
    history = models.JSONField(default=list)
    acts = models.IntegerField(default=0)
    """How many acts were done on it, undoing among them: what a page drawn before the newest one does not know."""
    record = models.UUIDField(null=True)
    reason = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.IntegerField(null=True)
    passed_by_rule = models.BooleanField(default=False)
    """Whether a standing rule let it into the data bank without an officer's look."""
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.IntegerField(null=True)

    class Meta:
        db_table = "intake_draft"
        constraints = (models.UniqueConstraint(fields=("text", "number"), name="a_draft_is_numbered_once"),)
        indexes = (
            models.Index(fields=("provider_id", "state"), name="intake_draft_state"),
            models.Index(fields=("record",), name="intake_draft_record"),
        )

    def __str__(self) -> str:
        return f"{self.text_id} {self.number} {self.state}"
