"""Addresses of the officers' application."""

from __future__ import annotations

from django.urls import include, path

from chorsu.ui import away

urlpatterns = [
    path("", include("chorsu.desk.urls")),
]
handler500 = away.failed
