"""The addresses of home."""

from django.urls import path

from chorsu.desk.home import maps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("picture/", views.home_picture, name="home-picture"),
    path("map/regions.json", maps.boundaries, name="boundaries"),
    path("map/land.json", maps.land, name="land"),
]
