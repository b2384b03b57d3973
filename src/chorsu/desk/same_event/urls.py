"""Addresses of "Same event?"."""

from django.urls import path

from chorsu.desk.same_event import views

urlpatterns = [
    path("", views.overview, name="same-event"),
    path("<uuid:identifier>/", views.one, name="same-event-pair"),
    path("<uuid:identifier>/decide/", views.decide, name="same-event-decide"),
]
