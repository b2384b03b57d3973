"""What the database stores of figures told of unseen records. Owns the shapes; the method is `counted.cells`."""

from __future__ import annotations

from django.db import models

__all__ = ["Edition", "Telling", "Told"]


class Edition(models.Model):
    """One telling of figures: at most one a month, of what had arrived before its first day."""

    day = models.DateField(primary_key=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "records_edition"

    def __str__(self) -> str:
        return str(self.day)


class Telling(models.Model):
    """One figure of an edition, as it is told: never exact, never changed. Several of one cell add up."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="tellings")
    quarter = models.IntegerField()
    """Year × 4 + 0…3."""
    country = models.CharField(max_length=2, blank=True)
    substance_group = models.CharField(max_length=64, blank=True)
    records = models.IntegerField()
    kg = models.FloatField(null=True)

    class Meta:
        db_table = "records_telling"

    def __str__(self) -> str:
        return f"{self.quarter} {self.country} {self.substance_group}: {self.records}"


class Told(models.Model):
    """Which seizure is in which figure; no officer's process reads it. A seizure that is erased stays told."""

    seizure = models.UUIDField(primary_key=True)
    telling = models.ForeignKey(Telling, on_delete=models.PROTECT, related_name="members")

    class Meta:
        db_table = "records_told"

    def __str__(self) -> str:
        return str(self.seizure)
