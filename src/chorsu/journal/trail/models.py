"""What the database stores of the audit trail: the outbox, the numbered entries, their words, the closed spans."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

__all__ = ["TrailOutboxRow", "TrailRow", "TrailSealRow", "TrailWordsRow"]


class _TrailAct(models.Model):
    """What one request leaves. The fields are those of `journal.trail.entries.Trace`."""

    act = models.CharField(max_length=32)
    page = models.CharField(max_length=64)
    status = models.SmallIntegerField(default=0)
    actor_id = models.IntegerField(null=True)
    agency_id = models.IntegerField(null=True)
    purpose = models.CharField(max_length=64, blank=True, default="")
    at = models.DateTimeField()
    opened = ArrayField(models.UUIDField(), default=list)
    shown = models.BigIntegerField(null=True)
    digest = models.BinaryField(max_length=32, null=True)
    words = models.BinaryField(max_length=32, null=True)

    class Meta:
        abstract = True


class TrailOutboxRow(_TrailAct):
    """What a request left and that waits for its number."""

    id = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "journal_trail_outbox"

    def __str__(self) -> str:
        return f"{self.act} {self.page}"


class TrailRow(_TrailAct):
    """A numbered entry of the trail. No role may change one; removed are whole closed spans alone."""

    number = models.BigIntegerField(primary_key=True)
    act_id = models.UUIDField(unique=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "journal_trail"
        indexes = (
            models.Index(fields=("at",), name="journal_trail_at"),
            models.Index(fields=("actor_id", "-number"), name="journal_trail_actor"),
            GinIndex(fields=("opened",), name="journal_trail_opened"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.page}"


class TrailWordsRow(models.Model):
    """The words of a filter or a search, with the salt of their hash; erasing the row unties them from the entry."""

    act_id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    salt = models.BinaryField(max_length=16)
    said = models.JSONField()

    class Meta:
        db_table = "journal_trail_words"
        indexes = (models.Index(fields=("at",), name="journal_trail_words_at"),)

    def __str__(self) -> str:
        return str(self.act_id)


class TrailSealRow(models.Model):
    """A closed span: its first and last number, the hash of its last entry. Its entries are gone."""

    last = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField()
    head = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        db_table = "journal_trail_seal"

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"
