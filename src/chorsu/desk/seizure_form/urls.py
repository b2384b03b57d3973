"""Addresses of the form of one seizure."""

from __future__ import annotations

from django.urls import path

from chorsu.desk.seizure_form import sending, views, worker

urlpatterns = [
    path("hand-in/seizure/", views.form, name="seizure-form"),
    path("hand-in/seizure/send/", sending.send, name="seizure-send"),
    path("hand-in/seizure/lists.json", views.lists_file, name="seizure-lists"),
    path("hand-in/seizure/places.json", views.places_file, name="seizure-places"),
    path("hand-in/seizure/sheet.xlsx", views.sheet, name="seizure-sheet"),
    path("offline/", worker.offline, name="offline"),
    path("service-worker.js", worker.service_worker, name="service-worker"),
]
