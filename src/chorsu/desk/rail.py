"""The entries of the left rail: what is built, with its address and the key to press after `g`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chorsu.directory.overseers import ADMINISTRATORS
from chorsu.handling.rules import Role
from chorsu.ui.shapes import RailEntry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    from chorsu.handling.rules import Actor

__all__ = ["RAIL", "Entry", "rail_for"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the name of its address, its label, its key, its icon.

    `roles`: only such officers have it. Without them, everybody has it who stands for somebody.
    """

    name: str
    label: Promise
    key: str
    icon: str
    roles: frozenset[Role] = frozenset()


NO_COUNTS: Mapping[str, int] = {}

RAIL: tuple[Entry, ...] = (
    Entry("home", _("Home"), "h", "home"),
    Entry("records", _("Records"), "r", "records"),
    Entry("search", pgettext_lazy("rail", "Search"), "f", "search"),
    Entry("look-up", pgettext_lazy("rail", "Look up"), "l", "cell"),
    Entry("same-event", _("Same event?"), "s", "same"),
    Entry("hand-in", _("Hand in"), "i", "hand-in"),
    Entry("exchange", pgettext_lazy("rail", "Exchange"), "x", "exchange"),
    Entry("duty", pgettext_lazy("rail", "Duty desk"), "u", "clock"),
    Entry("returns", pgettext_lazy("rail", "Official totals"), "o", "totals"),
    Entry("templates-out", _("Templates"), "t", "cell"),
    Entry("plan", _("Calendar"), "c", "calendar"),
    Entry("recalled", pgettext_lazy("rail", "Handling"), "m", "lock"),
    Entry("subjects", _("Data subjects"), "d", "user", frozenset({Role.DATA_PROTECTION})),
    Entry("newsroom", _("News"), "n", "news", frozenset({Role.PRESS})),
    Entry("audit", pgettext_lazy("rail", "Audit"), "a", "lock", frozenset({Role.AUDITOR, Role.DATA_PROTECTION})),
    Entry("people", pgettext_lazy("rail", "People"), "p", "user", ADMINISTRATORS),
)


def rail_for(actor: Actor, path: str, counts: Mapping[str, int] = NO_COUNTS) -> list[RailEntry]:
    """The rail of an actor on a page: the entry with the longest address that begins `path` is the current one.

    `counts` says, by the name of its address, how much waits behind an entry. Home begins every path and is the current
    one on its own page only.
    """
    built = [
        (entry, reverse(entry.name))
        for entry in RAIL
        if (entry.roles & actor.roles if entry.roles else actor.principals)
    ]
    current = max(
        (url for _entry, url in built if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )
    return [
        RailEntry(
            str(entry.label), url, entry.icon, entry.key, current=url == current, count=counts.get(entry.name) or None
        )
        for entry, url in built
    ]
