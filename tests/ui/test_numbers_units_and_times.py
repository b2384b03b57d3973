"""Numbers, units and times read as a reader of the language writes them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from chorsu.ui import wording


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (526.5, "526.5", "526,5"),
        (Decimal("1234567.8910"), "1,234,567.891", "1\xa0234\xa0567,891"),
        (40213, "40,213", "40\xa0213"),
        (0, "0", "0"),
        (100, "100", "100"),
        (Decimal("1E+3"), "1,000", "1\xa0000"),
        (0.00004, "0.00004", "0,00004"),
        (0.0077, "0.0077", "0,0077"),
        (0.0078, "0.0078", "0,0078"),
        (0.0065, "0.0065", "0,0065"),
        (0.1234567, "0.123", "0,123"),
        (2.0005, "2.001", "2,001"),
        (1e-9, "< 0.000001", "< 0,000001"),
        (-2.5, "−2.5", "−2,5"),
        (float("nan"), "—", "—"),
    ],
)
def test_a_number_takes_the_separators_of_the_language(value, english, russian):
    with translation.override("en"):
        assert wording.number(value) == english
    with translation.override("ru"):
        assert wording.number(value) == russian


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (0, "tablets", "таблеток"),
        (1, "tablet", "таблетка"),
        (2, "tablets", "таблетки"),
        (5, "tablets", "таблеток"),
        (11, "tablets", "таблеток"),
        (14, "tablets", "таблеток"),
        (21, "tablets", "таблетка"),
        (104, "tablets", "таблетки"),
        (1.5, "tablets", "таблетки"),
        (Decimal("1.0"), "tablet", "таблетка"),
        (None, "tablets", "таблетки"),
    ],
)
def test_a_counted_unit_takes_the_plural_of_its_number(value, english, russian):
    with translation.override("en"):
        assert wording.unit_word("tablet", value) == english
    with translation.override("ru"):
        assert wording.unit_word("tablet", value) == russian


def test_a_unit_that_the_kit_does_not_know_is_shown_as_it_is():
    assert wording.unit_word("матчбокс", 3) == "матчбокс"


def test_a_table_shows_iso_and_the_offset_where_asked():
    moment = dt.datetime(2026, 3, 14, 3, 12, tzinfo=dt.UTC)
    assert wording.clock(dt.date(2026, 3, 14)) == "2026-03-14"
    assert wording.clock(moment) == "2026-03-14 03:12"
    assert wording.clock(moment, zone=True) == "2026-03-14 03:12 UTC"


def test_text_speaks_dates_in_the_cases_of_the_language():
    with translation.override("en"):
        assert wording.spoken(dt.date(2026, 3, 14)) == "14 March 2026"
    with translation.override("ru"):
        assert wording.spoken(dt.date(2026, 3, 14)) == "14 марта 2026 г."


def test_digits_that_differ_are_all_shown_where_values_are_compared():
    with translation.override("ru"):
        assert wording.exact(1234.5678) == "1\xa0234,5678"
        assert wording.exact(0.1 + 0.2) == "0,3"


def test_a_number_stands_in_a_field_as_one_writes_it():
    with translation.override("ru"):
        assert wording.entered(1250.0077) == "1250,0077"
        assert wording.entered(1e-7) == "0,0000001"
        assert wording.entered(None) == ""
