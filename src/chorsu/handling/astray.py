"""Parts whose marking strayed from that of their record: a query for whoever checks the bank, no part of the rule."""

# ruff: noqa: S608 — our own names
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["astray_sql"]
