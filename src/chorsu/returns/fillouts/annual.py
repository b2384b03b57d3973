"""The annual table by drug in the layout of UNODC, with total rows that hold those above and are marked as such.

Owns its columns and rows. Answers for the viewer of the present transaction.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from chorsu.returns.fillouts.shape import Column, Fillout
from chorsu.returns.fillouts.sums import Sum, sums
from chorsu.returns.tables import subregion
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.records.filters import Filter

__all__ = ["HOLDS", "annual"]

_LANGUAGE = "en"
"""The questionnaire is in English."""
HOLDS = "total: holds the rows above, never add"
"""What stands in the column "Row" of a total."""
_PLANTS = "whole plants: never add"
_SINGLE = "drug"
COLUMNS = (
    Column("Region", "country"),
    Column("SubRegion", "country"),
    Column("Country/Territory", "country"),
    Column("msCode", "country"),
    Column("Drug group", "substance", "flag=unknown_substance"),
    Column("Drug", "substance", "flag=unknown_substance"),
    Column("Year", "seized_on"),
    Column("Kilograms", "kg", "basis=none"),
    Column("Number of seizures", "seized_on", optional=True),
    Column("Provisional kilograms, not in the column before", "state", optional=True),
    Column("Row", "substance"),
)
_NOTES = {
    "en": (
        'Rows "Total … (including the above)" hold the rows above them. Add totals or drugs, never both.',
        "Whole plants are in no total. Each event once. Estimates stand apart.",
        "A seizure of two drugs stands in two rows: numbers of seizures are not to be added up, and totals have none.",
        "A seizure whose amount cannot be believed counts as a seizure and is in no kilograms.",
        "Filled from records of single seizures alone; statistical returns are not in it.",
    ),
    "ru": (
        "Строки итогов содержат строки над ними. Складывайте либо итоги, либо вещества.",
        "Целых растений нет ни в одном итоге. Каждое событие один раз. Оценки стоят отдельно.",
        "Изъятие двух веществ стоит в двух строках: числа изъятий складывать нельзя, и в итогах их нет.",
        "Изъятие с неправдоподобным количеством считается изъятием, но не входит ни в какие килограммы.",
        "Заполнено только по записям об отдельных изъятиях; статистических отчётов здесь нет.",
    ),
}


def annual(asked: Filter) -> Fillout:
    """The seizures under a filter by state, year and drug."""
    return Fillout("annual-drug-seizures", COLUMNS, _rows(sums(asked)), _NOTES["en"], page_notes=_NOTES)


def _rows(found: list[Sum]) -> Iterator[dict[str, Any]]:
    for (_country, _year, group), members in groupby(found, lambda one: (one.country, one.year, one.group)):
        rows = list(members)
        for one in rows:
            name = substances.label(one.substance, _LANGUAGE) if one.substance else "Not specified"
            kind = _PLANTS if one.plants else _SINGLE
            yield _row(one, name, one.kg, one.provisional_kg, one.seizures, kind)
        held = [one for one in rows if not one.plants]
        if len(held) > 1 and group:
            name = f"Total {substances.label(group, _LANGUAGE)} (including the above)"
            kg, provisional = sum(one.kg for one in held), sum(one.provisional_kg for one in held)
            yield _row(held[0], name, kg, provisional, "", HOLDS, synthetic=any(one.synthetic for one in held))


def _row(  # noqa: PLR0913, PLR0917 — the columns of a row
    one: Sum, name: str, kg: float, provisional: float, seizures: int | str, kind: str, *, synthetic: bool | None = None
) -> dict[str, Any]:
    region, sub = subregion(one.country)
    values = (
        region,
        sub,
        places.label(one.country, _LANGUAGE) if one.country else "",
        places.country(one.country).alpha3 if one.country else "",
        substances.label(one.group, _LANGUAGE) if one.group else "",
        name,
        one.year,
        round(kg, 6) if kg or one.weighed else "",
        seizures,
        round(provisional, 6) or "",
        kind,
    )
    found: dict[str, Any] = dict(zip((column.header for column in COLUMNS), values, strict=True))
    return found | {"synthetic": one.synthetic if synthetic is None else synthetic}
