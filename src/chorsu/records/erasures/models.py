"""What the database stores of erasures by law: those that are proposed, and those that were carried out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from chorsu.handling.models import Marked

__all__ = ["ABOUT_ERASING", "Erasure", "ErasureProposal"]

ABOUT_ERASING = ("seizure.erasure-proposed", "seizure.erasure-withdrawn", "seizure.erasure-refused")
"""Entries that change nothing of a record: what they say the journal alone keeps."""


class Erasure(Marked):
    """That a seizure was erased on a legal ground, and when; marked as it was. Of what it said nothing is left.

    `proposed_by` is who proposed it, `by` who confirmed; both are empty where the time of the record was over and
    nobody decided.
    """

    seizure = models.UUIDField(primary_key=True)
    report = models.UUIDField()
    version = models.IntegerField()
    ground = models.CharField(max_length=32)
    words = models.TextField()
    """The decision or the article, for the provider."""
    synthetic = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    proposed_by = models.IntegerField(null=True)

    class Meta:
        db_table = "records_erasure"
        constraints = (
            models.CheckConstraint(
                condition=Q(proposed_by=None) | Q(by=None) | ~Q(proposed_by=F("by")),
                name="an_erasure_is_confirmed_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seizure} {self.ground}"


class ErasureProposal(Marked):
    """That an officer of the provider proposes to erase a seizure, which waits for another; the provider's alone.

    It is there while it waits: withdrawn, refused or carried out it goes, and the journal keeps that it was there.
    """

    seizure = models.UUIDField(primary_key=True)
    ground = models.CharField(max_length=32)
    words = models.TextField()
    proposed_by = models.IntegerField()
    proposed_at = models.DateTimeField()

    class Meta:
        db_table = "records_erasure_proposal"

    def __str__(self) -> str:
        return f"{self.seizure} {self.ground}"
