"""Addresses of accepting what a text tells beside seizures."""

from __future__ import annotations

from django.urls import path

from chorsu.desk.accepting import views

urlpatterns = [
    path("<uuid:identifier>/findings/", views.page, name="text-findings"),
    path("<uuid:identifier>/findings/accept/", views.accepted, name="text-findings-accept"),
    path("<uuid:identifier>/findings/back/", views.taken_back, name="text-findings-back"),
]
