"""Settings of the public site's process: no sessions, no sign-in, no officers' tables, a database role of its own."""

from __future__ import annotations

from chorsu.config.settings import environment
from chorsu.config.settings.base import *  # noqa: F403 — settings build on one another
from chorsu.config.settings.base import templates

INSTALLED_APPS = ["django.contrib.staticfiles", "chorsu.ui", "chorsu.news"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "chorsu.config.urls_public"
TEMPLATES = templates("chorsu.news.context.page")
CSRF_COOKIE_NAME = "chorsu_public_csrf"
CSRF_COOKIE_SECURE = environment.flag("CHORSU_HTTPS")
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("CHORSU_ORIGINS", "").split(",") if origin]
LANGUAGE_COOKIE_NAME = "chorsu_public_language"
