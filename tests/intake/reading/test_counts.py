"""Numbers of those who took part, with "over" and "about", in ten languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.reading.counts import counts
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View


def _read(text, language="en", taken=()):
    return [
        (found.value.what, found.value.number, found.value.qualifier)
        for found in counts(View(text), Setting(language), taken)
    ]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        (
            "en",
            "About 1,200 participants from 31 countries, 12 international organisations and 93 NGOs, registered.",
            [("participants", 1200, "about"), ("states", 31, ""), ("organisations", 12, ""), ("civil-society", 93, "")],
        ),
        ("en", "Over a hundred senior representatives attended the course.", [("delegates", 100, "more than")]),
        (
            "en",
            "24 dog handlers from three states completed the course.",
            [("participants", 24, ""), ("states", 3, "")],
        ),
        ("en", "The seminar was attended by 17 customs brokers.", [("participants", 17, "")]),
        (
            "ru",
            "В совещании приняли участие свыше 70 делегатов из девяти стран и 4 международных организаций.",
            [("delegates", 70, "more than"), ("states", 9, ""), ("organisations", 4, "")],
        ),
        ("ru", "В семинаре участвовало 19 переводчиков.", [("participants", 19, "")]),
        ("tg", "Дар ҷаласа 20 намоянда аз шаш давлат иштирок карданд.", [("delegates", 20, ""), ("states", 6, "")]),
        (
            "uz",
            "Seminarda 8 davlatdan 60 dan ortiq vakil ishtirok etdi.",
            [("states", 8, ""), ("delegates", 60, "more than")],
        ),
        ("uz", "Семинарда 33 нафар ходим қатнашди.", [("participants", 33, "")]),
        ("kk", "Семинарға алты мемлекеттен 25 өкіл қатысты.", [("states", 6, ""), ("delegates", 25, "")]),
        ("ky", "Семинарга 5 өлкөдөн 40тан ашык өкүл катышты.", [("states", 5, ""), ("delegates", 40, "more than")]),
        ("tk", "Maslahata 4 döwletden 20 wekil gatnaşdy.", [("states", 4, ""), ("delegates", 20, "")]),
        (
            "az",
            "Seminarda 6 ölkədən 50-dən çox nümayəndə iştirak edib.",
            [("states", 6, ""), ("delegates", 50, "more than")],
        ),
        ("fa", "در این نشست ۲۵ نماینده از شش کشور شرکت کردند.", [("delegates", 25, ""), ("states", 6, "")]),
        ("ps", "په غونډه کې د شپږو هېوادونو ۲۰ استازو ګډون وکړ.", [("states", 6, ""), ("delegates", 20, "")]),
    ],
)
def test_numbers_of_those_who_came(language, text, numbers):
    assert _read(text, language) == numbers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Officers arrested 5 people and seized 12 kg of heroin."),
        ("en", "The course lasted 5 days and was attended by judges."),
        ("en", "The 9th session of the Border Council was held in 2032."),
        ("en", "A meeting of the delegation took place."),
        ("ru", "Задержано 63 человека, изъято 4 автомобиля."),
        ("ru", "Центр объединяет семь государств."),
        ("uz", "Operatsiyada 5 nafar shaxs ushlandi."),
    ],
)
def test_other_numbers_count_nobody_who_came(language, text):
    assert _read(text, language) == []


def test_a_number_that_is_spoken_for_counts_nobody():
    text = "On 24 representatives met and attended the meeting."
    assert _read(text) == [("delegates", 24, "")]
    assert _read(text, taken=[(3, 5)]) == []


def test_an_unrelated_sentence_changes_nothing():
    text = "The meeting was attended by 24 experts."
    assert _read(f"It rained. {text} The weather was fine.") == _read(text)


PIECES = st.sampled_from(
    ["attended by", "24", "experts", "over a hundred", "представителей", "12 стран", ".", "\n", "иштирок карданд"]
)


@given(
    st.text(st.characters(), max_size=200) | st.lists(PIECES, max_size=10).map(" ".join),
    st.sampled_from(["en", "ru", "tg", "az", "ps", ""]),
)
def test_every_count_is_a_slice_of_its_text(text, language):
    found = counts(View(text), Setting(language))
    assert found == counts(View(text), Setting(language))
    for value in found:
        assert text[value.start : value.end] == value.quote
        assert value.value.number > 1
