"""Addresses of the audit trail."""

from __future__ import annotations

from django.urls import path

from chorsu.desk.audit import views

urlpatterns = [
    path("", views.trail, name="audit"),
    path("download.csv", views.download, name="audit-download"),
    path("<int:number>/", views.one, name="audit-entry"),
    path("<int:number>/erase/", views.erase, name="audit-erase"),
]
