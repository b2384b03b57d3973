"""Django's connection as that of a role, for the length of a block; a role has one a thread while a test lasts.

A connection that is new reads the catalogue of all tables first, which takes longer than most of what a test does.
"""

from contextlib import contextmanager
from threading import get_ident

from django.db import connections
from psycopg.pq import TransactionStatus

from chorsu.config.settings import environment

__all__ = ["Roles"]


class Roles:
    """The connections of the roles to one database of an installation."""

    def __init__(self, installation, database):
        self._url = lambda role: installation.url(role, database)
        self._kept = {}

    @contextmanager
    def __call__(self, role):
        """Make Django's connection that of a role."""
        default, key = connections["default"], (get_ident(), role)
        before = dict(default.settings_dict)
        default.settings_dict.update(environment.database(self._url(role)))
        aside, default.connection = default.connection, self._kept.pop(key, None)
        try:
            yield
        finally:
            if default.connection is not None and not _idle(default.connection):
                default.close()
            own, default.connection = default.connection, aside
            default.settings_dict.update(before)
            if own is not None and self._kept.setdefault(key, own) is not own:
                own.close()

    def close(self):
        """Close all of this thread and those that no block has; whoever asks next gets new ones."""
        connections["default"].close()
        while self._kept:
            self._kept.popitem()[1].close()


def _idle(connection):
    return connection.info.transaction_status is TransactionStatus.IDLE
