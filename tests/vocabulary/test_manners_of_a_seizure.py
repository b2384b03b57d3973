import pytest

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.manners import KINDS, find_manner, label, manner, manners


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("concealment", "Car Parts", "car-parts"),
        ("concealment", "в багажнике", "transport-vehicle"),
        ("concealment", "Swallowed", "swallowed"),
        ("conveyance", "Private road", "private-road"),
        ("conveyance", "грузовик", "commercial-road"),
        ("conveyance", "ж/д", "rail"),
        ("installation", "Truck / Lorry", "truck"),
        ("installation", "таможенный пост", "customs-facilities"),
        ("routing", "Border - transit/free trade zone", "transit"),
        ("routing", "ввоз", "inbound"),
    ],
)
def test_a_manner_is_read(kind, text, code):
    assert find_manner(kind, text) == code


def test_one_word_may_mean_different_things_in_different_columns():
    assert find_manner("concealment", "Container") == find_manner("installation", "Container") == "container"
    assert find_manner("conveyance", "Container") is None
    assert find_manner("routing", "") is None


def test_every_manner_has_names_in_both_languages_and_is_found_by_them():
    for kind in KINDS:
        for code in manners(kind):
            for lang in ("en", "ru"):
                assert find_manner(kind, label(kind, code, lang)) == code, (kind, code, lang)


def test_unknown_kinds_and_codes_are_refused():
    with pytest.raises(InputError, match="kind"):
        find_manner("colour", "red")
    with pytest.raises(InputError, match="no-such"):
        manner("routing", "no-such")
