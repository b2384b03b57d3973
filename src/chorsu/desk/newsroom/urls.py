"""Addresses of the press officers' pages."""

from django.urls import path

from chorsu.desk.newsroom import views

urlpatterns = [
    path("", views.listing, name="newsroom"),
    path("new/", views.write, name="newsroom-new"),
    path("<uuid:item>/", views.item, name="newsroom-item"),
    path("<uuid:item>/edit/", views.edit, name="newsroom-edit"),
    path("<uuid:item>/<slug:act>/", views.act, name="newsroom-act"),
]
