"""What a text is not made to pay for: a model that its words make needless, and look-ups that can find nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.reading import language, phrases, place_names
from chorsu.intake.reading.gazetteer import begins, key_of, sites
from chorsu.intake.reading.views import View

PERSIAN = "پلیس در بازار شهر از مردم خواست که این کار را به زودی انجام دهند و در خانه بمانند"
PASHTO = "د سیمې خلک په دې باور دي چې له دې لارې کار کوي او په کلي کې اوسي"
BOTH = "پلیس در بازار از مردم خواست که این کار را به زودی تمام کند و د سیمې خلک په دې باور دي"


@pytest.fixture
def asked(monkeypatch):
    samples = []
    monkeypatch.setattr(language, "_by_model", lambda sample: samples.append(sample) or "fa")
    return samples


@pytest.mark.parametrize(("text", "code"), [(PERSIAN, "fa"), (PASHTO.translate({ord("ې"): "ی"}), "ps")])
def test_many_words_of_one_language_ask_no_model(asked, text, code):
    assert language.detect(text) == (code, "Arab")
    assert not asked


def test_words_of_two_languages_leave_it_to_the_model(asked):
    plain = BOTH.translate({ord("ې"): "ی"})
    assert language.detect(plain) == ("fa", "Arab")
    assert asked == [plain]


def test_a_text_is_told_by_what_is_looked_at_of_it_and_not_by_a_view_of_more(asked):
    text = f"{'ابپت ' * 500}{PASHTO}"
    assert language.detect(text, View(text)) == language.detect(text)
    assert asked == [text[:2000]] * 2


def test_words_with_which_no_name_begins_are_looked_up_one_by_one(monkeypatch):
    looked_up = []
    view = View("غظفق قظغف فقظغ ظقفغ")
    monkeypatch.setattr(place_names, "sites", lambda key: looked_up.append(key) or sites(key))
    assert place_names.names(view, "fa") == []
    assert looked_up == [key_of(word.plain) for word in view.words]


def test_a_name_of_several_words_begins_as_each_of_its_words_goes_on():
    for name in ("Mazar-i-Sharif", "Islam Qala", "Нижний Пяндж", "مزار شریف"):
        key = key_of(name)
        assert sites(key), name
        assert all(begins(key[:size]) for size in range(len(key) + 1))
    assert not begins("zzzzzzzz")


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_letter_has_the_same_form_with_and_without_a_mark_elsewhere(text):
    if any(map(unicodedata.combining, text)):
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    marked = f"{text}.e\u0301"
    alone, beside = View(text), View(marked)
    assert beside.cased == f"{alone.cased}.é"
    size = len(alone.cased)
    assert [alone.span(at, at + 1) for at in range(size)] == [beside.span(at, at + 1) for at in range(size)]


def test_a_word_that_ends_a_text_begins_no_longer_phrase():
    listed = phrases.Phrases([("тарёк", 1), ("тарёки хом", 2)], "tg")
    assert [one.value for one in listed.find(View("5 кг тарёк"))] == [1]
    assert [one.value for one in listed.find(View("5 кг тарёки хом"))] == [2]
