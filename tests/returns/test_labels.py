"""A label says of what a row is, and whether it is a total that holds other rows."""

import pytest

from chorsu.returns.labels import read_label


@pytest.mark.parametrize(
    ("text", "heading", "subject"),
    [
        ("Total cocaine (including the above, all other types)", "", "cocaine"),
        ("Cocaine (total of the above, but excluding coca leaf and coca bush)", "Cocaine", "cocaine"),
        ("Cannabis-type", "Reported total Cannabis-type", "cannabis"),
        ("Каннабис, всего", "", "cannabis"),
        ("Итого по группе опиоидов", "", "opioids"),
        ("Опиоиды, в том числе:", "", "opioids"),
        ("Heroin, total", "", "heroin"),
    ],
)
def test_a_total_is_known_by_its_words_and_of_what_it_is(text, heading, subject):
    said = read_label(text, heading)
    assert (said.total, said.subject) == (True, subject)


@pytest.mark.parametrize(
    "text", ["Total", "Итого", "ВСЕГО:", "Total drugs", "Всего наркотиков", "Grand total", "Ҳамагӣ"]
)
def test_a_total_of_no_substance_is_of_everything(text):
    assert read_label(text).everything


@pytest.mark.parametrize("text", ["Heroin", "Cannabis herb (marijuana)", "Гашиш", "Totally unknown thing"])
def test_a_plain_row_is_no_total(text):
    assert not read_label(text).total


def test_what_a_total_says_it_does_not_hold_is_read():
    said = read_label("Cocaine (total of the above, including if unspecified, but excluding coca leaf and coca bush)")
    assert said.excluding == ("coca-leaf", "coca-bush")


@pytest.mark.parametrize("text", ["Other stimulants", "Non-specified opioids", "Прочие опиоиды"])
def test_a_rest_is_not_a_class_that_holds_its_members(text):
    assert read_label(text).rest


@pytest.mark.parametrize("text", ["в том числе героин", "из них героин", "of which: heroin"])
def test_a_part_of_the_row_above_is_known(text):
    said = read_label(text)
    assert (said.part, said.subject, said.total) == (True, "heroin", False)


@pytest.mark.parametrize(
    ("text", "code"), [("Преступления", "crimes"), ("Foreign citizens", "foreigners"), ("Лаборатории", "laboratories")]
)
def test_indicators_are_known_in_both_languages(text, code):
    said = read_label(text)
    assert (said.kind, said.subject) == ("indicator", code)
