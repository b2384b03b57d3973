"""Text as received shows what the eye would miss, and can do nothing to the page."""

import pytest

from chorsu.ui.wording import reveal


@pytest.mark.parametrize(
    ("char", "mark"),
    [
        ("\u200b", "U+200B"),
        ("\u00a0", "U+00A0"),
        ("\u202e", "U+202E"),
        ("\ufeff", "U+FEFF"),
        ("\x00", "U+0000"),
        ("\u00ad", "U+00AD"),
    ],
)
def test_an_invisible_character_is_shown_by_its_number(char, mark):
    shown = reveal(f"a{char}b")
    assert char not in shown
    assert mark in shown


def test_letters_of_every_alphabet_stay_as_they_are():
    text = "Ошская обл., Şəki, Ўзбекистон, مزار شریف\nline"
    assert reveal(text) == f"<bdi>{text}</bdi>"


def test_markup_in_a_cell_is_text():
    assert "<script>" not in reveal("<script>alert(1)</script>")
