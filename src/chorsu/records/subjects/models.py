"""What the database stores of requests of data subjects, and of what was forwarded to providers."""

from __future__ import annotations

from django.db import models

from chorsu.kernel.ids import uuid7

__all__ = ["SubjectForward", "SubjectRequest"]


class SubjectRequest(models.Model):
    """Who asks, under which name and identifier as they wrote them, for what, and how it was answered.

    Read by data-protection officers, and by an authority to which it was forwarded.
    """

    class Asks(models.TextChoices):
        """What is asked for."""

        ACCESS = "access"
        CORRECTION = "correction"
        ERASURE = "erasure"

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.TextField()
    identifier = models.TextField(blank=True, default="")
    asks = models.CharField(max_length=16, choices=Asks)
    words = models.TextField(blank=True, default="")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    entered_by = models.IntegerField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.IntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_subject_request"

    def __str__(self) -> str:
        return f"{self.asks} {self.received_at:%Y-%m-%d}"


class SubjectForward(models.Model):
    """That a request was forwarded to one authority (a principal), and what that replied."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="forwards")
    authority = models.IntegerField()
    at = models.DateTimeField()
    by = models.IntegerField()
    reply = models.TextField(blank=True, default="")
    replied_by = models.IntegerField(null=True)
    replied_name = models.TextField(blank=True, default="")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_subject_forward"
        constraints = (models.UniqueConstraint(fields=("request", "authority"), name="a_request_is_forwarded_once"),)

    def __str__(self) -> str:
        return f"{self.request_id} {self.authority}"
