"""Addresses of the officers' application: the pages, and the machine door."""

from __future__ import annotations

from django.urls import include, path

from chorsu.ui import away

urlpatterns = [
    path("api/", include("chorsu.api.urls")),
    path("", include("chorsu.desk.urls")),
]
handler500 = away.failed
