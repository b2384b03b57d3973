"""Addresses of the machine door; whatever is not among them is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from chorsu.api.machine import api, description
from chorsu.api.problems import problem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@csrf_exempt
@login_not_required
def nothing(_request: HttpRequest) -> HttpResponse:
    """Nothing is here."""
    return problem(404)


_DOORS = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
for _door in _DOORS:
    login_not_required(_door.callback)  # whose the request is, is asked by `api.door`
urlpatterns = [
    path("v1/openapi.json", description, name="api-description"),
    path("v1/", include(_DOORS)),
    re_path(r"", nothing, name="api-nothing"),
]
