"""Weights and identifiers in the form of a watch are read back to the last digit and sign; weights as people write them."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from builders.watches import asks, read_back, typed
from chorsu.desk.watches.reading import criteria_values
from chorsu.desk.watches.wording import reason_lines
from chorsu.exchange.watches.criteria import Told, ToldLot, answers
from chorsu.intake.reading.entered import entered


@given(kg=st.floats(min_value=0, exclude_min=True, allow_nan=False, allow_infinity=False))
def test_a_weight_keeps_all_its_digits(kg):
    assert read_back(asks(least_kg=kg)).least_kg == kg


@pytest.mark.parametrize(("kg", "shown"), [(1234.567, "1234.567"), (1e7, "10000000"), (0.00001, "0.00001"), (2, "2")])
def test_a_weight_is_written_as_a_person_writes_it(kg, shown):
    assert criteria_values(asks(least_kg=kg))["least_kg"] == shown


@pytest.mark.parametrize(
    "identifier",
    [
        ("online", "https://example.org/a;b=1?c=2,3"), ("online", "example.org/x; y"), ("case", "12/3; AB, 4"),
        ("case", 'the "old"; 7'), ("case", "14 / 22"), ("phone", "+998937773113"), ("online", "https://example.org/?q=a,b"),
    ],
)  # fmt: skip
def test_an_identifier_is_read_back_whole(identifier):
    given_by = entered(": ".join(identifier), "KZ")
    told = (given_by.kind, given_by.normal)
    other = ("phone", "+998901112233")
    assert read_back(asks(identifiers=[told, other])) == asks(identifiers=[told, other])


def test_identifiers_are_parted_by_semicolons_as_before():
    assert {kind for kind, _normal in typed(identifiers='phone: +998937773113; case: "12"; case: "13"').identifiers} == {
        "phone", "case",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kg", "reason", "shown"),
    [
        (13.847, "quantity:heroin 13.847 kg", "Героин, 13,847 кг"),
        (1234567.891, "quantity:heroin 1234567.891 kg", "Героин, 1\xa0234\xa0567,891 кг"),
        (2500000.0, "quantity:heroin 2500000 kg", "Героин, 2\xa0500\xa0000 кг"),
    ],
)
def test_the_weight_that_answers_is_told_in_digits(kg, reason, shown):
    reasons = answers(asks(substances=["heroin"], least_kg=1.0), Told(lots=(ToldLot("heroin", "opioids", kg),)))
    assert reasons == (reason,)
    with translation.override("ru"):
        assert reason_lines(reasons) == [("Вещество", shown)]
