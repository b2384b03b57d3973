"""What the form's type-ahead fields choose from, as small JSON that a device keeps: places of one state, substances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.schema import lists
from chorsu.ui.wording import SYMBOLS
from chorsu.vocabulary import places, substances, units

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["amount_rules", "places_of", "substance_names"]


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
    """All substances with their names in every script, the usual ones, and the most known of each.

    A substance is [code, English, Russian, further names, place in `most`]; that is the plausible amount of one seizure
    by base unit, each combination once.
    """
    bases = {units.unit(code).base for code in lists.units_of("drug")}
    most: list[dict[str, float]] = [{}]
    further: dict[str, dict[str, None]] = {}
    for entry in substances.written_names():
        further.setdefault(entry.code, {})[entry.name] = None
    found = []
    for one in substances.substances():
        names = further.get(one.code, {})
        shown = {lists.label("substances", one.code, lang) for lang in ("en", "ru")}
        known = {
            base: limit for base in sorted(bases) if (limit := substances.plausible_max(one.code, base)) is not None
        }
        if known not in most:
            most.append(known)
        others = [name for name in names if name not in shown]
        found.append([one.code, one.names["en"], one.names["ru"], others, most.index(known)])
    return {"frequent": lists.frequent(), "substances": found, "most": most}


def amount_rules(lang: str) -> dict[str, Any]:
    """What a device checks amounts by: units as [base, factor, kind], bounds by kind, the one unit of some goods."""
    codes = {code for goods in lists.codes("goods") for code in lists.units_of(goods)}
    found = {code: units.unit(code) for code in sorted(codes)}
    return {
        "units": {code: [one.base, one.factor, one.kind] for code, one in found.items()},
        "usual": {goods: of[0] for goods in lists.codes("goods") if len(of := lists.units_of(goods)) == 1},
        "bounds": lists.bounds(),
        "labels": {code: str(SYMBOLS[code]) if code in SYMBOLS else lists.label("units", code, lang) for code in found},
    }
