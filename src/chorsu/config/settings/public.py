"""Settings of the public site's process: no sessions, no sign-in, no officers' tables, a database role of its own."""

from __future__ import annotations

from django.utils.csp import CSP

from chorsu.config.settings import environment
from chorsu.config.settings.base import *  # noqa: F403 — settings build on one another
from chorsu.config.settings.base import templates

INSTALLED_APPS = ["django.contrib.staticfiles", "chorsu.ui", "chorsu.news"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "chorsu.config.urls_public"
TEMPLATES = templates("chorsu.news.context.page")
CSRF_COOKIE_NAME = "chorsu_public_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = environment.flag("CHORSU_HTTPS")
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("CHORSU_ORIGINS", "").split(",") if origin]
CSRF_FAILURE_VIEW = "chorsu.news.views.no_token"
LANGUAGE_COOKIE_NAME = "chorsu_public_language"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 16
DATA_UPLOAD_MAX_NUMBER_FILES = 0
"""A vote is a few bytes."""

CHORSU_PUBLIC_URL = environment.text("CHORSU_PUBLIC_URL", "http://127.0.0.1:8002")
"""Where readers reach these pages; feeds and maps give full addresses."""
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
"""No script at all."""
