"""Addresses of the quality of reports."""

from django.urls import path

from chorsu.desk.quality import views

urlpatterns = [
    path("", views.own, name="quality"),
    path("show/", views.show, name="quality-show"),
    path("hide/", views.hide, name="quality-hide"),
]
