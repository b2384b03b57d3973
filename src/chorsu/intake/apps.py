"""The Django app of intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Intake."""

    name = "chorsu.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
