"""What the database stores of permission requests."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["Permission"]


class Permission(Marked):
    """What one authority, its whole audience, asks of the provider of a record, and the answer with its conditions.

    `to` are the principals that the record would be passed on to. `state` goes from asked to granted or refused; a
    passing that needs no permission is told to the provider, and becomes passed, or void where it could not be done.
    `ground` is a code of `handling.grounds`. Lines in words are as typed.
    """

    class Kind(models.TextChoices):
        """What is asked."""

        PASS_ON = "pass-on"  # noqa: S105 — a kind of request
        THIRD_PARTY = "third-party"
        COURT = "court"

    class State(models.TextChoices):
        """Where a request stands."""

        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"
        TOLD = "told"
        PASSED = "passed"
        VOID = "void"

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey("records.Seizure", on_delete=models.DO_NOTHING, db_constraint=False)
    """Without a constraint: the answer outlives a record that is erased."""
    kind = models.CharField(max_length=16, choices=Kind)
    state = models.CharField(max_length=16, choices=State, default=State.ASKED)
    authority = models.IntegerField()
    to = ArrayField(models.IntegerField(), default=list)
    purpose = models.TextField()
    asked_by = models.IntegerField()
    asked_name = models.TextField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ground = models.CharField(max_length=32, blank=True, default="")
    conditions = models.TextField(blank=True, default="")
    until = models.DateTimeField(null=True)
    answered_by = models.IntegerField(null=True)
    answered_name = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_permission"
        indexes = (
            models.Index(fields=("provider_id", "state", "due_at"), name="records_permission_due"),
            models.Index(fields=("seizure",), name="records_permission_record"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state} {self.seizure_id}"
