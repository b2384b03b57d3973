"""Settings of the owner's short-lived work: migrations, grants, policies, the directory. Serves nothing."""

from __future__ import annotations

from chorsu.config.settings.officers import *  # noqa: F403 — settings build on one another
