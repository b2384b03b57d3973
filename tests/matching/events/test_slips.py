"""A second report is found although it is a day off, rounded, in another unit, or mistyped."""

import pytest

from chorsu.matching.events import find_pairs


@pytest.fixture
def verdict(seizure, year):
    """The verdict on one report and its double among a year of other rows."""

    def ask(first, second):
        pairs = find_pairs([*year("KZ", 120, seed=7), ("one", first), ("two", second)])
        return next((pair for pair in pairs if {pair.a, pair.b} == {"one", "two"}), None)

    return ask


def test_equal_to_the_gram_in_two_scripts_is_the_same(seizure, abroad, verdict):
    assert verdict(seizure(25.713), abroad(kg=25.713)).verdict == "same"


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({"date": "2021-03-15"}, "date_one_day"),
        ({"kg": 25.7}, "mass_rounded_3"),
        ({"kg": 26.0}, "mass_rounded_2"),
        ({"kg": 25.731}, "mass_swapped"),
        ({"kg": 25713.0}, "mass_unit_slip"),
        ({"kg": 25.718}, "mass_one_digit"),
    ],
)
def test_a_slip_leaves_the_pair_at_least_possible_and_is_named(seizure, abroad, verdict, second, reason):
    pair = verdict(seizure(25.713), abroad(**({"kg": 25.713} | second)))
    assert pair.verdict in {"same", "possible"}
    assert reason in {found.code for found in pair.reasons}


def test_day_and_month_changed_places(seizure, abroad, verdict):
    pair = verdict(seizure(3.914, "2021-03-06"), abroad(kg=3.914, date="2021-06-03"))
    assert pair.verdict in {"same", "possible"}
    assert "date_day_month_swapped" in {found.code for found in pair.reasons}


@pytest.mark.parametrize(
    "second",
    [{"kg": 24.1}, {"date": "2021-08-29"}, {"substance": "cannabis-resin", "group": "cannabis"}],
)
def test_another_quantity_date_or_substance_is_another_event(seizure, abroad, verdict, second):
    assert verdict(seizure(25.713), abroad(**({"kg": 25.713} | second))) is None


def test_a_wrong_region_does_not_hide_an_exact_double(seizure, abroad, verdict):
    second = abroad(kg=25.713, region="KZ-23", place=None, written="Атырауская область")
    assert verdict(seizure(25.713), second).verdict == "same"
