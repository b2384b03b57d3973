"""The address of the live stream."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("chorsu.desk.stream.urls")),
]
