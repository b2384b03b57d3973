"""Identifiers are found in words, and each sign of theirs is said by its word, in both languages; amounts and dates are not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.passes import MOST, growth
from chorsu.exchange.duty.spelling import identifiers_in, spelled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The lorry 01 A 123 BC crossed on 2026-03-02 with 12 KG.", ["01 A 123 BC"]),
        ("Грузовик А123ВС 77 прошёл Термез, 350 кг, 2024 год.", ["А123ВС 77"]),
        ("Container MSKU1234567, lot LT-77/4, seal 0099123", ["MSKU1234567", "LT-77/4", "0099123"]),
        ("Call +998 90 123-45-67 or write to ali.v@example.org, @dealer99", ["+998 90 123-45-67", "ali.v@example.org", "@dealer99"]),
        ("Nothing to spell here, 1.5 kg and 18 099 tablets in 2023.", []),
        ("The same twice: AB1234 and AB1234", ["AB1234"]),
    ],
)  # fmt: skip
def test_what_is_to_be_spelled_is_found(text, found):
    assert identifiers_in(text) == found


def test_each_sign_is_said_by_its_word():
    assert spelled("A1-b", "en") == ["Alfa", "one", "dash", "Bravo"]
    assert spelled("A1-b", "ru") == ["Альфа", "один", "дефис", "Браво"]
    assert spelled("А 7", "ru") == ["Анна", "семь"]
    assert spelled("А 7", "en") == ["Cyrillic Anna", "seven"]  # one that looks like the Latin letter


@given(st.text(alphabet="ABCXYZАБЯЁабя0123456789+-/.@_ ", min_size=1))
def test_no_sign_is_left_out_or_left_as_it_is(text):
    for language in ("en", "ru"):
        words = spelled(text, language)
        assert len(words) == sum(not sign.isspace() for sign in text)
        assert all(len(word) > 1 for word in words)


@given(st.text())
def test_whatever_is_found_stands_in_the_text(text):
    for one in identifiers_in(text):
        assert one in text


GROUP = r"(?:[A-ZА-ЯЁ]{1,4}|[A-ZА-ЯЁ0-9]*[0-9][A-ZА-ЯЁ0-9]*)"
AS_IT_IS_MEANT = re.compile(rf"(?<![\w.,]){GROUP}(?:[ /-]{GROUP}){{0,5}}(?!\w|[.,]\d)")
"""Groups of capitals and figures, as one would write them who need not mind how long the text is."""


@given(st.text(alphabet="AБ01 -/.,a", max_size=24))
def test_groups_are_found_as_they_are_meant(text):
    meant = dict.fromkeys(one.group() for one in AS_IT_IS_MEANT.finditer(text))
    found = identifiers_in(text)
    assert found == [one for one in meant if one in found]
    assert all(one in found for one in meant if re.fullmatch("[AБ]{2}[01]{3}", one))


LONG = {"figures": "1{}a", "capitals": "A{}a", "a mail that is none": "x{}", "both": "A1{}b"}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_is_passed_over_once(text):
    sign = text[0]
    assert growth(identifiers_in, lambda size: text.format(sign * size), 2_500) < MOST
