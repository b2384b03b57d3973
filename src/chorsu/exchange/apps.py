"""The Django app of the exchange."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The exchange."""

    name = "chorsu.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
