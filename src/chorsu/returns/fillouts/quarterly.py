"""The region's quarterly table: state by substance, seizures and kilograms, what is provisional apart.

Owns its columns and rows. Answers for the viewer of the present transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.returns.fillouts.shape import Column, Fillout
from chorsu.returns.fillouts.sums import Sum, sums
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.records.filters import Filter

__all__ = ["quarterly"]

_HEADERS = {
    "en": (
        "State", "Group", "Substance", "Seizures", "Kilograms", "Of them provisional: seizures",
        "Provisional, kilograms", "Lots without a weight", "Lots beyond belief, in no kilograms", "Mind",
    ),
    "ru": (
        "Государство", "Группа", "Вещество", "Изъятия", "Килограммы", "В том числе предварительно: изъятия",
        "Предварительно, килограммы", "Партии без веса", "Неправдоподобные партии, вне килограммов", "Учесть",
    ),
}  # fmt: skip
_FIELDS = ("country", "substance", "substance", "seized_on", "kg", "state", "kg", "quantity", "quantity", "substance")
_LACK = ("", "", "flag=unknown_substance", "", "basis=none", "", "", "basis=none", "", "")
_OPTIONAL = (*[False] * 9, True)
_PLANTS = {"en": "whole plants: never add to the others", "ru": "целые растения: не складывать с остальными"}
_NOTES = {
    "en": (
        "Each event once. Kilograms of what was weighed; estimates stand apart and are not in them.",
        "A seizure of two substances stands in two rows: the column of seizures is not to be added up.",
        "A seizure whose amount cannot be believed counts as a seizure and is in no kilograms.",
        "Filled from records of single seizures alone; statistical returns are not in it.",
    ),
    "ru": (
        "Каждое событие один раз. Килограммы взвешенного; оценки стоят отдельно и в них не входят.",
        "Изъятие двух веществ стоит в двух строках: столбец изъятий складывать нельзя.",
        "Изъятие с неправдоподобным количеством считается изъятием, но не входит ни в какие килограммы.",
        "Заполнено только по записям об отдельных изъятиях; статистических отчётов здесь нет.",
    ),
}


def quarterly(asked: Filter, language: str) -> Fillout:
    """The seizures under a filter by state and substance."""
    lang = language if language in _HEADERS else "en"
    columns = tuple(map(Column, _HEADERS[lang], _FIELDS, _LACK, _OPTIONAL))
    return Fillout("quarterly-table", columns, _rows(sums(asked), lang), _NOTES[lang])


def _rows(found: list[Sum], lang: str) -> Iterator[dict[str, Any]]:
    for one in found:
        name = substances.label(one.substance, lang) if one.substance else ""
        values = (
            places.label(one.country, lang) if one.country else "",
            substances.label(one.group, lang) if one.group else "",
            name,
            one.seizures,
            round(one.kg, 6),
            one.provisional_seizures,
            round(one.provisional_kg, 6),
            one.unweighed,
            one.impossible,
            _PLANTS[lang] if one.plants else "",
        )
        yield dict(zip(_HEADERS[lang], values, strict=True)) | {"synthetic": one.synthetic}
