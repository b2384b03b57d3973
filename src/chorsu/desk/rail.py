"""The entries of the left rail: what is built, with its address and the key to press after `g`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from chorsu.handling.rules import Role

__all__ = ["RAIL", "Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the name of its address, its label, its key, its icon; `role` when only such officers have it."""

    name: str
    label: Promise
    key: str
    icon: str
    role: Role | None = None


RAIL: tuple[Entry, ...] = (Entry("home", _("Home"), "h", "home"),)
