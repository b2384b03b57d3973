"""What the database stores of the newsroom: items with their texts, their history, published snapshots, votes.

`Publication` and `Tally` are all that the public site's role may read, `Vote` all that it may write (see
`chorsu.handling.grants`); the tally is kept by a trigger, so that no role need read a vote.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.directory.sourced import Sourced
from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7
from chorsu.newsroom.texts import LANGUAGES, Text

__all__ = ["Deed", "Item", "Publication", "Tally", "Vote"]


class Item(Marked, Sourced):
    """A news item in its newest version, which need not be the one in public.

    `texts` maps a language to the parts of a `Text`; `original` is the language it was written in. `writers` are the
    users who wrote in this version: none of them may approve it. `published_version` is the last put in public. A draft
    that was made of a text leads back to its words.
    """

    class State(models.TextChoices):
        """Where the newest version stands."""

        DRAFT = "draft"
        SUBMITTED = "submitted"
        APPROVED = "approved"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        DISCARDED = "discarded"

    id = models.UUIDField(primary_key=True, default=uuid7)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    version = models.IntegerField(default=1)
    texts = models.JSONField(default=dict)
    original = models.CharField(max_length=8)
    writers = ArrayField(models.IntegerField())
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    approved_by = models.IntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_html = models.JSONField(default=dict, db_default={}, blank=True)
    """By language, the SHA-256 of the body as it was approved: nothing else can be put in public."""
    slug = models.CharField(max_length=100, blank=True)
    published_version = models.IntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)
    in_public = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "newsroom_item"
        indexes = (models.Index(fields=("state", "-changed_at"), name="newsroom_item_state"),)
        constraints = (
            models.UniqueConstraint(fields=("slug",), condition=~models.Q(slug=""), name="an_address_is_used_once"),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(writers__contains=[models.F("approved_by")]),
                name="a_second_person_approves",
            ),
        )

    def __str__(self) -> str:
        return self.text(self.original).title

    def text(self, language: str) -> Text:
        """The text in a language, empty where there is none."""
        return Text(**self.texts.get(language, {}))

    @property
    def title(self) -> str:
        """The title in the original language, or in the first that has one."""
        return next((text.title for code in (self.original, *LANGUAGES) if (text := self.text(code)).title), "")


class Deed(models.Model):
    """One act upon an item: by whom, when, why; `texts` is what the item said after it, where the act changed that."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="deeds")
    version = models.IntegerField()
    kind = models.CharField(max_length=32)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    texts = models.JSONField(null=True)

    class Meta:
        db_table = "newsroom_deed"
        ordering = ("id",)
        indexes = (models.Index(fields=("item", "id"), name="newsroom_deed_item"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"


class Publication(models.Model):
    """A published snapshot in one language. Only what is in public stands here: withdrawing deletes the row."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    item_id = models.UUIDField()
    language = models.CharField(max_length=8)
    original = models.BooleanField()
    slug = models.CharField(max_length=100)
    title = models.TextField()
    summary = models.TextField(blank=True)
    body_html = models.TextField()
    published_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)
    synthetic = models.BooleanField()

    class Meta:
        db_table = "newsroom_publication"
        indexes = (models.Index(fields=("-published_at", "-item_id"), name="newsroom_publication_newest"),)
        constraints = (
            models.UniqueConstraint(fields=("item_id", "language"), name="an_item_is_public_once_a_language"),
            models.UniqueConstraint(fields=("slug", "language"), name="an_address_leads_to_one_item"),
        )

    def __str__(self) -> str:
        return self.title


class Vote(models.Model):
    """One visitor's 1 to 5 stars for one item; `voter` is a keyed hash that differs from item to item."""

    pk = models.CompositePrimaryKey("item_id", "voter")
    item_id = models.UUIDField()
    voter = models.BinaryField(max_length=32)
    stars = models.SmallIntegerField()

    class Meta:
        db_table = "newsroom_vote"
        constraints = (models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="stars_are_one_to_five"),)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.stars}"


class Tally(models.Model):
    """How many votes an item has and the sum of their stars."""

    item_id = models.UUIDField(primary_key=True)
    votes = models.IntegerField(default=0)
    stars = models.IntegerField(default=0)

    class Meta:
        db_table = "newsroom_tally"

    def __str__(self) -> str:
        return f"{self.item_id}: {self.votes}"
