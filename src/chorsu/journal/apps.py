"""The Django app of journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Journal."""

    name = "chorsu.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
