"""What the database stores of the exchange; each part keeps its models beside its services."""

from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.duty.models import HandOver, LogEntry
from chorsu.exchange.hooks.models import Call, Hook
from chorsu.exchange.messages.models import Delivery, DeliveryChange, Message, Notice, Sending, Translation
from chorsu.exchange.templates.models import Template
from chorsu.exchange.watches.models import Alert, AlertChange, AlertRecord, Digest, Mailing, Watch

__all__ = [
    "Alert",
    "AlertChange",
    "AlertRecord",
    "Attachment",
    "Call",
    "Commitment",
    "CommitmentChange",
    "Delivery",
    "DeliveryChange",
    "Digest",
    "HandOver",
    "Hook",
    "LogEntry",
    "Mailing",
    "Message",
    "Notice",
    "Sending",
    "Template",
    "Translation",
    "Watch",
]
