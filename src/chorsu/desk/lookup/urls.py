"""Address of the look-up."""

from django.urls import path

from chorsu.desk.lookup import views

urlpatterns = [path("", views.look_up, name="look-up")]
