"""Addresses of the duty desk."""

from django.urls import path

from chorsu.desk.duty import card, desk, handing, log, roster

urlpatterns = [
    path("", desk.desk, name="duty"),
    path("log/", log.log, name="duty-log"),
    path("roster/", roster.roster, name="duty-roster"),
    path("roster/<uuid:identifier>/off/", roster.off, name="duty-off"),
    path("hand-over/", handing.hand_over, name="duty-hand-over"),
    path("hand-over/<uuid:identifier>/", handing.handed, name="duty-handed"),
    path("card/<uuid:identifier>/", card.card, name="duty-card"),
]
