"""What the public site's role may read and write of the newsroom's tables; the newsroom owns and migrates them.

Declared anew so that this process carries none of the officers' applications; a test holds the columns equal.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["Publication", "Tally", "Vote"]

SHOWN_IN = {
    "en": _("Not translated yet; shown in English."),
    "ru": _("Not translated yet; shown in Russian."),
}
"""What readers of another language are told."""


class Publication(models.Model):
    """A published snapshot of an item in one language; `body_html` was made safe when it was published."""

    id = models.UUIDField(primary_key=True)
    item_id = models.UUIDField()
    language = models.CharField(max_length=8)
    original = models.BooleanField()
    slug = models.CharField(max_length=100)
    title = models.TextField()
    summary = models.TextField()
    body_html = models.TextField()
    published_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)
    synthetic = models.BooleanField()

    objects: ClassVar[models.Manager[Publication]] = models.Manager()

    class Meta:
        app_label = "news"
        managed = False
        db_table = "newsroom_publication"

    def __str__(self) -> str:
        return self.title

    @property
    def shown_in(self) -> str:
        """The note for readers of another language."""
        return str(SHOWN_IN[self.language])


class Tally(models.Model):
    """How many votes an item in public has, and the sum of their stars."""

    item_id = models.UUIDField(primary_key=True)
    votes = models.IntegerField()
    stars = models.IntegerField()

    objects: ClassVar[models.Manager[Tally]] = models.Manager()

    class Meta:
        app_label = "news"
        managed = False
        db_table = "newsroom_tally"

    def __str__(self) -> str:
        return f"{self.item_id}: {self.votes}"


class Vote(models.Model):
    """One visitor's stars for one item: written, never read."""

    pk = models.CompositePrimaryKey("item_id", "voter")
    item_id = models.UUIDField()
    voter = models.BinaryField(max_length=32)
    stars = models.SmallIntegerField()

    class Meta:
        app_label = "news"
        managed = False
        db_table = "newsroom_vote"

    def __str__(self) -> str:
        return f"{self.item_id}: {self.stars}"
