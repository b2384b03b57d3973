"""The owner's short-lived work: migrate, apply grants and policies, enter the directory. Run as a module.

`known` prints the migrations of this program by app, as JSON; `to` reads such from standard input and migrates as far
as those, without grants and without a directory: for rows of that schema to be put back.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import django
from django.core.management import call_command
from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["migrate"]


def migrate() -> None:
    """Bring the database to the present schema; a second call changes nothing."""
    from chorsu.handling import security

    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        security.apply(connection)
    enter_directory()


def enter_directory() -> None:
    """Enter the example region's agencies and officers where this is the example installation."""
    from django.conf import settings

    if not settings.CHORSU_EXAMPLE:
        return
    from chorsu.directory import example

    example.enter()


def known() -> dict[str, list[str]]:
    """The migrations of this program, by app; needs no database."""
    from django.db.migrations.loader import MigrationLoader

    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationLoader(None).disk_migrations):
        found.setdefault(app, []).append(name)
    return found


def migrate_to(applied: Mapping[str, Sequence[str]]) -> None:
    """Bring an empty database to the schema that these migrations made."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, names in applied.items() for name in names}
    nodes = executor.loader.graph.node_map
    last = [key for key in sorted(wanted) if not any(child.key in wanted for child in nodes[key].children)]
    executor.migrate(last)


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["known"]:
            print(json.dumps(known()))  # noqa: T201 — what this run is asked for
        case ["to"]:
            migrate_to(json.load(sys.stdin))
        case _:
            migrate()
