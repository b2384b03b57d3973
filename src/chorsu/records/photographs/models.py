"""What the database stores of photographs: the copies that go with a record, and apart from them the original."""

from __future__ import annotations

from django.db import models

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["Original", "Photograph"]


class Photograph(Marked):
    """One photograph of a seizure, marked as the seizure is: its copies, which carry no metadata.

    `large` and `small` are SHA-256 digests of copies in the store, `regions` the rectangles blurred in both, as shares
    of width and height; `width` and `height` are those of the large copy, in pixels. One that was taken back has no
    copies: what is left says when.
    """

    class Kind(models.TextChoices):
        """What a photograph shows."""

        PACKAGE = "package"
        STAMP = "stamp"
        MARKING = "marking"
        CONVEYANCE = "conveyance"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey("records.Seizure", on_delete=models.CASCADE, related_name="photographs")
    number = models.SmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    large = models.CharField(max_length=64)
    small = models.CharField(max_length=64)
    width = models.IntegerField()
    height = models.IntegerField()
    regions = models.JSONField(default=list)
    version = models.IntegerField(default=1)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_photograph"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("seizure", "number"), name="a_photograph_has_its_number"),)

    def __str__(self) -> str:
        return f"{self.seizure_id} {self.number}"


class Original(Marked):
    """What was taken, for its provider alone, whoever sees the copies: the bytes' digest and what the camera wrote.

    `metadata` has the fields of `images.stated`, among them the position; `width` and `height` are upright pixels.
    `taken_back_why` is the reason for which the copies were last taken back.
    """

    photograph = models.OneToOneField(Photograph, on_delete=models.CASCADE, primary_key=True, related_name="original")
    digest = models.CharField(max_length=64)
    media_type = models.CharField(max_length=32)
    size = models.BigIntegerField()
    width = models.IntegerField()
    height = models.IntegerField()
    metadata = models.JSONField(default=dict)
    added_by = models.IntegerField(null=True)
    taken_back_why = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "records_original"

    def __str__(self) -> str:
        return str(self.photograph_id)
