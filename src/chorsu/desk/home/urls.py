"""The addresses of home."""

from django.urls import path

from chorsu.desk.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("picture/", views.home_picture, name="home-picture"),
]
