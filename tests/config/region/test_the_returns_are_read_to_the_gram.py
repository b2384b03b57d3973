"""The invented returns of the region are written with decimal commas, and read so."""

import datetime as dt
from decimal import Decimal

from chorsu.config.region.returning import load_returns, statement


def test_every_figure_is_a_number_with_its_decimals():
    figures = [one for row in load_returns() for one in statement(row, dt.date(2026, 11, 25)).entries]
    assert all(one.value is not None for one in figures)
    assert {one.value for one in figures if one.label == "Heroin"} == {Decimal("31.420"), Decimal("55.1")}
