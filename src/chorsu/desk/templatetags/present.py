"""Template filters to shapes of the kit, all of `chorsu.desk.presenting`; and what a scope permits, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from chorsu.desk import presenting
from chorsu.directory.scopes import scopes

if TYPE_CHECKING:
    from chorsu.records.models import Lot, Seizure
    from chorsu.ui.shapes import Amount, PlaceName, SubstanceChip

register = template.Library()


@register.filter
def as_substance(lot: Lot) -> SubstanceChip:
    """The chip of what a lot is."""
    return presenting.lot_chip(lot)


@register.filter
def as_amount(lot: Lot) -> Amount:
    """The quantity of a lot."""
    return presenting.amount(lot)


@register.filter
def as_place(seizure: Seizure) -> PlaceName:
    """The place of a seizure."""
    return presenting.place_name(seizure)


@register.filter
def as_scope(code: str) -> str:
    """What a token of this scope may do."""
    return scopes()[code][presenting.language()]
