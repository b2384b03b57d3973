"""Settings that every process shares."""

from __future__ import annotations

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from chorsu.config.settings import environment

PACKAGE = Path(__file__).parents[2]
CHORSU_HOME = environment.home()
SECRET_KEY = environment.required("CHORSU_SECRET_KEY", "no-process-serves-with-this-key")
DEBUG = False
ALLOWED_HOSTS = environment.text("CHORSU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
DATABASES = {
    "default": environment.database(environment.required("CHORSU_ROLE_DATABASE_URL", "postgresql://nobody@/chorsu"))
}
CHORSU_EXAMPLE = environment.example(environment.text("CHORSU_ROLE_DATABASE_URL", ""))
"""Example officers and the example region: only on the embedded database bound to loopback."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "directory.User"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "worker-src": [CSP.SELF, "blob:"],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.text("CHORSU_LOG", "WARNING")},
}


def templates(*context_processors: str) -> list[dict[str, object]]:
    """Django's template settings with the processors of one process."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                    "django.template.context_processors.csp",
                    *context_processors,
                ],
            },
        }
    ]
