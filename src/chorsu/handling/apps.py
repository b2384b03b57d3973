"""The Django app of handling."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """Handling."""

    name = "chorsu.handling"
    label = "handling"
    default_auto_field = "django.db.models.BigAutoField"
