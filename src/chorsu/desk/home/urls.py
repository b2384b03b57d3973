"""The addresses of home."""

from django.urls import path

from chorsu.desk.home import feeding, maps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("picture/", views.home_picture, name="home-picture"),
    path("my-desk/", views.home_desk, name="home-desk"),
    path("feed/", feeding.home_feed, name="home-feed"),
    path("feed/places/<uuid:identifier>/", feeding.home_places, name="alert-places"),
    path("map/regions.json", maps.boundaries, name="boundaries"),
    path("map/land.json", maps.land, name="land"),
]
