"""The figures of home: from the cube of what a viewer sees to the shapes that the kit draws.

Every number leads to the rows that it counts; what could not be counted is said beside it, and leads to its rows too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chorsu.desk.presenting import language, scale
from chorsu.records.filters import Filter
from chorsu.records.lots import IMPOSSIBLE
from chorsu.records.picture import Sums, month_text
from chorsu.ui.shapes import Choice, Figure, NotCounted
from chorsu.ui.wording import number, spoken, unit_word
from chorsu.vocabulary import manners, places, substances

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chorsu.records.picture import Cell, Picture

__all__ = ["Home", "home_figures"]

MOST_MONTHS = 300
"""Months that the series shows, the newest 25 years; older ones are said to be left out, and lead to their rows."""
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
    repeated: NotCounted | None = None
    """Reports of an event reported before that are counted all the same."""
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
        repeated=_repeated(asked, seen, address),
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
    # The same groups under every way of counting, so that a number is seen to walk.
    groups, groups_before = seen.by_group(), reported.by_group()
    weighed = (code for code, sums in groups_before.items() if code and sums.kg > 0)
    for code in islice(weighed, TOP_GROUPS):
        sums = groups.get(code, Sums())
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
        ("implausible", _("implausible, in no kilograms"), asked.with_only(flag=IMPOSSIBLE)),
    )
    return [NotCounted(sums.standing[key], what, address(rows)) for key, what, rows in parts if sums.standing.get(key)]


def _left_out(
    asked: Filter, seen: Picture, address: Callable[[Filter], str], *, repeated: bool = True
) -> list[NotCounted]:
    total = seen.total()
    unknown = total.standing.get("unknown", 0)
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
    ]
    if seen.once and repeated:
        href = address(asked.with_only(counting="dropped"))
        found.append(NotCounted(_dropped(seen), _("reported a second time, left out"), href))
    return [item for item in found if item.count]


def _dropped(seen: Picture) -> int:
    return sum(cell.records for cell in seen.cells if cell.dropped)


def _repeated(asked: Filter, seen: Picture, address: Callable[[Filter], str]) -> NotCounted | None:
    """What is counted although another report tells the same, while every report counts."""
    count = 0 if seen.once else _dropped(seen)
    if not count:
        return None
    what = ngettext(
        "%(count)s reported a second time: counted twice until each event is counted once",
        "%(count)s reported a second time: counted twice until each event is counted once",
        count,
    )
    return NotCounted(count, what % {"count": number(count)}, address(asked.with_only(counting="dropped")))


def _series(asked: Filter, seen: Picture, address: Callable[[Filter], str]) -> tuple[dict[str, Any], list[NotCounted]]:
    # An amount that cannot be believed is a seizure all the same, as in the records; it is in no kilograms.
    cells = [cell for cell in seen.kept() if cell.standing not in {"unknown", "goods"}]
    if not cells:
        return {"months": [], "groups": [], "largest": None, "href": ""}, []
    last = max(cell.month for cell in cells)
    first = max(min(cell.month for cell in cells), last - MOST_MONTHS + 1)
    months = [month_text(month) for month in range(first, last + 1)]
    older = sum(cell.records for cell in cells if cell.month < first)
    drawn = [cell for cell in cells if cell.month >= first and cell.group]
    rows = _group_rows(seen, drawn, first, len(months))
    left_out = _left_out(asked, seen, address, repeated=False)
    if older:
        before = asked.with_only(until=dt.date(first // 12, first % 12 + 1, 1) - dt.timedelta(days=1))
        left_out.append(NotCounted(older, _("in months before %(month)s") % {"month": months[0]}, address(before)))
    return {
        "months": months,
        "groups": list(rows.values()),
        "largest": _largest(drawn, rows),
        "href": _of_a_bar(asked, address),
    }, left_out


def _group_rows(seen: Picture, drawn: Sequence[Cell], first: int, months: int) -> dict[str, dict[str, Any]]:
    """The groups of the series, the most reported first, the rest as one; what is drawn is added up in them."""
    present = {cell.group for cell in drawn}
    order = [code for code in seen.as_reported().by_group() if code in present]
    rows = {code: _group_row(code, months) for code in order[:MOST_GROUPS]}
    if order[MOST_GROUPS:]:
        rows[""] = _group_row("", months)
    for cell in drawn:
        row, at = rows[cell.group if cell.group in rows else ""], cell.month - first
        row["counts"][at] += cell.lots
        row["kg"][at] += cell.kg if cell.standing == "mass" else 0.0
        row["estimated"][at] += cell.kg if cell.standing == "estimated" else 0.0
    for row in rows.values():
        if any(row["estimated"]):
            row["estimatedName"] = _("%(substance)s, estimated") % {"substance": row["name"]}
    return rows


def _largest(drawn: Sequence[Cell], rows: Mapping[str, Any]) -> dict[str, Any] | None:
    """The largest single lot of what is drawn: the one case that can be left out of the chart."""
    largest = max((cell for cell in drawn if cell.standing == "mass"), key=lambda cell: cell.largest, default=None)
    if largest is None:
        return None
    return {
        "month": largest.month_text,
        "code": largest.group if largest.group in rows else "",
        "kg": largest.largest,
        "label": f"{number(_rounded(largest.largest))} {unit_word('kg', largest.largest)}, {largest.month_text}",
    }


def _of_a_bar(asked: Filter, address: Callable[[Filter], str]) -> str:
    """The address of a bar's rows, with places for its days and its group; the island fills them in."""
    base = address(asked)
    return f"{base}{'' if base.endswith('?') else '&'}from={{first}}&to={{last}}&substance={{code}}"


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
    members = [one.code for one in places.member_states()]
    return {"title": _("Where was it seized?"), "mark": _("seizures"), "regions": rows, "home": members}
