"""What the database stores of recalls: tombstones, receipts, what was taken out, flags on products."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["ProductFlag", "Receipt", "TakenOut", "Tombstone"]


class Tombstone(Marked):
    """What one authority still sees of a record that was closed to it: which record, when, by whom, perhaps why.

    One row an authority (`authority` is its principal, and the whole audience), so that none learns of another. It
    stands from `closed_at` on, which lies ahead where a release was made to end earlier. A later release lifts it.
    `part` names the part of the record that was withheld, `lot:2`; it is empty where the whole record was closed.
    """

    class Kind(models.TextChoices):
        """What closed it."""

        RECALLED = "recalled"
        EXCLUDED = "excluded"
        ENDED = "ended"
        WITHHELD = "withheld"
        ERASED = "erased"

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure = models.ForeignKey(
        "records.Seizure", on_delete=models.DO_NOTHING, db_constraint=False, related_name="tombstones"
    )
    """Without a constraint: a tombstone outlives a record that is erased."""
    authority = models.IntegerField()
    part = models.CharField(max_length=16, blank=True, default="")
    kind = models.CharField(max_length=16, choices=Kind)
    version = models.IntegerField()
    closed_at = models.DateTimeField()
    told = models.TextField(blank=True, default="")
    """The reason meant for those it was closed to; never the provider's own."""
    seized_on = models.DateField()
    day = models.CharField(max_length=10, blank=True, default="", db_default="")
    """The day as it was told (`2024-03-01`), or its month or year alone; empty where it closed before this was kept."""
    country = models.CharField(max_length=2, blank=True, default="")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_tombstone"
        constraints = (
            models.UniqueConstraint(
                fields=("seizure", "authority", "part"),
                condition=models.Q(lifted_at=None),
                name="an_authority_has_one_tombstone",
            ),
        )
        indexes = (
            GinIndex(fields=("audience",), name="records_tombstone_audience"),
            models.Index(fields=("provider_id", "-closed_at"), name="records_tombstone_provider"),
        )

    def __str__(self) -> str:
        return f"{self.seizure_id} {self.kind} {self.authority}"


class Receipt(Marked):
    """That an officer of an authority has read the tombstone; seen by that authority and by the provider."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    tombstone = models.OneToOneField(Tombstone, on_delete=models.CASCADE, related_name="receipt")
    by = models.IntegerField()
    by_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "records_receipt"

    def __str__(self) -> str:
        return f"{self.tombstone_id} {self.by_name}"


class TakenOut(models.Model):
    """Records of one provider that left in one file: who took them, for which authority, when, in which form.

    A large file has several rows, one for each thousand records it was written in; they share `export`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    export = models.UUIDField()
    at = models.DateTimeField()
    by = models.IntegerField()
    authority = models.IntegerField()
    form = models.CharField(max_length=16)
    provider_id = models.IntegerField()
    records = ArrayField(models.UUIDField())

    class Meta:
        db_table = "records_taken_out"
        indexes = (GinIndex(fields=("records",), name="records_taken_out_records"),)

    def __str__(self) -> str:
        return f"{self.export} {self.form}"


class ProductFlag(Marked):
    """That something was made of a record which was then closed to the authority that made it, its provider here.

    `product` is the identifier of the pair, news item, export or sanitised version; `responsible` the officer who made
    or decided it, where that is known. It stands until somebody of the authority says that it is dealt with.
    """

    class Kind(models.TextChoices):
        """What was made."""

        PAIR = "pair"
        NEWS = "news"
        EXPORT = "export"
        SANITISED = "sanitised"

    id = models.UUIDField(primary_key=True, default=uuid7)
    seizure_id = models.UUIDField()
    kind = models.CharField(max_length=16, choices=Kind)
    product = models.UUIDField()
    responsible = models.IntegerField(null=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.IntegerField(null=True)

    class Meta:
        db_table = "records_product_flag"
        constraints = (
            models.UniqueConstraint(
                fields=("seizure_id", "kind", "product", "provider_id"),
                condition=models.Q(settled_at=None),
                name="a_product_is_flagged_once",
            ),
        )
        indexes = (models.Index(fields=("product",), name="records_product_flag_product"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.product}"
