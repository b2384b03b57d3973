"""Addresses of the pages of handling."""

from django.urls import path

from chorsu.desk.handling import permissions, recalls, reviews, subjects

urlpatterns = [
    path("", recalls.overview, name="recalled"),
    path("recalled/<uuid:identifier>/receipt/", recalls.receipt, name="recall-receipt"),
    path("recalled/flags/<uuid:identifier>/", recalls.settled, name="recall-settled"),
    path("permissions/", permissions.overview, name="permissions"),
    path("permissions/ask/<uuid:identifier>/", permissions.asked, name="permission-ask"),
    path("permissions/<uuid:identifier>/", permissions.answered, name="permission-answer"),
    path("reviews/", reviews.overview, name="reviews"),
    path("reviews/<uuid:identifier>/", reviews.extended, name="review-extend"),
    path("subjects/", subjects.overview, name="subjects"),
    path("subjects/act/", subjects.act, name="subject-act"),
]
