"""A page whose address says a filter: one that cannot be read gets a page that says so."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.shortcuts import render

from chorsu.desk.records.refusals import said
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["readable"]

BAD_REQUEST = 400


def readable(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The view, answering an address that cannot be read."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except InputError as error:
            return render(request, "records/unreadable.html", {"line": said(error)}, status=BAD_REQUEST)

    return answer
