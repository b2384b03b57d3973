"""What the database stores of the journal: the outbox, the ordered entries, the salts, the consumers' cursors."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.journal.trail.models import TrailOutboxRow, TrailRow, TrailSealRow, TrailWordsRow

__all__ = [
    "AsideRow",
    "CursorRow",
    "EntryRow",
    "OutboxRow",
    "SaltRow",
    "TrailOutboxRow",
    "TrailRow",
    "TrailSealRow",
    "TrailWordsRow",
]


class _Act(models.Model):
    """What an accepted act leaves: never content, only what it was about."""

    kind = models.CharField(max_length=32)
    record_id = models.UUIDField()
    version = models.IntegerField(default=1)
    actor_id = models.IntegerField(null=True)
    at = models.DateTimeField()
    commitment = models.BinaryField(max_length=32)
    told_to = ArrayField(models.IntegerField(), null=True)
    """Of an act that is its provider's affair: the principals who may know of it besides, for it reaches them."""

    class Meta:
        abstract = True


class OutboxRow(_Act):
    """An act that has committed (or is about to) and waits for its number."""

    id = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "journal_outbox"

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class _Entries(models.Manager["EntryRow"]):
    """Reads no `told_to`, which officers may not."""

    def get_queryset(self) -> models.QuerySet[EntryRow]:
        return super().get_queryset().defer("told_to")


class EntryRow(_Act):
    """A numbered entry of the chain. No role may change or remove one."""

    number = models.BigIntegerField(primary_key=True)
    act_id = models.UUIDField(unique=True)
    hash = models.BinaryField(max_length=32)

    objects = _Entries()

    class Meta:
        db_table = "journal_entry"
        indexes = (models.Index(fields=("record_id", "number"), name="journal_entry_record"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.record_id}"


class SaltRow(models.Model):
    """The secret salt of an act's commitment; erasing it unties the content from the log.

    `said` is what the act said that the bank keeps nowhere else; null for acts entered before this was kept.
    """

    act_id = models.UUIDField(primary_key=True)
    salt = models.BinaryField(max_length=16)
    said = models.JSONField(null=True)

    class Meta:
        db_table = "journal_salt"

    def __str__(self) -> str:
        return str(self.act_id)


class AsideRow(models.Model):
    """A row that waited and could not be numbered: of which log, as it was (`held`), and the kind of fault."""

    id = models.UUIDField(primary_key=True)
    log = models.CharField(max_length=16)
    act_id = models.UUIDField()
    held = models.JSONField()
    why = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        db_table = "journal_aside"

    def __str__(self) -> str:
        return f"{self.log} {self.act_id}"


class CursorRow(models.Model):
    """How far a consumer has read."""

    consumer = models.CharField(primary_key=True, max_length=64)
    number = models.BigIntegerField(default=0)

    class Meta:
        db_table = "journal_cursor"

    def __str__(self) -> str:
        return f"{self.consumer} at {self.number}"
