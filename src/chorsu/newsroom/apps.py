"""The Django app of newsroom."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Newsroom."""

    name = "chorsu.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
