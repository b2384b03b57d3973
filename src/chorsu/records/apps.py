"""The Django app of records."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records."""

    name = "chorsu.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
