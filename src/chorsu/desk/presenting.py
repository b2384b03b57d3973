"""How records look on any page: from the codes of a record to the shapes of the kit, in the reader's language.

One way of showing each thing: every page that shows a substance, a place, a quantity or a marking asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyascii import anyascii
from django.utils.translation import get_language

from chorsu.kernel.errors import InputError
from chorsu.ui.shapes import Amount, PlaceName, SubstanceChip
from chorsu.vocabulary import manners, places, substances

if TYPE_CHECKING:
    from chorsu.records.models import Lot, Seizure

__all__ = ["amount", "language", "lot_chip", "place_name", "place_of", "quantity", "scale", "substance_chip"]

_NO_GROUP = 10
"""The grey of the colour scale."""


def language() -> str:
    """The reader's language, `en` or `ru`."""
    return "ru" if get_language() == "ru" else "en"


def scale(code: str) -> int:
    """The colour number of a substance or group; grey for a code that the vocabulary does not have."""
    try:
        return substances.scale(code)
    except (InputError, KeyError):
        return _NO_GROUP


def substance_chip(code: str, text: str = "", *, href: str = "") -> SubstanceChip:
    """The chip of a substance by its code; by the words as received when it is not known."""
    if not code:
        return SubstanceChip(text or "?", _NO_GROUP, href=href)
    return SubstanceChip(substances.label(code, language()), scale(code), href=href)


def lot_chip(lot: Lot) -> SubstanceChip:
    """The chip of what a lot is: its substance, or the item or kind of other goods, in grey."""
    if lot.kind == "drug":
        return substance_chip(lot.substance, lot.substance_text)
    code = ("item", lot.item) if lot.item else ("goods", lot.kind)
    return SubstanceChip(manners.label(*code, language()), _NO_GROUP)


def amount(lot: Lot) -> Amount:
    """The quantity of a lot, with its equivalent where that rests on a stated factor; an estimate is hollow."""
    assumed = lot.kg_basis.startswith("assumed:")
    return Amount(
        lot.quantity,
        lot.unit or lot.currency,
        provisional=lot.state == "estimated",
        low=lot.low if lot.high is not None else None,
        high=lot.high,
        kg=lot.kg if assumed else None,
        factor=lot.kg_basis.removeprefix("assumed:") if assumed else "",
    )


def quantity(lot: Lot) -> Amount:
    """The quantity of a lot alone, where its weight stands in a column of its own."""
    return Amount(lot.quantity, lot.unit or lot.currency, provisional=lot.state == "estimated")


def place_name(seizure: Seizure) -> PlaceName:
    """The place of a seizure, as every page shows it."""
    return place_of(seizure.place, seizure.admin1, seizure.country)


def place_of(place: str, admin1: str, country: str) -> PlaceName:
    """The one way of showing a place: as written in its own script, then region and country in the reader's language.

    The romanised form is there for readers who ask for it. A city that is a region of its own is said once.
    """
    romanised = anyascii(place)
    region = places.label(admin1, language()) if admin1 else ""
    return PlaceName(
        place,
        romanised if romanised != place else "",
        region="" if _is_named(place, admin1) else region,
        country=places.label(country, language()) if country else "",
    )


def _is_named(place: str, admin1: str) -> bool:
    """Whether a place has the name of its region, in either language."""
    if not place or not admin1 or "/" in admin1:
        return False
    return place.casefold() in {places.label(admin1, lang).casefold() for lang in ("en", "ru")}
