"""Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["home"]


def home(request: HttpRequest) -> HttpResponse:
    """The live room."""
    return render(request, "home/home.html")
