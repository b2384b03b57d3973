"""Addresses of the public site."""

from __future__ import annotations

from typing import Any

urlpatterns: list[Any] = []
