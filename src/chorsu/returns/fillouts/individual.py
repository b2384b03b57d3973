"""UNODC's individual drug seizures: one row a lot, under the column names of its published tables.

Owns the mapping from a record to these columns. Answers for the viewer of the present transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from chorsu.kernel.errors import ChorsuError
from chorsu.records.lots import IMPOSSIBLE
from chorsu.records.models import Lot, Seizure
from chorsu.returns.fillouts.shape import DOUBTFUL, Column, Fillout
from chorsu.returns.tables import subregion
from chorsu.vocabulary import manners, places, substances, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chorsu.records.filters import Filter

__all__ = ["OUT_OF_BOUNDS", "Plausible", "individual"]

type Plausible = Callable[[float, str], bool]
"""Whether a quantity in a base unit can be that of one lot."""

_LANGUAGE = "en"
"""The questionnaire is in English."""
_READ = 1_000
OUT_OF_BOUNDS = "out_of_bounds"
_WHY = {
    "implausible_quantity": "more than one seizure of this drug is taken to be",
    "negative_quantity": "a negative amount",
    OUT_OF_BOUNDS: "less or more than any seizure can be",
}
"""Why an amount is doubtful: the doubts that keep it out of every figure of ours, and what nobody can have weighed."""
COLUMNS = (
    Column("REGION", "country"),
    Column("SUBREGION", "country"),
    Column("COUNTRY", "country"),
    Column("ADMINISTRATIVE_DIVISION", "admin1", "flag=unknown_region"),
    Column("PLACE", "place", "flag=unknown_place"),
    Column("SEIZURE_DATE", "seized_on"),
    Column("DRUG_NAME", "substance", "flag=unknown_substance"),
    Column("AMOUNT", "quantity", "flag=no_quantity"),
    Column("DRUG_UNIT", "unit", "flag=no_unit"),
    Column("HIDING_PLACE", "concealment"),
    Column("INSTALLATION", "installation"),
    Column("TRANSPORT", "conveyance"),
    Column("PRODUCING_COUNTRY", "origin"),
    Column("DEPARTURE_COUNTRY", "departure"),
    Column("DESTINATION_COUNTRY", "destination"),
    Column("ROUTING", "routing"),
)
_MANNERS = {
    "HIDING_PLACE": "concealment",
    "INSTALLATION": "installation",
    "TRANSPORT": "conveyance",
    "ROUTING": "routing",
}
_COUNTRIES = {"PRODUCING_COUNTRY": "origin", "DEPARTURE_COUNTRY": "departure", "DESTINATION_COUNTRY": "destination"}


_NOTES = {
    "en": (
        "One row a lot; a seizure of several drugs has several rows. Each event once.",
        "Quantities that are only estimated yet stand in it as they are.",
        "Amounts beyond belief stand in it as reported; their rows say so, and are to be checked before they are sent.",
        "Filled from records of single seizures alone; statistical returns are not in it.",
    ),
    "ru": (
        "Одна строка — одна партия; у изъятия нескольких веществ несколько строк. Каждое событие один раз.",
        "Количества, которые пока только оценены, стоят как есть.",
        "Неправдоподобные количества стоят как сообщены; их строки это говорят, проверьте их до отправки.",
        "Заполнено только по записям об отдельных изъятиях; статистических отчётов здесь нет.",
    ),
}


def _anything(_quantity: float, _unit: str) -> bool:
    return True


def individual(asked: Filter, plausible: Plausible = _anything) -> Fillout:
    """The seizures under a filter, each event once, oldest first; `plausible` knows how much one lot can be at all."""
    rows = _rows(asked.with_only(counting="once", kind=("drug",)), plausible)
    return Fillout("individual-drug-seizures", COLUMNS, rows, _NOTES["en"], _WHY, _NOTES)


def _rows(asked: Filter, plausible: Plausible) -> Iterator[dict[str, Any]]:
    lots = Prefetch("lots", Lot.objects.filter(kind="drug").order_by("number"))
    seizures = asked.apply(Seizure.objects.filter(crime_area="drugs")).order_by("seized_on", "id")
    for seizure in seizures.prefetch_related(lots).iterator(chunk_size=_READ):
        said = _of_seizure(seizure)
        for lot in seizure.lots.all():
            yield said | _of_lot(lot, plausible)


def _of_seizure(seizure: Seizure) -> dict[str, Any]:
    region, sub = subregion(seizure.country)
    said: dict[str, Any] = {
        "REGION": region,
        "SUBREGION": sub,
        "COUNTRY": _place(seizure.country),
        "ADMINISTRATIVE_DIVISION": _place(seizure.admin1),
        "PLACE": seizure.place,
        "SEIZURE_DATE": seizure.seized_on.isoformat(),
        "synthetic": seizure.synthetic,
    }
    said |= {header: _manner(name, getattr(seizure, name)) for header, name in _MANNERS.items()}
    return said | {header: _place(getattr(seizure, name)) for header, name in _COUNTRIES.items()}


def _of_lot(lot: Lot, plausible: Plausible) -> dict[str, Any]:
    name = substances.label(lot.substance, _LANGUAGE) if lot.substance else lot.substance_text
    said = {"DRUG_NAME": name, "AMOUNT": lot.quantity, "DRUG_UNIT": _unit(lot.unit)}
    doubts = _doubts(lot, plausible)
    return said | {DOUBTFUL: doubts} if doubts else said


def _doubts(lot: Lot, plausible: Plausible) -> tuple[str, ...]:
    """Why the amount of a lot cannot be believed."""
    found = tuple(code for code in IMPOSSIBLE if code in lot.doubts)
    if found or lot.quantity is None:
        return found
    try:
        return () if plausible(lot.quantity, lot.unit) else (OUT_OF_BOUNDS,)
    except ChorsuError:
        return ()


def _place(code: str) -> str:
    return places.label(code, _LANGUAGE) if code else ""


def _manner(name: str, code: str) -> str:
    try:
        return manners.label(name, code, _LANGUAGE) if code else ""
    except (ChorsuError, KeyError):
        return code


def _unit(code: str) -> str:
    try:
        return units.label(code, _LANGUAGE) if code else ""
    except ChorsuError:
        return code
