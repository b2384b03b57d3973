"""The address of the live stream."""

from __future__ import annotations

from django.urls import include, path

from chorsu.ui import away

urlpatterns = [
    path("", include("chorsu.desk.stream.urls")),
]
handler500 = away.failed
