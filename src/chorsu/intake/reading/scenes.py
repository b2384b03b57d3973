"""The pieces and named places of one text, found once for the finders of places and of agencies.

Owns nothing but the keeping of the last few: a text is read by several finders one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.reading.place_groups import Group, groups_of
from chorsu.intake.reading.place_items import Item, Unit, items_of, units_of

if TYPE_CHECKING:
    from chorsu.intake.reading.views import View

__all__ = ["Scene", "scene_of"]


@dataclass(frozen=True, slots=True)
class Scene:
    """Items, units and groups of a text, in order."""

    items: tuple[Item, ...]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...]

    def roles(self) -> list[tuple[Unit, str]]:
        """Each unit with the role of its group."""
        return [(unit, group.role) for group in self.groups for unit in group.units]


@lru_cache(maxsize=2)
def scene_of(view: View, language: str) -> Scene:
    """The scene of a view."""
    items = items_of(view, language)
    units = units_of(view, items, language)
    return Scene(tuple(items), tuple(units), tuple(groups_of(view, items, units, language)))
