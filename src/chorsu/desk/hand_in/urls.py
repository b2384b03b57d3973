"""Addresses of handing in."""

from __future__ import annotations

from django.urls import path

from chorsu.desk.hand_in import acts, views

urlpatterns = [
    path("", views.overview, name="hand-in"),
    path("upload/", acts.upload, name="hand-in-upload"),
    path("<uuid:identifier>/", views.one, name="hand-in-one"),
    path("<uuid:identifier>/progress/", views.progress, name="hand-in-progress"),
    path("<uuid:identifier>/audience/", views.audience, name="hand-in-audience"),
    path("<uuid:identifier>/repair.csv", views.repair, name="hand-in-repair"),
    path("<uuid:identifier>/columns/", acts.columns, name="hand-in-columns"),
    path("<uuid:identifier>/accept/", acts.accept_draft, name="hand-in-accept"),
    path("<uuid:identifier>/basis/", acts.state_basis, name="hand-in-basis"),
    path("<uuid:identifier>/discard/", acts.discard_draft, name="hand-in-discard"),
    path("<uuid:identifier>/withdraw/", acts.withdraw_all, name="hand-in-withdraw"),
    path("<uuid:identifier>/restore/", acts.restore_all, name="hand-in-restore"),
]
