"""Settings of the live stream: the officers' sessions, one URL, nothing that a stream does not need."""

from __future__ import annotations

from chorsu.config.settings.officers import *  # noqa: F403 — settings build on one another

ROOT_URLCONF = "chorsu.config.urls_stream"
CHORSU_SESSION_SEEN = False
"""An open page is nobody at work: the stream keeps no sign-in alive."""
MIDDLEWARE = [
    "chorsu.desk.stream.coming.coming",
    "allauth.account.middleware.AccountMiddleware",
]
