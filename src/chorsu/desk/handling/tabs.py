"""The parts of handling, as the switch above each of its pages shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from chorsu.ui.shapes import Choice

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["tabs"]

_PARTS = (
    ("recalled", pgettext_lazy("part of handling", "Recalled")),
    ("permissions", pgettext_lazy("part of handling", "Permissions")),
    ("reviews", pgettext_lazy("part of handling", "Review dates")),
    ("subjects", pgettext_lazy("part of handling", "Data subjects")),
)


def tabs(current: str, actor: Actor) -> list[Choice]:
    """The switch; `current` is the name of the address that is shown. None for whoever has no other part."""
    if not actor.principals:
        return []
    return [Choice(label, reverse(name), current=name == current) for name, label in _PARTS]
