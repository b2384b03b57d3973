"""Addresses of the start page."""

from django.urls import path

from chorsu.desk.start import views

urlpatterns = [
    path("", views.start, name="start"),
    path("enter/", views.enter, name="enter"),
    path("leave/", views.leave, name="leave"),
    path("standing/", views.standing, name="standing"),
    path("replay/", views.steer, name="replay"),
]
