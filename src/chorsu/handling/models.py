"""What the database stores of handling: the register of principals, and the marking that records inherit."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from chorsu.handling.marking import Handling, Release
from chorsu.handling.rules import Marking

__all__ = [
    "HANDLING_COLUMNS",
    "MARKING_COLUMNS",
    "TERM_COLUMNS",
    "Handled",
    "Marked",
    "PrincipalRow",
    "columns_of",
    "whole_columns_of",
]

MARKING_COLUMNS = ("provider_id", "audience", "exclusions", "until", "only_for", "releases", "review_by")
"""Whom a row reaches: every marked table has these, and the policies are compiled over their names."""
_CODES = {"use": "use_codes", "dissemination": "dissemination_codes"}
HANDLING_COLUMNS = tuple(_CODES.get(one.name, one.name) for one in fields(Handling))
"""Under which conditions: a record has these; its parts follow it."""

PERMIT_COLUMNS = ("court_permits", "passing_permits")
TERM_COLUMNS = ("releases", *PERMIT_COLUMNS)
"""The columns that hold terms, as JSON."""


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


def for_crime_alone() -> list[str]:
    """The use that every record has unless its provider says more: only to prevent and combat crime."""
    return ["H0"]


def columns_of(marking: Marking) -> dict[str, Any]:
    """The columns of `Marked` for a marking."""
    return {
        "provider_id": marking.provider,
        "audience": sorted(marking.audience),
        "exclusions": sorted(marking.exclusions),
        "until": marking.until,
        "only_for": None if marking.only_for is None else sorted(marking.only_for),
        "releases": [release.as_json() for release in marking.releases] or None,
        "review_by": marking.review_by,
    }


def whole_columns_of(marking: Marking) -> dict[str, Any]:
    """The columns of `Handled` for a marking."""
    kept = {_CODES.get(one.name, one.name): getattr(marking.handling, one.name) for one in fields(Handling)}
    return columns_of(marking) | {name: _stored(value) for name, value in kept.items()}


def _stored(value: Any) -> Any:
    """A condition as its column keeps it: sets in order, permits as terms."""
    if isinstance(value, frozenset):
        return sorted(value)
    return [permit.as_json() for permit in value] if isinstance(value, tuple) else value


def _terms(said: list[Any]) -> tuple[Release, ...]:
    return tuple(Release.from_json(term) for term in said if isinstance(term, dict))


class Marked(models.Model):
    """The columns of a marking that say whom it reaches. Every marked table has exactly these."""

    provider_id = models.IntegerField()
    audience = ArrayField(models.IntegerField())
    exclusions = ArrayField(models.IntegerField(), default=list)
    until = models.DateTimeField(null=True)
    only_for = ArrayField(models.IntegerField(), null=True)
    releases = models.JSONField(null=True)
    """Further terms of the release expression, each as `Release.as_json` writes it; null where there are none."""
    named = models.GeneratedField(
        expression=models.Func("releases", function="handling_named_in"),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )
    """All principals that the further terms name, worked out by the database: a term is read for those alone."""
    review_by = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def marking(self) -> Marking:
        """The marking as the rule knows it; a part that stores no conditions has those of a plain record."""
        return Marking(
            provider=self.provider_id,
            audience=frozenset(self.audience),
            exclusions=frozenset(self.exclusions),
            until=self.until,
            only_for=None if self.only_for is None else frozenset(self.only_for),
            releases=tuple(Release.from_json(said) for said in self.releases or ()),
            review_by=self.review_by,
            handling=self._handling(),
        )

    @marking.setter
    def marking(self, marking: Marking) -> None:
        for column, value in self._columns(marking).items():
            setattr(self, column, value)

    def _handling(self) -> Handling:
        return Handling()

    def _columns(self, marking: Marking) -> dict[str, Any]:
        return columns_of(marking)


class Handled(Marked):
    """The whole marking of a record: whom it reaches, and under which conditions."""

    use_codes = ArrayField(models.CharField(max_length=2), default=for_crime_alone, db_default=["H0"])
    restriction = models.TextField(blank=True, default="", db_default="")
    dissemination_codes = ArrayField(models.CharField(max_length=2), default=list, db_default=[])
    source_grade = models.CharField(max_length=1, blank=True, default="", db_default="")
    information_grade = models.CharField(max_length=1, blank=True, default="", db_default="")
    graded_as = models.CharField(max_length=64, blank=True, default="", db_default="")
    purposes = ArrayField(models.CharField(max_length=32), default=list, db_default=[])
    pointer = models.CharField(max_length=8, default="nothing", db_default="nothing")
    contact = models.TextField(blank=True, default="", db_default="")
    countable = models.BooleanField(default=False, db_default=False)
    tlp = models.CharField(max_length=16, blank=True, default="", db_default="")
    court_permits = models.JSONField(default=list, db_default=[])
    """Permits, terms as `Release.as_json` writes them; a number alone, of before they had an end, permits nothing."""
    passing_permits = models.JSONField(default=list, db_default=[])

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(use_codes__contained_by=["H0", "H1", "H3"]), name="%(app_label)s_%(class)s_use_is_known"
            ),
            models.CheckConstraint(
                condition=Q(dissemination_codes__contained_by=["H2"]), name="%(app_label)s_%(class)s_h2_is_apart"
            ),
            models.CheckConstraint(
                condition=Q(pointer="nothing") | Q(pointer="contact") & ~Q(contact=""),
                name="%(app_label)s_%(class)s_a_pointer_leads_to_somebody",
            ),
        )

    def _handling(self) -> Handling:
        kept: dict[str, Any] = {one.name: getattr(self, _CODES.get(one.name, one.name)) for one in fields(Handling)}
        permits: dict[str, Any] = {name: _terms(kept.pop(name)) for name in PERMIT_COLUMNS}
        sets = {name: frozenset(value) for name, value in kept.items() if isinstance(value, list)}
        return Handling(**(kept | sets | permits))

    def _columns(self, marking: Marking) -> dict[str, Any]:
        return whole_columns_of(marking)
