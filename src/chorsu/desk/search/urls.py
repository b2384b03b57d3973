"""Address of search."""

from __future__ import annotations

from django.urls import path

from chorsu.desk.search import views

urlpatterns = [path("", views.page, name="search")]
