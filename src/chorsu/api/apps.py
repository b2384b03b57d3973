"""The machine door as a Django app: its words alone."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["ApiConfig"]


class ApiConfig(AppConfig):
    """Has no tables."""

    name = "chorsu.api"
    label = "api"
