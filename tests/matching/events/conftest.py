"""Builders of invented seizure rows, and of lists that report a year twice."""

import datetime as dt
import itertools
import random

import pytest

from chorsu.kernel.seizures import Cell, SeizureRow

PLACES = {
    "KZ": (
        ("Almaty", "г. Алматы", "KZ-75", "1526384"),
        ("Merke", "Мерке", "KZ-31", "x-merke"),
        ("Semey", "г. Семей", "KZ-10", "1519422"),
        ("Atyrau", "г. Атырау", "KZ-23", "610613"),
    ),
    "UZ": (
        ("Termez", "г. Термез", "UZ-SU", "1215957"),
        ("Samarkand", "Самарканд", "UZ-SA", "1216265"),
        ("Nukus", "г. Нукус", "UZ-QR", "601294"),
    ),
    "TJ": (
        ("Dushanbe", "شهر دوشنبه", "TJ-DU", "1221874"),
        ("Khorog", "خاروغ", "TJ-GB", "1221328"),
        ("Panj", "پنج", "TJ-KT", "1220750"),
    ),
}
SUBSTANCES = (("heroin", "opioids"), ("opium", "opioids"), ("cannabis-resin", "cannabis"), ("mdma", "stimulants"))


@pytest.fixture
def seizure():
    """A row as a reader makes it; `written` is the place and `unit_word` the unit as the report has them."""
    numbers = itertools.count(2)

    def make(
        kg=0.512,
        date="2021-03-14",
        *,
        country="KZ",
        region="KZ-75",
        place="1526384",
        written="Almaty",
        unit_word="Kilogram",
        substance="heroin",
        group="opioids",
        file="list.csv",
        **fields,
    ):
        return SeizureRow(
            source_file=file,
            source_row=next(numbers),
            seizure_date=dt.date.fromisoformat(date) if date else None,
            country=country,
            admin1=region,
            place=written,
            place_id=place,
            substance=substance,
            substance_group=group,
            quantity=kg,
            unit="kg",
            kg=kg,
            kg_basis="mass",
            sources={"place": Cell(0, "place", written), "unit": Cell(1, "unit", unit_word)},
            **fields,
        )

    return make


@pytest.fixture
def abroad(seizure):
    """The same row as the other list of the state would have it: another script, another unit."""
    return lambda **fields: seizure(**{"written": "г. Алматы", "unit_word": "Грамм"} | fields)


@pytest.fixture
def year(seizure):
    """A year of one state's invented seizures as its first list has them: id and row."""

    def make(country, count, seed):
        chance = random.Random(seed)  # noqa: S311 — a fixed seed, no secret
        rows = []
        for number in range(count):
            written, _, region, place = chance.choice(PLACES[country])
            substance, group = chance.choices(SUBSTANCES, (6, 2, 2, 1))[0]
            day = dt.date(2022, 1, 1) + dt.timedelta(days=chance.randrange(365))
            mass = float(f"{chance.lognormvariate(0, 1.5):.{chance.choice((1, 2, 3, 3, 4, 5))}g}")
            row = seizure(
                mass,
                day.isoformat(),
                country=country,
                region=region,
                place=place,
                written=written,
                substance=substance,
                group=group,
            )
            rows.append((f"a{number}", row))
        return rows

    return make


@pytest.fixture
def told_again(seizure):
    """A row of the first list as the second tells it: its script, its unit, now and then a region only."""

    def make(row, chance, *, kg=None, date=None):
        other = next(there for here, there, _, _ in PLACES[row.country] if here == row.place)
        return seizure(
            kg or row.quantity,
            (date or row.seizure_date).isoformat(),
            country=row.country,
            region=row.admin1,
            place=row.place_id if chance.random() < 0.6 else None,
            written=other,
            unit_word="грамм",
            substance=row.substance,
            group=row.substance_group,
        )

    return make
