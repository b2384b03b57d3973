"""Of which states a text tells, by the places that it names: local numbers are first tried as those of these.

Owns the order only; what a name may be stands in `scenes`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chorsu.intake.reading.scenes import scene_of

if TYPE_CHECKING:
    from chorsu.intake.reading.views import View

__all__ = ["states_told"]


def states_told(view: View, language: str) -> tuple[str, ...]:
    """The states (ISO 3166-1 alpha-2) of the places named, each the largest of its name; most often named first."""
    if not language:
        return ()
    named = [max(unit.sites, key=lambda one: one.people) for unit in scene_of(view, language).units if unit.sites]
    told = Counter(site.country for site in named if site.country)
    return tuple(state for state, _ in told.most_common())
