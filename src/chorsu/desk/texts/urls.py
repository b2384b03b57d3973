"""Addresses of texts handed in."""

from __future__ import annotations

from django.urls import path

from chorsu.desk.texts import acts, bulk, pages, quality, views

urlpatterns = [
    path("", views.overview, name="texts"),
    path("paste/", acts.paste, name="text-paste"),
    path("passed/", bulk.passed, name="texts-passed"),
    path("passed/review/", bulk.review, name="texts-review"),
    path("quality/", quality.quality, name="reading-quality"),
    path("quality/examples.jsonl", quality.examples, name="reading-examples"),
    path("<uuid:identifier>/page/<int:number>.png", pages.picture, name="text-page"),
    path("<uuid:identifier>/", views.one, name="text"),
    path("<uuid:identifier>/act/", acts.act, name="text-act"),
]
