"""The one middleware of handling: builds the actor, opens the transaction, tells the database who looks.

The response is rendered inside; a response with an error status rolls back what was begun. Streams and background
work open their own transaction with the same viewer (`chorsu.handling.viewer.viewing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.selectors import actor_of
from chorsu.handling.viewer import viewing

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

__all__ = ["ViewerMiddleware"]

_SERVER_ERROR = 500


class ViewerMiddleware:
    """Sets `request.actor` and answers the request inside the viewer's transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer one request for its actor."""
        actor = actor_of(request.user)
        request.actor = actor  # type: ignore[attr-defined] # read by views through `actor_from`
        with viewing(actor):
            response = self.get_response(request)
            if response.status_code >= _SERVER_ERROR:
                transaction.set_rollback(True)
        return response
