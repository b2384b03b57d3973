"""What the database stores of standing release rules: one row a rule, which its authority alone sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["ReleaseRule"]


class ReleaseRule(Marked):
    """A rule: of which records (`substances` … `without_persons`), to whom (`to_audience` … `days`), how conditioned.

    An empty list asks for nothing. `least_kg` is the weight from which on, in kilograms; `days` the length of a
    release, none: without an end. With `four_eyes` it is in force once somebody other than its maker approves.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=120)
    substances = ArrayField(models.CharField(max_length=64), default=list)
    least_kg = models.FloatField(null=True)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    without_persons = models.BooleanField(default=True)
    to_audience = ArrayField(models.IntegerField())
    but = ArrayField(models.IntegerField(), default=list)
    days = models.IntegerField(null=True)
    use_codes = ArrayField(models.CharField(max_length=2), default=list)
    dissemination_codes = ArrayField(models.CharField(max_length=2), default=list)
    basis = models.TextField(blank=True, default="", db_default="")
    """On what basis records that tell of persons go abroad by it, and `purpose` why; else such records stay."""
    purpose = models.TextField(blank=True, default="", db_default="")
    four_eyes = models.BooleanField(default=False)
    made_by = models.IntegerField(null=True)
    made_at = models.DateTimeField()
    approved_by = models.IntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)
    off_by = models.IntegerField(null=True)

    class Meta:
        db_table = "records_release_rule"
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(made_by=None) | ~Q(approved_by=F("made_by")),
                name="a_release_rule_is_approved_by_another",
            ),
            models.CheckConstraint(condition=~Q(to_audience=[]), name="a_release_rule_names_somebody"),
        )
        indexes = (models.Index(fields=("provider_id",), name="records_release_rule_of"),)

    def __str__(self) -> str:
        return self.name

    @property
    def in_force(self) -> bool:
        """Whether records are released by it now."""
        return self.off_at is None and (not self.four_eyes or self.approved_at is not None)

    @property
    def since(self) -> dt.datetime:
        """The moment from which on it was in force, or would be."""
        return self.approved_at or self.made_at

    @property
    def waits(self) -> bool:
        """Whether it waits for a second officer."""
        return self.off_at is None and self.four_eyes and self.approved_at is None
