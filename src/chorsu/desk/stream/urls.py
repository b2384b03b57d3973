"""The address of the live stream."""

from __future__ import annotations

from django.urls import path

from chorsu.desk.stream import views

urlpatterns = [path("stream", views.stream, name="stream")]
