"""The figures of home: from the cube of what a viewer sees to the shapes that the kit draws.

Every number leads to the rows that it counts; what could not be counted is said beside it, and leads to its rows too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chorsu.desk.presenting import language, scale
from chorsu.records.filters import Filter
from chorsu.ui.shapes import Choice, Figure, NotCounted
from chorsu.ui.wording import number, spoken, unit_word
from chorsu.vocabulary import manners, places, substances

if TYPE_CHECKING:
    from collections.abc import Callable

    from chorsu.records.picture import Picture, Sums

__all__ = ["Home", "home_figures"]

MOST_MONTHS = 120
"""Months that the series shows, the newest; older ones are said to be left out."""
MOST_GROUPS = 7
"""Groups that the series shows; the rest is one group."""
TOP_GROUPS = 3
"""Groups that have a top figure."""


@dataclass(frozen=True, slots=True)
class Home:
    """What the picture pane of home is given."""

    figures: list[Figure]
    switch: list[Choice]
    series: dict[str, Any]
    series_left_out: list[NotCounted]
    regions: dict[str, Any]
    map_note: str
    source: str
    """What all figures are of: how many reports, counted how."""
    off_map: list[NotCounted]
    left_out: list[NotCounted] = field(default_factory=list)


def home_figures(asked: Filter, seen: Picture, address: Callable[[Filter], str], *, refused: NotCounted | None) -> Home:
    """Everything that home shows of a picture; `address` gives the records page of a filter."""
    series, series_left_out = _series(asked, seen, address)
    return Home(
        figures=_figures(asked, seen, address),
        switch=_switch(asked),
        series=series,
        series_left_out=series_left_out,
        regions=_regions(asked, seen, address),
        map_note=places.boundary_note(language()),
        source=_source(asked, seen),
        off_map=_off_map(seen),
        left_out=[*([refused] if refused and refused.count else []), *_left_out(asked, seen, address)],
    )


def _source(asked: Filter, seen: Picture) -> str:
    """The line under each chart: what is counted, and how."""
    count = seen.total().records
    said = ngettext("Of %(count)s report that you may see", "Of %(count)s reports that you may see", count)
    line = said % {"count": number(count)}
    way = pgettext("counting", "each event once") if seen.once else pgettext("counting", "as reported")
    parts = [line, way]
    if asked.known_on:
        parts.append(_("as known on %(day)s") % {"day": spoken(asked.known_on)})
    if asked.with_only(counting="reported", known_on=None) != Filter():
        parts.append(pgettext("counting", "under the filter"))
    return f"{', '.join(parts)}."


def _off_map(seen: Picture) -> list[NotCounted]:
    """What the map cannot draw: reports of a country alone, of two regions at once, of no place."""
    rows = sum(sums.records for code, sums in seen.by_region().items() if "-" not in code or "/" in code)
    return [NotCounted(rows, _("placed in no single region"))] if rows else []


def _switch(asked: Filter) -> list[Choice]:
    ways = (("reported", _("As reported")), ("once", _("Each event once")))
    return [
        Choice(label, f"?{asked.with_only(counting=way).as_query()}", current=asked.counting == way)
        for way, label in ways
    ]


def _figures(asked: Filter, seen: Picture, address: Callable[[Filter], str]) -> list[Figure]:
    reported = seen.as_reported()
    total, before = seen.total(), reported.total()
    figures = [
        Figure(_("Seizures"), total.records, href=address(asked), was=before.records if seen.once else None),
    ]
    groups_before = reported.by_group()
    weighed = [(code, sums) for code, sums in seen.by_group().items() if code and sums.kg > 0]
    for code, sums in islice(weighed, TOP_GROUPS):
        narrowed = asked.with_only(substance=(code,))
        figures.append(
            Figure(
                substances.label(code, language()),
                _rounded(sums.kg),
                unit="kg",
                href=address(narrowed),
                was=_rounded(groups_before[code].kg) if seen.once else None,
                not_counted=_without_weight(narrowed, sums, address),
            )
        )
    return figures


def _rounded(kg: float) -> float:
    return round(kg, 1) if kg < 1_000 else round(kg)  # noqa: PLR2004 — from a tonne on, whole kilograms say enough


def _without_weight(asked: Filter, sums: Sums, address: Callable[[Filter], str]) -> list[NotCounted]:
    parts = (
        ("estimated", _("only estimated"), asked.with_only(state=("estimated",))),
        ("assumed", _("by an assumed factor"), asked.with_only(basis=("assumed",))),
        ("none", _("not in a unit of mass"), asked.with_only(basis=("none",))),
        ("implausible", _("implausible"), asked.with_only(flag=("implausible_quantity",))),
    )
    return [NotCounted(sums.standing[key], what, address(rows)) for key, what, rows in parts if sums.standing.get(key)]


def _left_out(
    asked: Filter, seen: Picture, address: Callable[[Filter], str], *, repeated: bool = True
) -> list[NotCounted]:
    total = seen.total()
    unknown = total.standing.get("unknown", 0)
    dropped = sum(cell.records for cell in seen.cells if cell.dropped)
    found = [
        NotCounted(
            unknown,
            ngettext("of an unknown substance", "of unknown substances", unknown),
            address(asked.with_only(flag=("unknown_substance",))),
        ),
        NotCounted(
            total.standing.get("goods", 0),
            _("of other goods than drugs"),
            address(asked.with_only(kind=tuple(code for code in manners.manners("goods") if code != "drug"))),
        ),
        *_without_weight(asked, total, address),
        NotCounted(
            dropped,
            _("reported a second time, left out") if seen.once else _("reported a second time, still counted"),
            address(asked.with_only(counting="dropped")),
        ),
    ]
    return [item for item in (found if repeated else found[:-1]) if item.count]


def _series(asked: Filter, seen: Picture, address: Callable[[Filter], str]) -> tuple[dict[str, Any], list[NotCounted]]:
    cells = [cell for cell in seen.kept() if cell.standing not in {"implausible", "unknown", "goods"}]
    if not cells:
        return {"months": [], "groups": [], "largest": None, "href": ""}, []
    last = max(cell.month for cell in cells)
    first = max(min(cell.month for cell in cells), last - MOST_MONTHS + 1)
    months = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
    order = [code for code in seen.by_group() if code]
    shown, rest = order[:MOST_GROUPS], set(order[MOST_GROUPS:])
    rows = {code: _group_row(code, len(months)) for code in shown}
    if rest:
        rows[""] = _group_row("", len(months))
    older = 0
    for cell in cells:
        if cell.month < first:
            older += cell.records
            continue
        row = rows[cell.group if cell.group in rows else ""] if cell.group else None
        if row is not None:
            row["counts"][cell.month - first] += cell.lots
            row["kg"][cell.month - first] += cell.kg if cell.standing == "mass" else 0.0
            row["estimated"][cell.month - first] += cell.kg if cell.standing == "estimated" else 0.0
    for row in rows.values():
        if any(row["estimated"]):
            row["estimatedName"] = _("%(substance)s, estimated") % {"substance": row["name"]}
    left_out = _left_out(asked, seen, address, repeated=False)
    if older:
        left_out.append(NotCounted(older, _("in months before %(month)s") % {"month": months[0]}, address(asked)))
    largest = seen.largest()
    return {
        "months": months,
        "groups": list(rows.values()),
        "largest": {
            "month": largest.month_text,
            "code": largest.group if largest.group in rows else "",
            "kg": largest.largest,
            "label": f"{number(_rounded(largest.largest))} {unit_word('kg', largest.largest)}, {largest.month_text}",
        }
        if largest
        else None,
        "href": f"/records/?{asked.as_query()}&from={{first}}&to={{last}}&substance={{code}}",
    }, left_out


def _group_row(code: str, months: int) -> dict[str, Any]:
    name = substances.label(code, language()) if code else pgettext("substance groups", "Other groups")
    return {
        "code": code,
        "name": name,
        "scale": scale(code),
        "counts": [0] * months,
        "kg": [0.0] * months,
        "estimated": [0.0] * months,
    }


def _regions(asked: Filter, seen: Picture, address: Callable[[Filter], str]) -> dict[str, Any]:
    rows = []
    for code, sums in seen.by_region().items():
        name = places.label(code, language()) if code else _("No region and no country")
        only = asked.with_only(admin1=(code,)) if "-" in code else asked.with_only(country=(code,))
        rows.append({"code": code, "name": name, "count": sums.records, "href": address(only)})
    return {"title": _("Where was it seized?"), "mark": _("seizures"), "regions": rows}
