"""Addresses of the public site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("chorsu.news.urls")),
]
