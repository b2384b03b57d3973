"""Settings of the officers' processes: pages, live stream and workers."""

from __future__ import annotations

import datetime as dt

from django.utils.csp import CSP

from chorsu.config.settings import environment
from chorsu.config.settings.base import *  # noqa: F403 — settings build on one another
from chorsu.config.settings.base import SECURE_CSP, templates

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "chorsu.desk",  # before allauth, whose pages it writes anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "chorsu.handling",
    "chorsu.ui",
    "chorsu.journal",
    "chorsu.directory",
    "chorsu.records",
    "chorsu.matching",
    "chorsu.returns",
    "chorsu.exchange",
    "chorsu.intake",
    "chorsu.newsroom",
    "chorsu.cooperation",
    "chorsu.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "chorsu.api.door.DoorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "chorsu.desk.sent_names.SentNamesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chorsu.api.door.BearerMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chorsu.directory.middleware.ViewerMiddleware",
    "chorsu.desk.account.middleware.SecondFactorMiddleware",
    "chorsu.desk.duty.standing.StandingMiddleware",
]
ROOT_URLCONF = "chorsu.config.urls"
CHORSU_PAGES_URLCONF = ROOT_URLCONF
"""The addresses to which what is streamed leads."""
TEMPLATES = templates(
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "chorsu.desk.context.page",
)
AUTHENTICATION_BACKENDS = ["chorsu.desk.account.backend.OfficersBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "chorsu.desk.account.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "chorsu.desk.account.forms.LoginForm",
    "change_password": "chorsu.desk.account.forms.PasswordForm",
    "reauthenticate": "chorsu.desk.account.forms.AgainForm",
}
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "1000/m/key", "reauthenticate": None, "change_password": None}
"""Tries are counted in the database, for all processes (`directory.attempts`); these would be a process's own."""
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("CHORSU_PROXIES", 0)
"""Proxies before these pages, which tell the address of the browser."""
MFA_ADAPTER = "chorsu.desk.account.factors.FactorsAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Chorsu"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "chorsu.desk.account.factors.CodeForm",
    "authenticate_webauthn": "chorsu.desk.account.factors.KeyForm",
    "reauthenticate": "chorsu.desk.account.factors.CodeAgainForm",
    "reauthenticate_webauthn": "chorsu.desk.account.factors.KeyAgainForm",
    "activate_totp": "chorsu.desk.account.forms.AppForm",
    "add_webauthn": "chorsu.desk.account.forms.AddKeyForm",
    "edit_webauthn": "chorsu.desk.account.forms.RenameKeyForm",
}
ACCOUNT_SESSION_REMEMBER = False
"""The session ends with the browser: officers share machines."""
LOGIN_URL = "start"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
SESSION_ENGINE = "chorsu.directory.sessions"
CHORSU_SESSION_IDLE = dt.timedelta(hours=2)
"""Without a page asked for, a sign-in ends."""
CHORSU_SESSION_WHOLE = dt.timedelta(hours=12)
"""However busy, a sign-in ends: a shift."""
CHORSU_SESSIONS = 5
"""Browsers in which one person is signed in; the oldest gives way. The example's cast is shared and has no limit."""
CHORSU_SESSION_SEEN = True
"""Whether what is asked for keeps a sign-in alive."""
SESSION_COOKIE_NAME = "chorsu_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = environment.flag("CHORSU_HTTPS")
CSRF_COOKIE_SECURE = environment.flag("CHORSU_HTTPS")
CSRF_COOKIE_NAME = "chorsu_csrf"
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("CHORSU_ORIGINS", "").split(",") if origin]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000
"""Two hundred drafts of a text, or a return of five hundred rows, are one form; what bounds it is its size above."""
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CHORSU_STREAM_URL = environment.text("CHORSU_STREAM_URL", "http://127.0.0.1:8001")
"""Where browsers reach the live stream."""
CHORSU_PUBLIC_URL = environment.text("CHORSU_PUBLIC_URL", "http://127.0.0.1:8002")
"""Where readers reach the public site."""
CHORSU_OFFICERS_URL = environment.text("CHORSU_OFFICERS_URL", "http://127.0.0.1:8000")
"""Where officers reach these pages: the one origin that the live stream answers."""
SECURE_CSP = SECURE_CSP | {"connect-src": [CSP.SELF, CHORSU_STREAM_URL]}
CHORSU_HOOKS_PRIVATE = environment.flag("CHORSU_HOOKS_PRIVATE")
"""Whether the machines of authorities may be called in private networks, such as one that joins the authorities."""
CHORSU_HOOKS_CA = environment.text("CHORSU_HOOKS_CA", "")
"""A file of certificates that such calls trust; empty: those of the system."""
CHORSU_MAIL_FROM = environment.text("CHORSU_MAIL_FROM", "")
"""The address from which officers are told that alerts wait; without one nobody is told by mail."""
MAILERS = environment.mailers()
CHORSU_MODEL = environment.model()
"""The organisation's own language model, asked by the worker that reads texts; None where there is none."""
CHORSU_LOOK_UPS_OFFICER = environment.number("CHORSU_LOOK_UPS_OFFICER", 60)
"""Look-ups of identifiers that one officer may make within an hour."""
CHORSU_LOOK_UPS_AGENCY = environment.number("CHORSU_LOOK_UPS_AGENCY", 600)
"""Those that all officers of one authority may make within an hour."""
CHORSU_AUDIT_WORDS_DAYS = environment.days("CHORSU_AUDIT_WORDS_DAYS", 366, least=30)
"""How long the words of filters and searches stay beside their entries."""
CHORSU_AUDIT_DAYS = environment.days("CHORSU_AUDIT_DAYS", 5 * 366, least=366)
"""How long entries of the audit trail stay; then whole months are closed and removed."""
CHORSU_REVIEW_GRACE = dt.timedelta(days=environment.days("CHORSU_REVIEW_GRACE_DAYS", 30, least=0))
"""How long after its review date a record waits for its provider to decide before it is ended."""
