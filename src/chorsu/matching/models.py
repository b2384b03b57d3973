"""What the database stores of matching: the look-up keys under which each lot of the data bank can be found again."""

from __future__ import annotations

from django.db import models

__all__ = ["LookUpKey"]


class LookUpKey(models.Model):
    """One key of one lot (`matching.events.blocking_keys`, hashed); `narrow` tells apart the lots of a crowded key.

    Read and written by the worker alone: keys say what a record says.
    """

    key = models.BigIntegerField()
    narrow = models.BigIntegerField()
    seizure = models.ForeignKey("records.Seizure", on_delete=models.CASCADE, related_name="+")
    lot = models.SmallIntegerField()

    class Meta:
        db_table = "matching_key"
        indexes = (models.Index(fields=("key", "narrow"), name="matching_key_look_up"),)

    def __str__(self) -> str:
        return f"{self.key} {self.seizure_id}"
