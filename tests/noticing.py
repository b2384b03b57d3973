"""Notices, in every test that asks for a page, an answer made of marked rows that its view did not tell the audit trail.

The innermost middleware of the tests: it looks at the SQL that a view runs. A view that reads a marked table and answers
with content must have told what it opened or listed, or stand at an address that names it.
"""

import re
import uuid

from django.apps import apps
from django.db import connection

from chorsu.directory.trail import is_exempt, trail_of
from chorsu.handling.models import Marked

__all__ = ["NoticingMiddleware", "UnnotedError"]

_CONTENT = range(200, 300)


class UnnotedError(AssertionError):
    """A view answered with marked content and told nothing."""


class NoticingMiddleware:
    """Raises `UnnotedError` in the place of such an answer."""

    def __init__(self, get_response):
        self.get_response = get_response
        tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, Marked)}  # noqa: SLF001 — the public name of a model's options
        self.marked = re.compile(rf'(?:FROM|JOIN)\s+"?({"|".join(sorted(tables, key=len, reverse=True))})\b')

    def __call__(self, request):
        read = set()

        def look(execute, sql, params, many, context):
            read.update(self.marked.findall(str(sql)))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(look):
            response = self.get_response(request)
        if read and response.status_code in _CONTENT and request.method in {"GET", "HEAD"}:
            match, trail = request.resolver_match, trail_of(request)
            named = any(isinstance(value, uuid.UUID) for value in match.kwargs.values())
            if is_exempt(request) or not (trail.told or named):
                raise UnnotedError(f"{match.view_name} read {', '.join(sorted(read))} and told nothing")
        return response
