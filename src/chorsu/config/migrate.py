"""The owner's short-lived work: migrate, apply grants and policies, enter the directory. Run as a module."""

from __future__ import annotations

import django
from django.core.management import call_command
from django.db import connection, transaction

__all__ = ["migrate"]


def migrate() -> None:
    """Bring the database to the present schema; a second call changes nothing."""
    from chorsu.handling import seal, security

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        security.apply(connection)
        seal.keep_key(connection)
    enter_directory()


def enter_directory() -> None:
    """Enter the example region's agencies and officers where this is the example installation."""
    from django.conf import settings

    if not settings.CHORSU_EXAMPLE:
        return
    from chorsu.directory import example

    example.enter()


if __name__ == "__main__":
    django.setup()
    migrate()
