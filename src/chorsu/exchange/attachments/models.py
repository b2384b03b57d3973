"""What the database stores of a file that goes with a message; its sealed bytes lie in the store."""

from __future__ import annotations

from django.db import models

from chorsu.exchange.messages.models import Message, Translation
from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["Attachment"]


class Attachment(Marked):
    """A file of a message, or of a translation of it; who attached it is its provider. Seen by whoever sees that.

    `digest` is the SHA-256 of the file, `size` its bytes; the store has it sealed, under the digest `sealed`, and only
    `key` opens it: without the row the bytes say nothing. `persons`: its words by themselves lead to somebody.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    translation = models.ForeignKey(Translation, on_delete=models.DO_NOTHING, null=True, related_name="attachments")
    number = models.SmallIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=8)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    sealed = models.CharField(max_length=64)
    key = models.BinaryField()
    persons = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.IntegerField(null=True)

    class Meta:
        db_table = "exchange_attachment"
        ordering = ("number",)
        indexes = (models.Index(fields=("message", "number"), name="exchange_attachment_of"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind} of {self.message_id}"
