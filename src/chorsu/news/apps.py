"""The Django app of news."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """News."""

    name = "chorsu.news"
    label = "news"
    default_auto_field = "django.db.models.BigAutoField"
