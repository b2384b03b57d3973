"""What the database stores of an authority's prepared messages."""

from __future__ import annotations

from django.db import models

from chorsu.exchange.messages.models import Message
from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["Template"]


class Template(Marked):
    """A message prepared by an authority, its provider and whole audience; to nobody yet, and about nobody.

    `about` is what a question built from it asks about (`saying.About`), empty for none. One that is changed is ended,
    and another stands in its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=16, choices=Message.Kind)
    channel = models.CharField(max_length=16)
    precedence = models.SmallIntegerField(choices=Message.Precedence)
    urgency = models.CharField(max_length=2, blank=True, default="")
    language = models.CharField(max_length=8)
    about = models.CharField(max_length=16, blank=True, default="")
    subject = models.TextField()
    body = models.TextField(blank=True, default="")
    made_by = models.IntegerField()
    made_name = models.TextField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_template"
        constraints = (
            models.UniqueConstraint(
                fields=("provider_id", "name"), condition=models.Q(ended_at=None), name="a_template_has_its_name"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.provider_id}"
