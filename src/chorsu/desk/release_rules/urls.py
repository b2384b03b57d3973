"""Addresses of the standing release rules."""

from django.urls import path

from chorsu.desk.release_rules import views

urlpatterns = [
    path("", views.rules, name="release-rules"),
    path("new/", views.new, name="release-rule-new"),
    path("make/", views.make, name="release-rule-make"),
    path("<uuid:rule>/approve/", views.approve, name="release-rule-approve"),
    path("<uuid:rule>/off/", views.off, name="release-rule-off"),
]
