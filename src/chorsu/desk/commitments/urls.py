"""Addresses of commitments, below those of the exchange."""

from django.urls import path

from chorsu.desk.commitments import acts, overview, page, proposing

urlpatterns = [
    path("commitments/", overview.listed, name="commitments"),
    path("commitments/new/", proposing.new, name="commitment-new"),
    path("commitments/<uuid:identifier>/", page.one, name="commitment"),
    path("commitments/<uuid:identifier>/<str:act>/", acts.commitment_act, name="commitment-act"),
]
