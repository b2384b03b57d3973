"""The Django app of returns."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Returns."""

    name = "chorsu.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"
