"""Addresses of the officers' application."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("chorsu.desk.urls")),
]
