"""Addresses of signing in: of django-allauth's, those that officers of a closed system need."""

from __future__ import annotations

from allauth.account import views
from django.urls import path

from chorsu.desk.account.invitation import invitation
from chorsu.desk.account.views import password

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/", password, name="account_change_password"),
    path("invitation/<str:secret>/", invitation, name="invitation"),
]
