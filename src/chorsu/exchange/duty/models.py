"""What the database stores of a shift: entries of its log and hand-overs, each of one authority.

Nothing of it is rewritten: a correction is an entry that names the one it corrects, a hand-over is signed once.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["HandOver", "LogEntry"]


class LogEntry(Marked):
    """One entry of an authority's shift log, in order from 1; seen by that authority alone.

    What came by telephone has a `caller`, perhaps a number, `called_at` (aware) and `told_by`, who took the call where
    that was not the writer. `about` is what `tied_to` says: a message, a record or an alert. `corrects` an entry.
    """

    class TiedTo(models.TextChoices):
        """What an entry is about."""

        MESSAGE = "message"
        RECORD = "record"
        ALERT = "alert"

    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.IntegerField()
    words = models.TextField()
    caller = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")
    called_at = models.DateTimeField(null=True)
    told_by = models.TextField(blank=True, default="")
    tied_to = models.CharField(max_length=8, choices=TiedTo, blank=True, default="")
    about = models.UUIDField(null=True)
    corrects = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.IntegerField()
    by_name = models.TextField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "exchange_log_entry"
        constraints = (
            models.UniqueConstraint(fields=("provider_id", "number"), name="entries_of_a_log_stand_in_order"),
            models.UniqueConstraint(fields=("id", "provider_id"), name="an_entry_is_of_its_log"),
            models.CheckConstraint(
                condition=Q(called_at=None, caller="", telephone="", told_by="")
                | (Q(called_at__isnull=False) & ~Q(caller="")),
                name="a_call_has_a_caller_and_a_time",
            ),
            models.CheckConstraint(
                condition=Q(about=None, tied_to="") | (Q(about__isnull=False) & ~Q(tied_to="")),
                name="a_tie_has_two_ends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.provider_id}"


class HandOver(Marked):
    """What an officer hands to the next one at the end of a shift; `standing` is what `selectors.standing_at` says.

    Signed by another officer of the same authority, once. `raised_at` is when its liaison officers were told that
    nobody had signed it. `version` counts its acts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    words = models.TextField(blank=True, default="")
    standing = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.IntegerField()
    by_name = models.TextField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.IntegerField(null=True)
    signed_name = models.TextField(blank=True, default="")
    raised_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "exchange_hand_over"
        indexes = (
            models.Index(fields=("provider_id", "-at"), name="exchange_hand_over_newest"),
            models.Index(
                fields=("at",), condition=Q(signed_at=None, raised_at=None), name="exchange_hand_over_unsigned"
            ),
        )

    def __str__(self) -> str:
        return f"{self.by_name} at {self.at}: {self.signed_name or 'unsigned'}"
