"""What the database stores of the directory: states, agencies, groups, users of the system, posts of persons."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.directory.sourced import Sourced
from chorsu.handling.models import Marked
from chorsu.handling.rules import EVERYBODY
from chorsu.kernel.ids import uuid7

__all__ = ["Agency", "Group", "Post", "State", "User"]


class State(models.Model):
    """A state that takes part; its code is ISO 3166-1 alpha-2, its number that of its principal."""

    principal = models.OneToOneField("handling.PrincipalRow", on_delete=models.PROTECT, primary_key=True)
    code = models.CharField(max_length=2, unique=True)
    member = models.BooleanField(default=True)

    class Meta:
        db_table = "directory_state"

    def __str__(self) -> str:
        return self.code


class Agency(models.Model):
    """A competent authority of a state, or the centre itself (no state); `example` marks an invented one."""

    principal = models.OneToOneField("handling.PrincipalRow", on_delete=models.PROTECT, primary_key=True)
    code = models.SlugField(max_length=64, unique=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, related_name="agencies")
    name_en = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    example = models.BooleanField(default=False)

    class Meta:
        db_table = "directory_agency"

    def __str__(self) -> str:
        return self.name_en


class Group(models.Model):
    """A standing group of agencies, named as one in an audience."""

    principal = models.OneToOneField("handling.PrincipalRow", on_delete=models.PROTECT, primary_key=True)
    code = models.SlugField(max_length=64, unique=True)
    name_en = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    agencies = models.ManyToManyField(Agency, related_name="groups")

    class Meta:
        db_table = "directory_group"

    def __str__(self) -> str:
        return self.name_en


class User(AbstractUser):
    """A person who signs in: an officer of one agency, with roles; `example` marks an invented one."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="officers")
    roles = ArrayField(models.CharField(max_length=16), default=list)
    title_en = models.CharField(max_length=200, blank=True)
    title_ru = models.CharField(max_length=200, blank=True)
    example = models.BooleanField(default=False)

    class Meta(AbstractUser.Meta):
        db_table = "directory_user"


class Post(Marked, Sourced):
    """An office that a text says somebody held: the name as written and in its normal form, rank, post, organisation.

    `since` and `until_day` are as far as known, `seen_on` is the day of the text; `acting_for` names whom or what the
    person stood in for. `public` says that the text was public: only such a post is told in "who is who".
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.TextField()
    name_form = models.TextField()
    title = models.TextField(blank=True, default="")
    post = models.TextField(blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    since = models.DateField(null=True)
    until_day = models.DateField(null=True)
    seen_on = models.DateField(null=True)
    acting = models.BooleanField(default=False)
    acting_for = models.TextField(blank=True, default="")
    public = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)
    version = models.IntegerField(default=1)
    entered_at = models.DateTimeField()
    entered_by = models.IntegerField(null=True)

    class Meta:
        db_table = "directory_post"
        indexes = (
            models.Index(fields=("name_form",), name="directory_post_name"),
            models.Index(fields=("source_document",), name="directory_post_document"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(audience__contains=[EVERYBODY], until=None),
                name="a_public_post_is_for_everybody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.post}"
