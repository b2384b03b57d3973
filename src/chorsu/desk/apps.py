"""The Django app of desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk."""

    name = "chorsu.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to signing in, for the audit trail."""
        from chorsu.desk.account.traces import listen

        listen()
