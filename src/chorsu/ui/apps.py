"""The Django app of the kit: templates, tags, static files and messages; no model, no URL, no view."""

from django.apps import AppConfig

__all__ = ["UiConfig"]


class UiConfig(AppConfig):
    """`chorsu.ui` in `INSTALLED_APPS`."""

    name = "chorsu.ui"
    label = "ui"
    verbose_name = "Interface"
