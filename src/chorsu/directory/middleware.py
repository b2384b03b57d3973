"""The one middleware of handling: builds the actor, opens the transaction, tells the database who looks.

It also enters what the request did in the audit trail, in that transaction. The response is rendered inside; one with
an error status rolls back what was begun, and is entered all the same, in a transaction of its own. What cannot be
entered is not answered. No cache keeps an answer, nor does a browser for its "back" after a sign-out; a view that
answers with nothing marked may say otherwise. Streams and background work open their own transaction with the same
viewer (`chorsu.handling.viewer.viewing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.selectors import actor_of
from chorsu.directory.trail import begin, enter_request, is_exempt
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
        begin(request)
        with viewing(actor):
            response = self.get_response(request)
            undone = response.status_code >= _SERVER_ERROR
            if undone:
                transaction.set_rollback(True)
            else:
                enter_request(request, response, actor)
        if undone:
            with viewing(actor):
                enter_request(request, response, actor)
        if not (is_exempt(request) and response.has_header("Cache-Control")):
            response["Cache-Control"] = "no-store"
        return response
