"""Addresses of the templates that go out."""

from django.urls import path

from chorsu.desk.templates_out import views

urlpatterns = [
    path("", views.overview, name="templates-out"),
    path("<slug:name>/", views.one, name="template-out"),
    path("<slug:name>/download/", views.download, name="template-out-download"),
]
