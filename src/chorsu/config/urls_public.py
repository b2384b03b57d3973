"""Addresses of the public site: each page under its language, the root to the reader's."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from chorsu.news import feeds, views
from chorsu.ui import away

urlpatterns = [
    path("", views.root, name="root"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    *i18n_patterns(path("", include("chorsu.news.urls"))),
]
handler404 = views.not_found
handler500 = away.failed
