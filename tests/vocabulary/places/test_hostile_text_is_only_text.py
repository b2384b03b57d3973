"""Whatever stands in a cell, the look-ups answer and do not fail."""

from hypothesis import given
from hypothesis import strategies as st

from chorsu.vocabulary.places import find_country, find_place, find_regions, regions

COUNTRIES = st.sampled_from(["AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ", "AF", "ZZ"])
SYLLABLES = st.sampled_from(
    ["г. ", "область", "Алма", "-", "115", "\ufffd", "?", ", ", "и ", " district", "хан", "/", "«", "оба", "ский "]
)


@given(st.text(max_size=60), COUNTRIES)
def test_any_text(text, country):
    find_country(text)
    find_regions(text, country)
    find_place(text, country)


@given(st.lists(SYLLABLES, max_size=8).map("".join), COUNTRIES, st.sampled_from([None, "KZ-63", "RU-LEN/RU-SPE"]))
def test_any_heap_of_syllables(text, country, admin1):
    found = find_place(text, country, admin1)
    assert found is None or found.country == country


def test_very_long_text_is_answered():
    assert find_regions("область " * 3000, "RU") is None
    assert find_place("район " * 3000, "RU") is None


@given(st.sampled_from([one for one in regions() if one.country in {"RU", "KZ", "UZ"}]), st.data())
def test_one_slip_of_the_pen_never_gives_another_region(one, data):
    name = one.name_ru
    at = data.draw(st.integers(1, len(name) - 2))
    found = find_regions(name[:at] + name[at + 1 :], one.country)
    assert found is None or one.code in {*found.codes, *found.alternatives}
