"""What the database stores of hooks: an address of an authority, and each call to it, until it came through or died."""

from __future__ import annotations

from django.db import models

from chorsu.kernel.ids import uuid7

__all__ = ["Call", "Hook"]


class Hook(models.Model):
    """An address that is called when something waits for an authority (its number).

    What signs a call is in no row (`hooks.registering.secret_of`). `rests_until`: after a failure, not called before.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    authority = models.IntegerField()
    address = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.IntegerField()
    ended_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_hook"
        indexes = (models.Index(fields=("authority",), condition=models.Q(ended_at=None), name="exchange_hook_live"),)

    def __str__(self) -> str:
        return f"hook of {self.authority}"


class Call(models.Model):
    """One call: of which kind, about what (an identifier), how often it was tried, and how it ended.

    Its own identifier goes with it, so that a receiver who is called twice knows it. `said` is why it failed last.
    `notice`: of a reminder or an escalation, which of those about the same delivery; null of what is no notice.
    """

    class Kind(models.TextChoices):
        """What waits."""

        MESSAGE = "message"
        NOTICE = "notice"
        RECALL = "recall"

    id = models.UUIDField(primary_key=True, default=uuid7)
    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, related_name="calls")
    kind = models.CharField(max_length=16, choices=Kind)
    about = models.UUIDField()
    notice = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0, db_default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    said = models.TextField(default="", db_default="")

    class Meta:
        db_table = "exchange_hook_call"
        constraints = (
            models.UniqueConstraint(
                fields=("hook", "kind", "about", "notice"), name="a_hook_is_called_once_for_it", nulls_distinct=False
            ),
        )
        indexes = (
            models.Index(fields=("next_at",), condition=models.Q(next_at__isnull=False), name="exchange_call_due"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
