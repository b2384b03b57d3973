"""Addresses of the pages of handling."""

from django.urls import path

from chorsu.desk.handling import recalls

urlpatterns = [
    path("", recalls.overview, name="recalled"),
    path("recalled/<uuid:identifier>/receipt/", recalls.receipt, name="recall-receipt"),
    path("recalled/flags/<uuid:identifier>/", recalls.settled, name="recall-settled"),
]
