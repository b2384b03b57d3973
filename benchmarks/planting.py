# ruff: noqa: PLR2004, S101, S311 — shares of a draw with a fixed seed; rows are checked by the caller
"""Plants double reports into real rows: a second list that reports part of a first one again, as another agency would.

Owns the ways in which a second report differs (script, unit, rounding, slips, days, missing region). Nothing here is
used by the product; the shares are chosen harsher than what was seen in Kazakhstan 2011.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

from anyascii import anyascii

from chorsu.kernel.seizures import Cell, SeizureRow
from chorsu.matching.events.dates import swapped_date

__all__ = ["Planted", "plant"]

PARCEL_INSTEAD = 0.2
"""Of the events the second list tells of, the share beside which it tells of another parcel (counted: 0.07-0.3)."""

EQUAL_PARCELS = (0.24, 0.06, 0.03, 0.004)
"""How often two parcels of one operation are equal, by significant digits (counted on the world file)."""

CYRILLIC = dict(zip("abvgdezijklmnoprstufhcyw", "абвгдезийклмнопрстуфхцыв", strict=True)) | {
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "ya": "я",
    "yu": "ю",
    "q": "қ",
    "x": "кс",
}


@dataclass(frozen=True, slots=True)
class Planted:
    """Rows of both lists by id, and the true pairs (first list, second list)."""

    rows: list[tuple[str, SeizureRow]]
    truth: frozenset[frozenset[str]]


def plant(
    first: list[tuple[str, SeizureRow]], *, seed: int, share: float = 0.3, extra: float = 0.2, grams: bool = True
) -> Planted:
    """Report `share` of the rows a second time, and add `extra` (as a share) rows that only the second list has.

    Beside some of them the second list has another parcel of the same day and place, which is another event.
    The extra rows are real rows moved to another day and rescaled, so that they look like the list and match nothing.
    """
    chance = random.Random(seed)
    usable = [(i, row) for i, row in first if row.quantity and row.seizure_date]
    twice = chance.sample(usable, int(len(usable) * share))
    alone = chance.sample(usable, int(len(usable) * extra))
    second = [(f"b:{i}", _told_again(row, chance, grams=grams)) for i, row in twice]
    only = [(f"c:{i}", _told_again(_elsewhen(row, chance), chance, grams=grams)) for i, row in alone]
    siblings = chance.sample(usable, int(len(usable) * share * PARCEL_INSTEAD))
    parcels = [(f"d:{i}", _told_again(_parcel(row, chance), chance, grams=grams)) for i, row in siblings]
    rows = first + second + only + parcels
    chance.shuffle(rows)
    return Planted(rows, frozenset(frozenset((i, f"b:{i}")) for i, _ in twice))


def _parcel(row: SeizureRow, chance: random.Random) -> SeizureRow:
    """Another parcel of the same operation: its quantity is equal as often as parcels of one operation are."""
    assert row.quantity
    digits = len(f"{row.quantity:.9e}".split("e")[0].replace(".", "").rstrip("0"))
    if chance.random() < EQUAL_PARCELS[min(digits, len(EQUAL_PARCELS)) - 1]:
        return row
    quantity = float(f"{row.quantity * chance.uniform(0.3, 3):.{digits}g}")
    return replace(row, quantity=quantity, kg=quantity if row.unit == "kg" else row.kg)


def _elsewhen(row: SeizureRow, chance: random.Random) -> SeizureRow:
    assert row.seizure_date
    assert row.quantity
    moved = row.seizure_date + dt.timedelta(days=chance.choice((-1, 1)) * chance.randint(8, 120))
    digits = chance.randint(1, 4)
    quantity = float(f"{row.quantity * chance.uniform(0.4, 2.5):.{digits}g}")
    return replace(row, seizure_date=moved, quantity=quantity, kg=quantity if row.unit == "kg" else row.kg)


def _told_again(row: SeizureRow, chance: random.Random, *, grams: bool) -> SeizureRow:
    assert row.seizure_date
    assert row.quantity
    quantity = _quantity(row.quantity, chance)
    place = row.sources["place"].text if "place" in row.sources else row.place
    written = _other_script(place)
    vague = chance.random()
    sources = dict(row.sources)
    sources["place"] = Cell(0, "place", written)
    if "admin1" in sources:
        sources["admin1"] = Cell(0, "admin1", _other_script(sources["admin1"].text))
    unit = {"kg": "Gram" if grams else "кг"}.get(row.unit or "", row.unit or "")
    sources["unit"] = Cell(0, "unit", unit)
    return replace(
        row,
        seizure_date=_date(row.seizure_date, chance),
        quantity=quantity,
        kg=quantity if row.unit == "kg" else row.kg,
        place=written,
        place_id=row.place_id if vague < 0.5 else None,
        admin1=row.admin1 if vague < 0.85 else None,
        concealment=row.concealment if chance.random() < 0.4 else None,
        conveyance=row.conveyance if chance.random() < 0.6 else None,
        installation=None,
        origin=row.origin if chance.random() < 0.5 else None,
        sources=sources,
    )


def _quantity(quantity: float, chance: random.Random) -> float:
    draw = chance.random()
    if draw < 0.68:
        return quantity
    if draw < 0.78:
        return float(f"{quantity:.3g}")
    if draw < 0.88:
        return float(f"{quantity:.2g}")
    if draw < 0.92:
        return _swapped(quantity, chance)
    return quantity * 1000 if draw < 0.95 else quantity * chance.uniform(0.9, 1.1)


def _swapped(quantity: float, chance: random.Random) -> float:
    text = f"{quantity:.6g}"
    places = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit() and text[i] != text[i + 1]]
    if not places or "e" in text:
        return quantity
    i = chance.choice(places)
    return float(text[:i] + text[i + 1] + text[i] + text[i + 2 :]) or quantity


def _date(date: dt.date, chance: random.Random) -> dt.date:
    draw = chance.random()
    if draw < 0.8:
        return date
    if draw < 0.92:
        return date + dt.timedelta(days=chance.choice((-1, 1)))
    if draw < 0.96:
        return date + dt.timedelta(days=chance.choice((-3, -2, 2, 3)))
    swapped = swapped_date(date.toordinal())
    return dt.date.fromordinal(swapped) if swapped else date


def _other_script(text: str) -> str:
    latin = anyascii(text)
    if latin != text:
        return latin
    lower = text.lower()
    for pair in ("sh", "ch", "zh", "kh", "ya", "yu"):
        lower = lower.replace(pair, CYRILLIC[pair])
    return "".join(CYRILLIC.get(letter, letter) for letter in lower)
