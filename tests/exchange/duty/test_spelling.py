"""Identifiers are found in words, and each sign of theirs is said by its word, in both languages; amounts and dates are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
