"""The service worker and the page that stands where there is no network.

The worker's text is the built file with the list of what the form needs before it: when any of these files changes, so
does the worker, and the browser takes the new one.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from chorsu.directory.trail import without_records
from chorsu.ui.templatetags.ui import BUILD, asset

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["offline", "service_worker"]

_BUILT = ("ui.css", "early.js", "core.js", "seizure-form.js", "seizure-form.css", "map.js", "map.css", "map-worker.js")
_FONTS = ("latin", "cyrillic", "cyrillic-ext")
_DRAWN = ("ui/icons.svg", "ui/pictures.svg", "ui/mark.svg")


def _kept() -> list[str]:
    """Addresses that never change while the worker's text stands: what the form loads."""
    fonts = [static(f"{BUILD}fonts/noto-sans-{script}-wght-normal.woff2") for script in _FONTS]
    return [*(asset(name) for name in _BUILT), *fonts, *(static(name) for name in _DRAWN)]


@cache
def _source() -> str:
    found = finders.find(f"{BUILD}service-worker.js")
    if found is None:
        return ""
    with open(str(found), encoding="utf-8") as file:  # noqa: PTH123 — a path of a finder
        return file.read()


@without_records("a script without data")
@require_GET
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker, for the whole application: it answers for the form, and for the other pages says that it cannot."""
    del request
    told = {
        "form": reverse("seizure-form"),
        "offline": reverse("offline"),
        "kept": _kept(),
        "data": [reverse("seizure-lists"), reverse("seizure-places"), reverse("boundaries"), reverse("land")],
        "forget": [reverse("leave"), reverse("enter"), reverse("account_login")],
        "static": static(""),
    }
    told["version"] = hashlib.sha256((json.dumps(told) + _source()).encode()).hexdigest()[:16]
    body = f"const TOLD = {json.dumps(told)};\n{_source()}"
    answer = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


@without_records("a page without data")
@require_GET
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """What stands in the place of a page that cannot be fetched; kept by the worker."""
    nobody: dict[str, Any] = {"rail": [], "viewer": None, "search_url": "", "officer_mark": "", "guide_url": ""}
    # Kept on the device whoever uses it: nothing of the one who is signed in stands on it.
    return render(request, "seizure_form/offline.html", {"form": reverse("seizure-form")} | nobody)
