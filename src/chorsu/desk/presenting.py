"""How records look on any page: from the codes of a record to the shapes of the kit, in the reader's language.

One way of showing each thing: every page that shows a substance, a place, a quantity or a marking asks here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.utils.translation import get_language

from chorsu.ui.shapes import Amount, PlaceName, SubstanceChip
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from chorsu.records.models import Lot, Seizure

__all__ = ["amount", "language", "place_name", "scale", "substance_chip"]

_NO_GROUP = 10
"""The grey of the colour scale."""


def language() -> str:
    """The reader's language, `en` or `ru`."""
    return "ru" if get_language() == "ru" else "en"


@cache
def scale(code: str) -> int:
    """The colour number of a substance or group: the place of its group in the vocabulary's order, else grey."""
    try:
        return min(substances.group_codes().index(substances.substance(code).group) + 1, _NO_GROUP)
    except (KeyError, ValueError):
        return _NO_GROUP


def substance_chip(code: str, text: str = "", *, href: str = "") -> SubstanceChip:
    """The chip of a substance by its code; by the words as received when it is not known."""
    if not code:
        return SubstanceChip(text or "?", _NO_GROUP, href=href)
    return SubstanceChip(substances.label(code, language()), scale(code), href=href)


def amount(lot: Lot) -> Amount:
    """The quantity of a lot, with its equivalent where that rests on a stated factor."""
    assumed = lot.kg_basis.startswith("assumed:")
    return Amount(
        lot.quantity,
        lot.unit,
        kg=lot.kg if assumed else None,
        factor=lot.kg_basis.removeprefix("assumed:") if assumed else "",
    )


def place_name(seizure: Seizure, *, href: str = "") -> PlaceName:
    """The place as written, its region and country."""
    romanised = anyascii(seizure.place)
    return PlaceName(
        seizure.place,
        romanised if romanised != seizure.place else "",
        region=places.label(seizure.admin1, language()) if seizure.admin1 else "",
        country=places.label(seizure.country, language()) if seizure.country else "",
        href=href,
    )
