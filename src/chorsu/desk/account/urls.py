"""Addresses of signing in: of django-allauth's, those that officers of a closed system need."""

from __future__ import annotations

from allauth.account import views
from django.urls import include, path

from chorsu.desk.account import page
from chorsu.desk.account.invitation import invitation
from chorsu.desk.account.views import codes, codes_file, password
from chorsu.desk.start.views import leave

urlpatterns = [
    path("", page.account, name="account"),
    path("everywhere/", page.sign_out_everywhere, name="sign-out-everywhere"),
    path("sessions/<str:digest>/end/", page.end_session, name="session-end"),
    path("tokens/new/", page.new_token, name="token-new"),
    path("tokens/<uuid:token>/revoke/", page.revoke_token, name="token-revoke"),
    path("factors/recovery-codes/", codes, name="mfa_view_recovery_codes"),
    path("factors/recovery-codes/download/", codes_file, name="mfa_download_recovery_codes"),
    path("factors/", include("allauth.mfa.urls")),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("logout/", leave, name="account_logout"),
    path("login/", views.login, name="account_login"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("password/", password, name="account_change_password"),
    path("invitation/<str:secret>/", invitation, name="invitation"),
]
