"""Addresses of the standing rules."""

from django.urls import path

from chorsu.desk.rules import views

urlpatterns = [
    path("", views.rules, name="rules"),
    path("save/", views.save, name="rules-save"),
    path("table/<uuid:table>/", views.table, name="rules-table"),
]
