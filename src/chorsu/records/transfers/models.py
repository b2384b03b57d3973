"""What the database stores of transfers: one decision a release of personal data abroad, for its provider alone."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["Transfer"]


class Transfer(Marked):
    """The decision on a transfer: to whom (principals), on what basis, why, what was flagged; refused where a `ground`.

    `instrument` is one of the library of instruments; `basis` says the agreement or the law in words. `flags` and
    `ground` are codes of `handling.grounds`. With `held` nothing is decided: the record was handed in for `to` without
    a basis, and stays in its own state until one is stated.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure_id = models.UUIDField()
    to = ArrayField(models.IntegerField())
    instrument = models.UUIDField(null=True)
    basis = models.TextField(blank=True, default="")
    purpose = models.TextField(blank=True, default="")
    flags = ArrayField(models.CharField(max_length=32), default=list)
    ground = models.CharField(max_length=32, blank=True, default="")
    until = models.DateTimeField(null=True)
    held = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.TextField()

    class Meta:
        db_table = "records_transfer"
        indexes = (models.Index(fields=("seizure_id",), name="records_transfer_record"),)

    def __str__(self) -> str:
        return f"{self.seizure_id} {self.ground or 'allowed'}"
