"""The machine door put together: its rooms, its refusals, and the description that programs are made from."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from chorsu.api.asking import without_others
from chorsu.api.description import DESCRIPTION, described
from chorsu.api.directory.views import router as directory
from chorsu.api.exchange.alerts import router as alerts
from chorsu.api.exchange.commitments import router as commitments
from chorsu.api.exchange.files import router as files
from chorsu.api.exchange.hooks import router as hooks
from chorsu.api.exchange.views import router as exchange
from chorsu.api.hand_in.views import router as hand_in
from chorsu.api.look_up.views import router as look_up
from chorsu.api.problems import problem
from chorsu.api.reading import StrictParser
from chorsu.api.records.searching import router as searching
from chorsu.api.records.views import router as records
from chorsu.directory.trail import without_records
from chorsu.kernel.errors import AbsentError, ChorsuError, RefusedError

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["api", "description"]

VERSION = "1"
PREFIX = "/api/v1/"

api = NinjaAPI(
    title="Chorsu",
    version=VERSION,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)
api.add_decorator(without_others)
for _router in (directory, records, searching, look_up, hand_in, exchange, files, alerts, commitments, hooks):
    api.add_router("", _router)


@api.exception_handler(ChorsuError)
def _told(_request: HttpRequest, error: ChorsuError) -> HttpResponse:
    if isinstance(error, AbsentError):
        return problem(404)
    status = 403 if isinstance(error, RefusedError) else 422
    return problem(status, detail=error.what, where=error.where, to_do=error.to_do)


@api.exception_handler(Http404)
def _absent(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return problem(404)


@api.exception_handler(HttpError)
def _unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code)


@api.exception_handler(ValidationError)
def _invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What is wrong with each value, and where; never the value itself."""
    if any("path" in one["loc"] for one in error.errors):
        return problem(404)
    errors = [{"where": ".".join(map(str, one["loc"])), "what": str(one["msg"])} for one in error.errors[:50]]
    return problem(422, errors=errors)


@functools.cache
def _described() -> bytes:
    said: dict[str, Any] = described(api.get_openapi_schema(path_prefix=PREFIX))
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


@csrf_exempt
@login_not_required
@without_records("tells what stands in the documentation")
@require_GET
def description(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(_described(), content_type="application/json")
