"""The table of seizures as the kit draws it: columns, cells that filter, sorting, downloads.

Owns which columns there are and how their cells look. Must not query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chorsu.desk.presenting import lot_chip, place_name, quantity
from chorsu.desk.records.wording import FIELDS, chip_of, flag_name, value_label
from chorsu.records.listing import DEFAULT_SORT
from chorsu.ui.shapes import Amount, Column, Row, Table, TableCell

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Mapping, Sequence

    from chorsu.desk.hand_in.audience import Names
    from chorsu.handling.rules import Actor
    from chorsu.records.filters import Filter
    from chorsu.records.models import Lot, Seizure
    from chorsu.ui.shapes import MarkingChip

__all__ = ["SORT_NAMES", "address", "seizure_table"]

SORT_NAMES = {"date": "date", "weight": "kg", "received": "received"}
"""For each sort its column."""
_MANNERS = ("concealment", "conveyance", "origin", "destination")
_HIDDEN = {"received", "admin1", "country", *_MANNERS}
_MOST_LOTS = 3


def address(asked: Filter, sort: str = DEFAULT_SORT, **more: str) -> str:
    """The query of the table's address: filter, sort where it is not the usual one, cursor."""
    items = asked.items()
    if sort != DEFAULT_SORT:
        items.append(("sort", sort))
    return f"?{urlencode([*items, *more.items()])}"


def seizure_table(  # noqa: PLR0913 — what a table shows
    seizures: Sequence[Seizure],
    *,
    asked: Filter,
    sort: str,
    names: Names,
    actor: Actor,
    links: Mapping[uuid.UUID, tuple[int, int]],
) -> Table:
    """The table of a screenful."""

    def marking(seizure: Seizure) -> MarkingChip:
        return chip_of(names, seizure, actor, short=True)

    return Table(
        name="records",
        caption=_("Seizures"),
        columns=_columns(asked, sort),
        rows=[_row(seizure, asked, sort, marking, links.get(seizure.pk, (0, 0))) for seizure in seizures],
        selectable=True,
        cards=True,
        downloads=_downloads(asked),
    )


def _downloads(asked: Filter) -> list[tuple[str, str]]:
    query = asked.as_query()
    forms = (("CSV", "csv"), ("XLSX", "xlsx"), ("GeoJSON", "geojson"))
    return [
        (label, f"{reverse('records-download', args=[form])}{'?' if query else ''}{query}") for label, form in forms
    ]


def _columns(asked: Filter, sort: str) -> list[Column]:
    labels: list[tuple[str, Any, dict[str, Any]]] = [
        ("date", FIELDS["seized_on"], {}),
        ("place", FIELDS["place"], {"wrap": True}),
        ("substance", FIELDS["substance"], {"wrap": True}),
        ("quantity", FIELDS["quantity"], {"number": True}),
        ("kg", _("Weight"), {"number": True, "unit": pgettext("unit symbol", "kg")}),
        ("marking", _("Marking"), {}),
        ("links", _("Same event"), {}),
        ("flags", _("Flags"), {"wrap": True}),
        ("admin1", FIELDS["admin1"], {}),
        ("country", FIELDS["country"], {}),
        *((name, FIELDS[name], {}) for name in _MANNERS),
        ("received", _("Received"), {}),
    ]
    found = []
    for key, label, more in labels:
        by = next((name for name, column in SORT_NAMES.items() if column == key), "")
        found.append(Column(key, label, shown=key not in _HIDDEN, **more, **_sorting(asked, sort, by)))
    return found


def _sorting(asked: Filter, sort: str, by: str) -> dict[str, Any]:
    if not by:
        return {}
    current = sort.removeprefix("-") == by
    down = current and sort.startswith("-")
    state: Literal["", "ascending", "descending"] = ("descending" if down else "ascending") if current else ""
    return {"sort_href": address(asked, by if down else f"-{by}"), "sorted": state}


def _row(
    seizure: Seizure, asked: Filter, sort: str, marking: Callable[[Seizure], MarkingChip], links: tuple[int, int]
) -> Row:
    lots = list(seizure.lots.all())
    first = lots[0] if lots else None
    more = len(lots) - 1

    def coded(field: str) -> TableCell:
        code = getattr(seizure, field)
        href = address(asked.with_only(**{field: (code,)}), sort) if code else ""
        return TableCell(value_label(field, code) if code else "", filter_href=href)

    cells = [
        TableCell(seizure.day),
        TableCell(place_name(seizure), filter_href=_of_place(seizure, asked, sort)),
        _what(lots, asked, sort),
        TableCell(_("several") if more > 0 else quantity(first) if first else ""),
        TableCell(_weight(lots)),
        TableCell(marking(seizure)),
        TableCell(_links(links)),
        TableCell(", ".join(flag_name(flag) for flag in seizure.flags)),
        coded("admin1"),
        coded("country"),
        *(coded(name) for name in _MANNERS),
        TableCell(seizure.recorded_at),
    ]
    return Row(cells, href=reverse("record", args=[seizure.pk]), selection=str(seizure.pk), muted=seizure.withdrawn)


def _what(lots: Sequence[Lot], asked: Filter, sort: str) -> TableCell:
    """The substance; of several lots their substances in words, the first few."""
    if len(lots) > 1:
        kinds = list(dict.fromkeys(value_label("substance", lot.substance) or lot.substance_text for lot in lots))
        return TableCell(", ".join(kinds[:_MOST_LOTS]) + ("…" if len(kinds) > _MOST_LOTS else ""))
    first = lots[0] if lots else None
    return TableCell(lot_chip(first) if first else "", filter_href=_of_substance(first, asked, sort))


def _of_place(seizure: Seizure, asked: Filter, sort: str) -> str:
    """Everything from the same region, or from the country where no region is known."""
    if seizure.admin1:
        return address(asked.with_only(admin1=(seizure.admin1,)), sort)
    return address(asked.with_only(country=(seizure.country,)), sort) if seizure.country else ""


def _of_substance(lot: Lot | None, asked: Filter, sort: str) -> str:
    return address(asked.with_only(substance=(lot.substance,)), sort) if lot and lot.substance else ""


def _weight(lots: Sequence[Lot]) -> float | Amount | None:
    """Kilograms, drawn as assumed where a stated factor had a part in them."""
    weighed = [lot for lot in lots if lot.kg is not None]
    factors = {lot.kg_basis.removeprefix("assumed:") for lot in weighed if lot.kg_basis.startswith("assumed:")}
    total = sum(lot.kg or 0.0 for lot in weighed)
    return Amount(total, "", factor="; ".join(sorted(factors))) if factors else total if weighed else None


def _links(links: tuple[int, int]) -> str:
    same, possible = links
    parts = []
    if same:
        parts.append(ngettext("%(count)d more report", "%(count)d more reports", same) % {"count": same})
    if possible:
        parts.append(ngettext("%(count)d possible", "%(count)d possible", possible) % {"count": possible})
    return ", ".join(parts)
