"""The answer while the database is away: one clear line in the reader's language, and when to come again.

Reads nothing, so that it can be given when nothing can be read. Any other failure is Django's own answer.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.defaults import server_error

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

__all__ = ["RETRY_SECONDS", "failed", "is_away"]

RETRY_SECONDS = 5
_LINK_IS_LOST = ("08", "57P")
"""Classes of PostgreSQL's error codes that tell of a lost connection (08) and of a server that ends or begins (57P)."""
_PAGE = (
    '<!doctype html><html lang="{}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Chorsu</title><p>{}</p></html>"
)


def failed(request: HttpRequest) -> HttpResponseBase:
    """Answer a request that failed: 503 with one line where the database is away, else Django's answer."""
    if not is_away(sys.exc_info()[1]):
        return server_error(request)
    language = translation.get_language_from_request(request)
    with translation.override(language):
        line = _(
            "The data bank does not answer just now. Try again in a few seconds; what was confirmed to you is kept."
        )
    answer = HttpResponse(format_html(_PAGE, language, line), status=503)
    answer["Retry-After"] = str(RETRY_SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer


def is_away(error: BaseException | None) -> bool:
    """Whether an error, or one that it comes from, says that there is no connection to the database."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)):
            code = getattr(error.__cause__, "sqlstate", None) or ""
            return not code or code.startswith(_LINK_IS_LOST)
        error = error.__cause__ or error.__context__
    return False
