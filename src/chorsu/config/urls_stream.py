"""The addresses of the live stream: for pages, and for programs."""

from __future__ import annotations

from django.urls import include, path

from chorsu.config import machine_stream
from chorsu.desk.stream import views
from chorsu.ui import away

urlpatterns = [
    path("api/v1/stream", machine_stream.stream, name="api-stream"),
    path("", include("chorsu.desk.stream.urls")),
]
handler404 = views.absent
handler500 = away.failed
