"""Names of places for pages: one label for each code, in English or Russian.

Owns the choice of the name that is shown. Must not read what people write: that is the searches'.
"""

from __future__ import annotations

from functools import cache

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places.countries import countries, country
from chorsu.vocabulary.places.crossings import crossing
from chorsu.vocabulary.places.regions import region
from chorsu.vocabulary.places.settlements import russian_name, settlement

__all__ = ["label"]

_TYPED = "e-"
"""How the identifiers of settlements that were typed by hand begin."""


def label(code: str, language: str = "en") -> str:
    """The name of a country, region (several joined by `/`), settlement or crossing point; `ru` or else English.

    A code that is nothing's gives itself back, so that a page never fails on an old record.
    """
    if "/" in code:
        return " / ".join(label(one, language) for one in code.split("/"))
    town = settlement(code) if code.isdigit() or code.startswith(_TYPED) else None
    if town:
        return (russian_name(code) if language == "ru" else "") or town.name
    post = crossing(code)
    if post:
        return post.name_ru if language == "ru" else post.name
    try:
        place = country(code) if code in _country_codes() else region(code)
    except InputError:
        return code
    return (place.name_ru if language == "ru" else "") or place.name_en


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(one.code for one in countries())
