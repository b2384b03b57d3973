"""What the database stores of the pace of look-ups: that one was made, by whom and when; never what was looked up."""

from __future__ import annotations

from django.db import models

from chorsu.kernel.ids import uuid7

__all__ = ["LookUp"]


class LookUp(models.Model):
    """One look-up of an officer for an authority (by number); a row goes when it counts no longer."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    officer = models.IntegerField()
    agency = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "records_look_up"
        indexes = (
            models.Index(fields=("officer", "at"), name="records_look_up_officer"),
            models.Index(fields=("agency", "at"), name="records_look_up_agency"),
            models.Index(fields=("at",), name="records_look_up_at"),
        )

    def __str__(self) -> str:
        return f"{self.officer} {self.at}"
