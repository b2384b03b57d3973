"""How a stream asks the database: in a thread, and giving the connection back at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.urls import set_urlconf

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["asked"]


async def asked[**P, T](question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The answer of the database, asked in a thread with the addresses of the officers' pages.

    The connection goes back to the pool at once: a stream must not hold one for as long as it lasts.
    """

    def ask() -> T:
        set_urlconf(settings.CHORSU_PAGES_URLCONF)
        try:
            return question(*args, **kwargs)
        finally:
            set_urlconf(None)
            connection.close()

    return await sync_to_async(ask, thread_sensitive=False)()
