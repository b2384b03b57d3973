"""What the database stores of handling: the register of principals, and the marking that records inherit."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.handling.rules import Marking

__all__ = ["Marked", "PrincipalRow"]


class PrincipalRow(models.Model):
    """A principal by its number. Rows are added by `directory`, never changed, never reused."""

    id = models.AutoField(primary_key=True)
    kind = models.CharField(max_length=16)
    code = models.CharField(max_length=64)

    class Meta:
        db_table = "handling_principal"
        constraints = (models.UniqueConstraint(fields=("kind", "code"), name="one_principal_a_code"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"


class Marked(models.Model):
    """The columns of a marking. Every marked table has exactly these; the policies are compiled over their names."""

    provider_id = models.IntegerField()
    audience = ArrayField(models.IntegerField())
    exclusions = ArrayField(models.IntegerField(), default=list)
    until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def marking(self) -> Marking:
        """The marking as the rule knows it."""
        return Marking(self.provider_id, frozenset(self.audience), frozenset(self.exclusions), self.until)

    @marking.setter
    def marking(self, marking: Marking) -> None:
        self.provider_id = marking.provider
        self.audience = sorted(marking.audience)
        self.exclusions = sorted(marking.exclusions)
        self.until = marking.until
