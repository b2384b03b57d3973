"""The layers of the map, as the vocabulary or the operator has them; the same for every reader."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag

from chorsu.directory.trail import without_records
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpRequest

__all__ = ["boundaries", "land"]

_KEPT_SECONDS = 3600


def _stamp(*layers: Path) -> str:
    return ";".join(f"{layer}@{layer.stat().st_mtime_ns}" for layer in layers)


@cache
def _merged(_stamp: str, *layers: Path) -> bytes:
    collections = [json.loads(layer.read_text("utf-8")) for layer in layers]
    features = [feature for collection in collections for feature in collection["features"]]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _boundary_layers() -> tuple[Path, Path]:
    return places.boundaries(), places.disputed_lines()


def _tag(stamp: str) -> str:
    return f'"{hashlib.sha256(stamp.encode()).hexdigest()[:32]}"'


@without_records("public data")
@login_not_required
@cache_control(max_age=_KEPT_SECONDS, public=True)
@etag(lambda _request: _tag(_stamp(*_boundary_layers())))
def boundaries(request: HttpRequest) -> HttpResponse:
    """The regions as drawn, with the disputed lines among them."""
    del request
    layers = _boundary_layers()
    return HttpResponse(_merged(_stamp(*layers), *layers), content_type="application/geo+json")


@without_records("public data")
@login_not_required
@cache_control(max_age=_KEPT_SECONDS, public=True)
@etag(lambda _request: _tag(_stamp(places.country_outlines())))
def land(request: HttpRequest) -> HttpResponse:
    """The outlines of countries, behind the regions."""
    del request
    layer = places.country_outlines()
    return HttpResponse(_merged(_stamp(layer), layer), content_type="application/geo+json")
