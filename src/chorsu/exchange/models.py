"""What the database stores of the exchange; each part keeps its models beside its services."""

from chorsu.exchange.duty.models import HandOver, LogEntry
from chorsu.exchange.hooks.models import Call, Hook
from chorsu.exchange.messages.models import Delivery, DeliveryChange, Message, Notice, Sending, Translation

__all__ = [
    "Call",
    "Delivery",
    "DeliveryChange",
    "HandOver",
    "Hook",
    "LogEntry",
    "Message",
    "Notice",
    "Sending",
    "Translation",
]
