import pytest

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.units import find_unit, label, to_base, unit, units


@pytest.mark.parametrize(
    ("text", "base", "factor"),
    [
        ("Kilogram", "kg", 1),
        ("KGS.", "kg", 1),
        ("кг", "kg", 1),
        ("Kг", "kg", 1),
        ("килограмм(ов)", "kg", 1),
        ("Количество, кг", "kg", 1),
        ("کیلوگرم", "kg", 1),
        ("гр.", "kg", 0.001),
        ("граммах", "kg", 0.001),
        ("Sum Qty (lbs)", "kg", 0.45359237),
        ("Viss", "kg", 1.63293),
        ("литров", "l", 1),
        ("мл", "l", 0.001),
        ("Cc", "l", 0.001),
        ("Gallons (US, liquid)", "l", 3.785411784),
        ("таб.", "tablet", 1),
        ("Tablets_No", "tablet", 1),
        ("тыс. таблеток", "tablet", 1000),
        ("Thousand of tablets", "tablet", 1000),
        ("100 gram", "kg", 0.1),
        ("Block (350gr)", "kg", 0.35),
        ("Paper (1/10 gm)", "kg", 0.0001),
        ("ампул", "ampoule", 1),
        ("доз", "dose", 1),
        ("кустов", "plant", 1),
        ("шт.", "piece", 1),
        ("Hectars", "m2", 10000),
    ],
)
def test_the_unit_and_its_factor(text, base, factor):
    found = find_unit(text)
    assert found is not None
    assert (found.base, found.factor) == (base, factor)


@pytest.mark.parametrize("text", ["", "other", "Unknown", "метр", "0 kg", "1/0 kg", "spoons", "gallon"])
def test_what_is_no_unit_or_could_be_two_stays_unread(text):
    assert find_unit(text) is None


def test_the_strength_of_a_tablet_is_not_its_weight():
    found = find_unit("tablets (25 mg)")
    assert found is not None
    assert found.base == "tablet"


def test_a_quantity_in_base_units_carries_no_noise():
    gram = find_unit("Gram")
    assert gram is not None
    assert to_base(3533.62, gram) == (3.53362, "kg")


def test_codes_lead_back_to_units_multiples_included():
    for one in units():
        assert unit(one.code) == one
    thousand = find_unit("тыс. таблеток")
    assert thousand is not None
    assert unit(thousand.code) == thousand
    assert label("g", "ru") == "грамм"
    for code in ("", "1000-", "x-g", "no-such-unit"):
        with pytest.raises(InputError):
            unit(code)
