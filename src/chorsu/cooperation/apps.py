"""The Django app of cooperation."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """Cooperation."""

    name = "chorsu.cooperation"
    label = "cooperation"
    default_auto_field = "django.db.models.BigAutoField"
