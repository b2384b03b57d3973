"""What the database stores of the exchange; each part keeps its models beside its services."""

from chorsu.exchange.messages.models import Delivery, DeliveryChange, Message, Notice, Sending, Translation
from chorsu.exchange.watches.models import Alert, AlertChange, AlertRecord, Digest, Mailing, Watch

__all__ = [
    "Alert",
    "AlertChange",
    "AlertRecord",
    "Delivery",
    "DeliveryChange",
    "Digest",
    "Mailing",
    "Message",
    "Notice",
    "Sending",
    "Translation",
    "Watch",
]
