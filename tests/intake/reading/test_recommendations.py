"""What was proposed and what was adopted, each in its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.realdata import shared_data

from chorsu.intake.reading.recommendations import recommendations
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View


def _read(text, language="en"):
    return [(found.value.text, found.value.status) for found in recommendations(View(text), Setting(language))]


@pytest.mark.parametrize(
    "entries",
    [
        "1. share samples every month.\n2. name a contact officer.",
        "- share samples every month;\n- name a contact officer.",
        "• - share samples every month;\n• - name a contact officer",
        "a) share samples every month;\nb) name a contact officer.",
        "share samples every month;\n\nname a contact officer.",
    ],
)
def test_every_entry_of_a_list_is_a_recommendation(entries):
    text = f"The Director proposed the following measures:\n\n{entries}\n\nThe meeting then closed."
    assert _read(text) == [("share samples every month", "proposed"), ("name a contact officer", "proposed")]


def test_a_list_inside_a_sentence_is_one_too():
    text = "Participants agreed to: 1) share samples every month; 2) name a contact officer."
    assert _read(text) == [("share samples every month", "adopted"), ("name a contact officer", "adopted")]


@pytest.mark.parametrize(
    ("sentence", "text", "status"),
    [
        ("It was proposed to open a school for dogs.", "open a school for dogs", "proposed"),
        ("The Head suggested that the states open a school.", "the states open a school", "proposed"),
        ("As a result, the participants recommended opening a school.", "opening a school", "adopted"),
        ("The Head recommended opening a school.", "opening a school", "proposed"),
        ("The parties agreed to open a school in May.", "open a school in May", "adopted"),
        ("He called on the member states to open a school.", "open a school", "proposed"),
        (
            "The delegates developed recommendations to speed up the sharing of samples.",
            "speed up the sharing of samples",
            "adopted",
        ),
    ],
)
def test_a_clause_is_a_recommendation(sentence, text, status):
    assert _read(sentence) == [(text, status)]


@pytest.mark.parametrize(
    ("language", "sentence", "part", "status"),
    [
        ("ru", "Директор предложил создать школу кинологов.", "создать школу кинологов", "proposed"),
        ("ru", "По итогам встречи стороны договорились об обмене пробами.", "об обмене пробами", "adopted"),
        ("ru", "Участники рекомендовали проводить курсы ежегодно.", "проводить курсы ежегодно", "adopted"),
        ("ru", "Было предложено расширить обмен пробами.", "расширить обмен пробами", "proposed"),
        (
            "tg",
            "Директор пешниҳод кард, ки табодули намунаҳо васеъ шавад.",
            "табодули намунаҳо васеъ шавад",
            "proposed",
        ),
        ("fa", "مدیر مرکز پیشنهاد کرد که تبادل نمونه ها گسترش یابد.", "تبادل نمونه ها گسترش یابد", "proposed"),
        ("ps", "مشر وړاندیز وکړ چې د نمونو تبادله زیاته شي.", "د نمونو تبادله زیاته شي", "proposed"),
        (
            "uz",
            "Direktor namunalar almashinuvini kengaytirishni taklif qildi.",
            "almashinuvini kengaytirishni",
            "proposed",
        ),
        ("kk", "Тараптар үлгілер алмасуды кеңейтуге келісті.", "үлгілер алмасуды кеңейтуге", "adopted"),
        ("ky", "Директор үлгүлөрдү алмашууну сунуштады.", "үлгүлөрдү алмашууну", "proposed"),
        ("tk", "Direktor nusgalary alyşmagy teklip etdi.", "nusgalary alyşmagy", "proposed"),
        ("az", "Direktor nümunələrin mübadiləsini təklif etdi.", "nümunələrin mübadiləsini", "proposed"),
    ],
)
def test_in_every_language(language, sentence, part, status):
    found = _read(sentence, language)
    assert [(part in text, told) for text, told in found] == [(True, status)]


@pytest.mark.parametrize(
    "text",
    [
        "He told the guests of the courses held and of proposed changes to the building.",
        "The meeting discussed the following issues:\n\n1. methods of smuggling;\n2. new drugs on the market.",
        "The states did not agree to open a school.",
        "Officers seized:\n- 2 kg of heroin;\n- 3 kg of opium.",
    ],
)
def test_what_nobody_recommends_is_none(text):
    assert _read(text) == []


def test_what_follows_recommendations_that_were_worked_out_is_adopted():
    text = "The experts developed several recommendations. First of all it is recommended to share samples."
    assert _read(text) == [("share samples", "adopted")]


def test_an_unrelated_sentence_changes_nothing():
    text = "The Director proposed to open a school."
    assert _read(f"{text} The weather was fine.") == _read(text)


PIECES = st.sampled_from(
    ["proposed:", "1. a thing to do;", "agreed to", "recommendations", "\n", ": ", "; ", "рекомендовали"]
)


@given(
    st.text(st.characters(), max_size=200) | st.lists(PIECES, max_size=10).map(" ".join),
    st.sampled_from(["en", "ru", "uz", "fa", ""]),
)
def test_every_recommendation_is_a_slice_of_its_text(text, language):
    found = recommendations(View(text), Setting(language))
    assert found == recommendations(View(text), Setting(language))
    for value in found:
        assert text[value.start : value.end] == value.quote
        assert value.value.text == " ".join(value.quote.split())
    assert [v.start for v in found] == sorted(v.start for v in found)


def test_the_first_item_of_the_centres_page_proposes_six():
    text = shared_data("page/centre_news_page_12_of_39.txt").read_text(encoding="utf-8")
    found = _read(text[: text.index("From October 17 to 21")])
    assert len(found) == 6
    assert {status for _, status in found} == {"proposed"}
    assert found[0][0].startswith("Conducting training courses")
    assert found[5][0].endswith("import into Afghanistan")
