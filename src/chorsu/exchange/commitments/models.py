"""What the database stores of commitments: what was promised to whom, and every act on it. Its two sides alone see it.

Periods are stored nowhere: they are computed from the rule, and how they stand is read from the acts and deliveries.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from chorsu.exchange.commitments.periods import Every
from chorsu.handling.models import Marked
from chorsu.kernel.ids import uuid7

__all__ = ["Commitment", "CommitmentChange"]


class Commitment(Marked):
    """A regular exchange between two authorities; its provider proposed it to `partner`, and both are its audience.

    `way` says who sends. What the provider promises alone stands at once; all else when the partner accepts it.
    `substances` are codes of the vocabulary, `next_at` is when the worker looks again. What was proposed never changes;
    `state` and `version` are those after the newest act.
    """

    class Way(models.TextChoices):
        """Who sends: the provider (whose promise needs no consent), the partner, or both."""

        GIVES = "gives"
        ASKS = "asks"
        MUTUAL = "mutual"

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed"
        STANDING = "standing"
        DECLINED = "declined"
        ENDED = "ended"

    id = models.UUIDField(primary_key=True, default=uuid7)
    partner = models.IntegerField()
    way = models.CharField(max_length=8, choices=Way)
    subject = models.TextField()
    substances = ArrayField(models.TextField(), default=list)
    channel = models.CharField(max_length=16)
    every = models.CharField(max_length=12, choices=[(str(one), str(one)) for one in Every])
    first = models.DateField()
    grace = models.SmallIntegerField(default=0)
    since = models.DateField()
    last = models.DateField(null=True)
    basis = models.TextField()
    contact = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=State)
    at = models.DateTimeField()
    by = models.IntegerField()
    by_name = models.TextField()
    next_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "exchange_commitment"
        constraints = (
            models.CheckConstraint(condition=~Q(partner=F("provider_id")), name="nobody_promises_to_oneself"),
        )
        indexes = (
            models.Index(fields=("partner", "state"), name="exchange_commitment_partner"),
            models.Index(fields=("provider_id", "state"), name="exchange_commitment_own"),
            models.Index(fields=("next_at",), condition=Q(next_at__isnull=False), name="exchange_commitment_next"),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"

    @property
    def senders(self) -> tuple[int, ...]:
        """The authorities that send."""
        both = {self.Way.GIVES: (self.provider_id,), self.Way.ASKS: (self.partner,)}
        return both.get(self.Way(self.way), (self.provider_id, self.partner))

    def other(self, side: int) -> int:
        """The other of its two sides."""
        return self.partner if side == self.provider_id else self.provider_id


class CommitmentChange(models.Model):
    """One act on a commitment, in order from 2: it was proposed by the first. Never changed; seen by its two sides.

    `side` is whose period it is, `period` its number; one of `message`, `report` (what a hand-in brought,
    `records.Report`) and `statement` (`returns.Return`) is what fulfils it. `state` is that after it.
    """

    class Kind(models.TextChoices):
        """What was done, by one of the sides or by the clock."""

        ACCEPTED = "accepted"
        DECLINED = "declined"
        ENDED = "ended"
        FULFILLED = "fulfilled"
        UNFULFILLED = "unfulfilled"
        NOTHING = "nothing-to-report"
        REMINDED = "reminded"
        LATE = "late"

    id = models.UUIDField(primary_key=True, default=uuid7)
    commitment = models.ForeignKey(Commitment, on_delete=models.DO_NOTHING, related_name="changes")
    number = models.IntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.TextField(blank=True, default="")
    words = models.TextField(blank=True, default="")
    ground = models.CharField(max_length=32, blank=True, default="")
    side = models.IntegerField(null=True)
    period = models.IntegerField(null=True)
    message = models.UUIDField(null=True)
    report = models.UUIDField(null=True)
    statement = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=Commitment.State)

    class Meta:
        db_table = "exchange_commitment_change"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("commitment", "number"), name="acts_on_a_commitment_stand_in_order"),
            models.UniqueConstraint(
                fields=("commitment", "side", "period", "kind"),
                condition=Q(kind__in=["reminded", "late"]),
                name="the_clock_tells_of_a_period_once",
            ),
            models.CheckConstraint(
                condition=Q(side=None, period=None, kind__in=["accepted", "declined", "ended"])
                | (
                    Q(side__isnull=False, period__gte=1)
                    & Q(kind__in=["fulfilled", "unfulfilled", "nothing-to-report", "reminded", "late"])
                ),
                name="an_act_is_of_a_period_or_of_the_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind="fulfilled", message__isnull=False, report=None, statement=None)
                | Q(kind="fulfilled", message=None, report__isnull=False, statement=None)
                | Q(kind="fulfilled", message=None, report=None, statement__isnull=False)
                | (~Q(kind="fulfilled") & Q(message=None, report=None, statement=None)),
                name="one_thing_fulfils",
            ),
        )
        indexes = (
            models.Index(fields=("message",), condition=Q(message__isnull=False), name="exchange_commitment_message"),
            models.Index(fields=("report",), condition=Q(report__isnull=False), name="exchange_commitment_report"),
            models.Index(
                fields=("statement",), condition=Q(statement__isnull=False), name="exchange_commitment_return"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.commitment_id}"
