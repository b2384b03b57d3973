"""What the database stores of messages: the message, its delivery to each addressee, acts on that, translations.

A message holds no addressee once it is sent: each has a delivery of its own, which only its two sides see, and the
policy lets an addressee see a message by that delivery alone.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from chorsu.handling.models import Handled, Marked
from chorsu.kernel.ids import uuid7

__all__ = ["ANSWERS", "STANDS", "Delivery", "DeliveryChange", "Message", "Notice", "Sending", "Translation"]


class Message(Handled):
    """One message; its provider is the authority that sends it, and only that stands in its audience.

    `thread` is the identifier of the first message, `answers` what this one answers. `to` are principals, agencies and
    groups, while it is a draft; `transfer` what is said of personal data till then, `fulfils` which period of which
    commitment it is to fulfil. `personal`: whether it names
    persons, as its writer says; null while nobody said so. `question` is that of `saying.Question`; `ground` a code of
    `handling.grounds`. `writers` wrote on the draft, `released_by` let it go where four eyes were wanted: the database
    asks that it is none of them.
    """

    class Kind(models.TextChoices):
        """What kind of message (GLOSSARY, Exchange)."""

        SPONTANEOUS = "spontaneous"
        REQUEST = "request"
        ALERT = "alert"
        REPLY = "reply"
        REFUSAL = "refusal"
        CLARIFICATION = "clarification"

    class Precedence(models.IntegerChoices):
        """How soon it is looked at; the greater the sooner."""

        ROUTINE = 0
        PRIORITY = 1
        IMMEDIATE = 2
        FLASH = 3

    class State(models.TextChoices):
        """Where it stands; one that waits is with a second officer of the same authority."""

        DRAFT = "draft"
        WAITING = "waiting"
        SENT = "sent"
        RECALLED = "recalled"

    id = models.UUIDField(primary_key=True, default=uuid7)
    thread = models.UUIDField()
    answers = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, db_constraint=False)
    kind = models.CharField(max_length=16, choices=Kind)
    channel = models.CharField(max_length=16)
    precedence = models.SmallIntegerField(choices=Precedence, default=Precedence.ROUTINE)
    urgency = models.CharField(max_length=2, blank=True, default="")
    subject = models.TextField()
    body = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8)
    question = models.JSONField(default=dict)
    ground = models.CharField(max_length=32, blank=True, default="")
    personal = models.BooleanField(null=True)
    to = ArrayField(models.IntegerField(), default=list)
    transfer = models.JSONField(null=True)
    fulfils = models.JSONField(null=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    four_eyes = models.BooleanField(default=False)
    writers = ArrayField(models.IntegerField(), default=list)
    changed_at = models.DateTimeField()
    returned_why = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.IntegerField(null=True)
    sent_name = models.TextField(blank=True, default="")
    released_by = models.IntegerField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_why = models.TextField(blank=True, default="")
    version = models.IntegerField(default=0)
    synthetic = models.BooleanField(default=False)

    class Meta(Handled.Meta):
        abstract = False
        db_table = "exchange_message"
        constraints = (  # type: ignore[assignment] # more than the base has
            *Handled.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=["draft", "waiting"])
                | Q(sent_at__isnull=False, to=[], transfer__isnull=True, fulfils__isnull=True),
                name="a_sent_message_holds_no_addressee",
            ),
        )
        indexes = (
            models.Index(fields=("thread", "sent_at"), name="exchange_message_thread"),
            models.Index(fields=("provider_id", "state", "-changed_at"), name="exchange_message_own"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state} {self.id}"


class Delivery(Marked):
    """A message at one addressee: both are authorities, and the two are its whole audience.

    What it says of the message is what may be known after a recall: the kind, how soon, since when. `asks` and
    `answers` are the codes of the two states at receipt, empty for an authority of none. `state` is `told` where no
    answer is wanted. `due_at` is always what `deadlines.counting.Clock` says of the changes; null while it does not
    run. `next_at` is when the worker looks again.
    """

    class State(models.TextChoices):
        """Where the answer stands."""

        TOLD = "told"
        OPEN = "open"
        PAUSED = "paused"
        ANSWERED = "answered"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid7)
    message = models.ForeignKey(Message, on_delete=models.DO_NOTHING, related_name="deliveries")
    thread = models.UUIDField()
    sender = models.IntegerField()
    addressee = models.IntegerField()
    asks = models.CharField(max_length=2, blank=True)
    answers = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=16, choices=Message.Kind)
    precedence = models.SmallIntegerField(choices=Message.Precedence)
    urgency = models.CharField(max_length=2, blank=True, default="")
    state = models.CharField(max_length=16, choices=State)
    received_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_name = models.TextField(blank=True, default="")
    assigned_to = models.IntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=32, blank=True, default="")
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    level = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=0)
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "exchange_delivery"
        constraints = (
            models.UniqueConstraint(fields=("message", "addressee"), name="a_message_is_delivered_once"),
            models.CheckConstraint(condition=~Q(sender=F("addressee")), name="nobody_writes_to_oneself"),
        )
        indexes = (
            models.Index(fields=("addressee", "state", "due_at"), name="exchange_delivery_waiting"),
            models.Index(fields=("sender", "state"), name="exchange_delivery_sent"),
            models.Index(fields=("thread",), name="exchange_delivery_thread"),
            models.Index(fields=("next_at",), condition=Q(next_at__isnull=False), name="exchange_delivery_next"),
        )

    def __str__(self) -> str:
        return f"{self.message_id} at {self.addressee}: {self.state}"


ANSWERS = (Delivery.State.OPEN, Delivery.State.PAUSED)
"""Where an answer is still owed."""
STANDS = (*ANSWERS, Delivery.State.TOLD)
"""Where a message stands with its addressee: neither answered nor taken back."""


class DeliveryChange(models.Model):
    """What one act did to a delivery, in order from 1; never changed. Seen by the two sides of the delivery.

    `amount` is what an extension adds, in hours or days as the rule counts; `officer` who has it since; `message` what
    was sent, or taken back, with the act. `state` and `due_at` are those after it.
    """

    class Kind(models.TextChoices):
        """What was done, by the addressee, by the sender, or by the clock."""

        OPENED = "opened"
        ACKNOWLEDGED = "acknowledged"
        ASSIGNED = "assigned"
        PAUSED = "paused"
        ANSWERED = "answered"
        REFUSED = "refused"
        RESUMED = "resumed"
        REOPENED = "reopened"
        EXTENDED = "extended"
        WITHDRAWN = "withdrawn"
        REMINDED = "reminded"
        ESCALATED = "escalated"

    id = models.UUIDField(primary_key=True, default=uuid7)
    delivery = models.ForeignKey(Delivery, on_delete=models.DO_NOTHING, related_name="changes")
    number = models.IntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    at = models.DateTimeField()
    by = models.IntegerField(null=True)
    by_name = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    amount = models.IntegerField(null=True)
    officer = models.IntegerField(null=True)
    ground = models.CharField(max_length=32, blank=True, default="")
    message = models.UUIDField(null=True)
    state = models.CharField(max_length=16, choices=Delivery.State)
    due_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "exchange_delivery_change"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("delivery", "number"), name="changes_stand_in_order"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.delivery_id}"


class Notice(Marked):
    """That a deadline presses, told to `people` of one authority, its whole audience; without a word of the message.

    `number` is that of the change of the delivery that the clock made. Of a hand-over that nobody signed, `delivery_id`
    is that hand-over, and both sides are its authority; of a period of a commitment, it is the act that the clock did.
    """

    class Kind(models.TextChoices):
        """What the clock did."""

        REMINDER = "reminder"
        ESCALATION = "escalation"
        LATE = "late"
        HANDOVER = "handover"
        COMMITMENT = "commitment"
        COMMITMENT_LATE = "commitment-late"

    id = models.UUIDField(primary_key=True, default=uuid7)
    delivery_id = models.UUIDField()
    kind = models.CharField(max_length=16, choices=Kind)
    level = models.SmallIntegerField(default=0)
    number = models.IntegerField(default=0)
    people = ArrayField(models.IntegerField(), default=list)
    sender = models.IntegerField()
    addressee = models.IntegerField()
    precedence = models.SmallIntegerField(choices=Message.Precedence)
    due_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "exchange_notice"
        constraints = (
            models.UniqueConstraint(fields=("delivery_id", "kind", "level", "number"), name="a_notice_is_given_once"),
        )
        indexes = (models.Index(fields=("provider_id", "-at"), name="exchange_notice_newest"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.level} {self.delivery_id}"


class Translation(Marked):
    """A message in another language, beside it; the authority that made it is its provider.

    The sender's is seen by all who see the message, an addressee's by that addressee alone. A later one of the same
    authority and language stands for the earlier.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    message = models.ForeignKey(Message, on_delete=models.DO_NOTHING, related_name="translations")
    language = models.CharField(max_length=8)
    version = models.IntegerField()
    subject = models.TextField()
    body = models.TextField(blank=True, default="")
    by = models.IntegerField()
    by_name = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "exchange_translation"
        constraints = (
            models.UniqueConstraint(
                fields=("message", "provider_id", "language", "version"), name="a_translation_has_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.language} {self.version} of {self.message_id}"


class Sending(Marked):
    """How an authority sends: whether a second officer releases every message. Seen and set by that authority."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    authority = models.IntegerField(unique=True)
    four_eyes = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "exchange_sending"

    def __str__(self) -> str:
        return f"{self.authority}: {'four eyes' if self.four_eyes else 'alone'}"
