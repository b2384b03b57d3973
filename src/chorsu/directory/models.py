"""What the database stores of the directory: states, agencies, groups and the users of the system."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

__all__ = ["Agency", "Group", "State", "User"]


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
