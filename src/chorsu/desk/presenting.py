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
_WHOLE_NAMES = {"code", "name", "joint"}
"""How words name a region when they name nothing else."""


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
    return place_of(seizure.place, seizure.admin1, seizure.country, seizure.place_id)


def place_of(place: str, admin1: str, country: str, place_id: str = "") -> PlaceName:
    """The one way of showing a place: its name, then region and country, in the reader's language.

    The name is the vocabulary's where it knows the place (`place_id`), else as stored, in its own script; the
    romanised form is there for readers who ask for it. Words that only name the region give way to the region's own
    name, and a city that is a region of its own is said once.
    """
    name = _named(place_id) or place.strip()
    region = places.label(admin1, language()) if admin1 else ""
    if name and admin1:
        if place_id == admin1 or (not _named(place_id) and _only_names(place, admin1, country)):
            name, region = region, ""
        elif _is_city(name, admin1):
            region = ""
    romanised = anyascii(name)
    return PlaceName(
        name,
        romanised if romanised != name else "",
        region=region,
        country=places.label(country, language()) if country else "",
    )


def _named(place_id: str) -> str:
    """The vocabulary's name of a settlement or crossing point; empty where it has none."""
    name = places.label(place_id, language()) if place_id else ""
    return "" if name == place_id else name


def _only_names(words: str, admin1: str, country: str) -> bool:
    """Whether the words of a place are a name of its region of today, in any spelling, and nothing more."""
    found = places.find_regions(words, country or None)
    if found is None or found.how not in _WHOLE_NAMES or found.former:
        return False
    return "/".join(found.codes) == admin1


def _is_city(name: str, admin1: str) -> bool:
    """Whether a region is a city by this name, in any spelling."""
    if "/" in admin1:
        return False
    try:
        region = places.region(admin1)
    except InputError:
        return False
    called = {one.casefold() for one in (region.name_en, region.name_ru, *region.names)}
    if isinstance(region, places.Region) and region.kind == "city":
        return name.casefold() in called or any(name.casefold() in one.split() for one in called)
    return name.casefold() in {region.name_en.casefold(), region.name_ru.casefold()}
