"""Instruments: their kind, their name, and whether the text tells that they were adopted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.reading.instruments import instruments
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View


def _read(text, language="en"):
    return [
        (found.value.kind, found.value.title, found.value.status)
        for found in instruments(View(text), Setting(language))
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "title", "status"),
    [
        (
            "At the end the Osh Declaration on Safe Borders was adopted.",
            "declaration",
            "Osh Declaration on Safe Borders",
            "adopted",
        ),
        (
            "The parties signed a Memorandum of Understanding between the Example Centre and the Example Academy.",
            "memorandum",
            "Memorandum of Understanding between the Example Centre and the Example Academy",
            "adopted",
        ),
        (
            "In line with resolution 7/2 of the Example Commission, a course was held.",
            "resolution",
            "resolution 7/2 of the Example Commission",
            "cited",
        ),
        (
            "It was held under the Plan of Main Events of the Centre for the 2nd half of 2031.",
            "programme",
            "Plan of Main Events of the Centre for the 2nd half of 2031",
            "cited",
        ),
        (
            "All sides adopted recommendations of the Example Group on dogs.",
            "recommendations",
            "recommendations of the Example Group on dogs",
            "adopted",
        ),
    ],
)
def test_an_instrument_has_its_whole_name(sentence, kind, title, status):
    assert _read(sentence) == [(kind, title, status)]


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "title"),
    [
        (
            "ru",
            "По итогам принята Ошская декларация о безопасных границах.",
            "declaration",
            "Ошская декларация о безопасных границах",
        ),
        ("ru", "Стороны подписали Меморандум о взаимопонимании.", "memorandum", "Меморандум о взаимопонимании"),
        ("tg", "Дар фарҷом Эъломияи Душанбе қабул карда шуд.", "declaration", "Эъломияи Душанбе"),
        ("uz", "Yakunida Toshkent deklaratsiyasi qabul qilindi.", "declaration", "Toshkent deklaratsiyasi"),
        ("kk", "Соңында Алматы декларациясы қабылданды.", "declaration", "Алматы декларациясы"),
        ("ky", "Соңунда Ош декларациясы кабыл алынды.", "declaration", "Ош декларациясы"),
        ("az", "Sonda Bakı bəyannaməsi qəbul edildi.", "declaration", "Bakı bəyannaməsi"),
        ("fa", "در پایان یادداشت تفاهم امضا شد.", "memorandum", "یادداشت تفاهم"),
    ],
)
def test_in_other_languages(language, sentence, kind, title):
    found = _read(sentence, language)
    assert (kind, title, "adopted") in found


@pytest.mark.parametrize(
    "text",
    [
        "The delegates debated several resolutions of that kind.",
        "The Head of the Border Programme and its Programme Officer spoke.",
        "The plan of the house was found in the car.",
    ],
)
def test_a_common_noun_is_no_instrument(text):
    assert _read(text) == []


def test_parties_stand_between_and():
    (found,) = instruments(View("They signed the Agreement between Alpha Centre and Beta Centre."), Setting("en"))
    assert found.value.parties == ("Alpha Centre", "Beta Centre")


@given(
    st.text(st.characters(), max_size=200)
    | st.lists(st.sampled_from(["signed", "the", "Declaration", '"X y"', "of", "No. 5", "Plan", "."]), max_size=12).map(
        " ".join
    )
)
def test_every_instrument_is_a_slice_of_its_text(text):
    found = instruments(View(text), Setting("en"))
    assert found == instruments(View(text), Setting("en"))
    ends = 0
    for value in found:
        assert text[value.start : value.end] == value.quote
        assert value.start >= ends
        ends = value.end


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("ru", "Принят Меморандум о взаимодействии.", "Меморандум о взаимодействии"),
        ("ru", "Подписано Соглашение о сотрудничестве.", "Соглашение о сотрудничестве"),
        ("en", "Adopted Declaration on Cooperation.", "Declaration on Cooperation"),
        ("tg", "Қабул гардид Меморандуми ҳамкорӣ.", "Меморандуми ҳамкорӣ"),
        ("kk", "Қабылданды Меморандум «Достық».", "Меморандум «Достық»"),
        ("uz", "Imzolandi Memorandum «Tinchlik».", "Memorandum «Tinchlik»"),
    ],
)
def test_a_verb_with_a_capital_before_the_name_is_no_part_of_it(language, text, title):
    found = instruments(View(text), Setting(language=language))
    assert [(one.value.title, one.value.status) for one in found] == [(title, "adopted")]
