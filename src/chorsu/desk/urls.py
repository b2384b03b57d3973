"""Addresses of the officers' pages, one include a room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("chorsu.desk.home.urls")),
    path("start/", include("chorsu.desk.start.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
