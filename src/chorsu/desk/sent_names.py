"""Names of files as forms send them: what cannot stand in one is shown by a sign, and not silently left out.

Django takes folders, invisible signs and signs that turn the writing round out of a name before anybody sees it, so
that nobody learns that it misled. Here each becomes `\N{REPLACEMENT CHARACTER}`: a page that shows the name shows that,
and where a name is checked (`exchange.attachments.files`) it is refused.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from django.http.multipartparser import MultiPartParser

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["SentNamesMiddleware", "shown_name"]

_SIGN = "\N{REPLACEMENT CHARACTER}"
_JOINERS = "\u200c\u200d"
"""Invisible signs that words of Persian and Pashto are written with."""


class SentNamesMiddleware:
    """Has forms read by `_Parser`; stands before everything that looks into a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        request.multipart_parser_class = _Parser  # type: ignore[assignment] # a narrower type in the stubs
        return self._get_response(request)


def shown_name(name: str) -> str:
    """A name with a sign for each of its signs that cannot stand in one."""
    kept = "".join(one if (one.isprintable() or one in _JOINERS) and one not in "/\\" else _SIGN for one in name)
    return kept if kept.strip(".") else _SIGN


class _Parser(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str:
        return shown_name(html.unescape(file_name))
