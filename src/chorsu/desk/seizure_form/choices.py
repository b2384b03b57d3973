"""What the form's type-ahead fields choose from, as small JSON that a device keeps: places of one state, substances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.schema import lists
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["places_of", "substance_names"]


def places_of(country: str) -> dict[str, Any]:
    """Crossing points and then settlements of a state, the most peopled first.

    Each is [id, name, Russian name, region, latitude, longitude], of a crossing point also its kind and further names.
    """
    found: list[Sequence[Any]] = []
    regions: dict[str, int] = {}
    for one in places.crossings(country):
        region = regions.setdefault(one.admin1, len(regions))
        found.append(
            [one.place_id, one.name, one.name_ru, region, one.latitude, one.longitude, one.mode, list(one.names)]
        )
    for town in places.settlements(country):
        region = regions.setdefault(town.admin1, len(regions))
        russian = town.name_ru if town.name_ru != town.name else ""
        found.append([town.place_id, town.name, russian, region, round(town.latitude, 3), round(town.longitude, 3)])
    labels = {lang: [places.label(code, lang) if code else "" for code in regions] for lang in ("en", "ru")}
    return {"country": country, "regions": labels, "places": found}


def substance_names() -> dict[str, Any]:
    """All substances with their names in every script: [code, English, Russian, further names]; and the usual ones."""
    further: dict[str, dict[str, None]] = {}
    for entry in substances.written_names():
        further.setdefault(entry.code, {})[entry.name] = None
    found = []
    for one in substances.substances():
        names = further.get(one.code, {})
        shown = {lists.label("substances", one.code, lang) for lang in ("en", "ru")}
        found.append([one.code, one.names["en"], one.names["ru"], [name for name in names if name not in shown]])
    return {"frequent": lists.frequent(), "substances": found}
