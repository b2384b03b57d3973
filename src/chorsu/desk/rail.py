"""The entries of the left rail: what is built, with its address and the key to press after `g`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chorsu.handling.rules import Role
from chorsu.ui.shapes import RailEntry

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from chorsu.handling.rules import Actor

__all__ = ["RAIL", "Entry", "rail_for"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the name of its address, its label, its key, its icon; `role` when only such officers have it."""

    name: str
    label: Promise
    key: str
    icon: str
    role: Role | None = None


RAIL: tuple[Entry, ...] = (
    Entry("home", _("Home"), "h", "home"),
    Entry("records", _("Records"), "r", "records"),
    Entry("look-up", pgettext_lazy("rail", "Look up"), "l", "search"),
    Entry("same-event", _("Same event?"), "s", "same"),
    Entry("hand-in", _("Hand in"), "i", "hand-in"),
    Entry("returns", pgettext_lazy("rail", "Official totals"), "o", "totals"),
    Entry("templates-out", _("Templates"), "t", "cell"),
    Entry("plan", _("Calendar"), "c", "calendar"),
    Entry("newsroom", _("News"), "n", "news", Role.PRESS),
)


def rail_for(actor: Actor, path: str) -> list[RailEntry]:
    """The rail of an actor on a page: the entry with the longest address that begins `path` is the current one.

    Home begins every path and is the current one on its own page only.
    """
    built = [(entry, reverse(entry.name)) for entry in RAIL if entry.role is None or entry.role in actor.roles]
    current = max(
        (url for _entry, url in built if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )
    return [RailEntry(str(entry.label), url, entry.icon, entry.key, current=url == current) for entry, url in built]
