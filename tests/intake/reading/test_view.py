"""A view is a text made plain with a way back to every character, whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.intake.reading.phrases import Phrases, stems
from chorsu.intake.reading.sentences import sentences
from chorsu.intake.reading.views import MASK, View

ANY_TEXT = st.text(st.characters(), max_size=200) | st.text(
    "аеёйАЙ\u0306\u0308\u200c\u202e.1٣ ’«İıß\u0301gepo\n", max_size=60
)


@given(ANY_TEXT, st.integers(0, 300), st.integers(0, 300))
def test_every_span_of_a_view_is_a_slice_of_its_text(text, one, other):
    view = View(text)
    start, end = sorted((min(one, len(view.plain)), min(other, len(view.plain))))
    value = view.value("x", start, end)
    assert 0 <= value.start <= value.end <= len(text)
    assert text[value.start : value.end] == value.quote
    assert len(view.plain) == len(view.cased)


@given(ANY_TEXT)
def test_a_word_of_the_text_leads_to_its_place_in_the_view_and_back(text):
    view = View(text)
    for word in view.words:
        start, end = view.span(word.start, word.end)
        first, last = view.place(start, end)
        assert first <= word.start < word.end <= last
        assert view.span(first, last) == (start, end)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("27\u00a0кг", "27 кг"),
        ("۲۷ کيلوگرام", "27 کیلوگرام"),
        ("می\u200cشود", "میشود"),
        ("и\u0306од", "йод"),
        ("гepoин", "героин"),
        ("H\u0435roin", "heroin"),
        ("Ёлка – «ель»", 'елка - "ель"'),
        ("oʻgʻir", "o'g'ir"),
        ("İlham", "ilham"),
        ("\u202e12\u202c кг", "12 кг"),
        ("Баҳо\u0301р", "баҳор"),
    ],
)
def test_what_only_looks_different_is_one(written, plain):
    assert View(written).plain == plain


def test_a_mask_keeps_every_offset():
    view = View("Tel. +992 37 235 is masked")
    masked = view.masked([(5, 16)])
    assert masked.plain == f"tel. {MASK * 11} is masked"
    assert masked.value("", 17, 19).quote == "is"


@given(ANY_TEXT)
def test_sentences_hold_every_visible_character_once(text):
    view = View(text)
    pieces = sentences(view, "ru")
    assert "".join("".join(view.plain[s:e].split()) for s, e in pieces) == "".join(view.plain.split())
    assert all(a[1] <= b[0] for a, b in pairwise(pieces))


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ru", "8 марта 2031 г. на посту проверили груз. Изъято 1,5 кг. Опрошен Ниязов Г. из села.", 3),
        ("en", "On Feb. 14 the U.S. Navy seized 2.5 kg. Mr. A. Smith spoke.", 2),
        ("fa", "سه نفر بازداشت شدند. تحقیقات ادامه دارد؟ بلی.", 3),
        ("en", "Proposals:\n1. To train officers\n2. To meet", 3),
    ],
)
def test_abbreviations_and_initials_end_no_sentence(language, text, count):
    assert len(sentences(View(text), language)) == count


@pytest.mark.parametrize(
    ("language", "phrase", "text", "quote"),
    [
        ("ru", "опий-сырец;опия-сырца", "изъято 2 кг опия-сырца.", "опия-сырца"),
        ("ru", "марихуана", "партию марихуаной", "марихуаной"),
        ("uz", "geroin", "geroinlarning", "geroinlarning"),
        ("kk", "Қарағанды облысы", "Қарағанды облысында", "Қарағанды облысында"),
        ("tg", "тарёк", "тарёкро", "тарёкро"),
        ("en", "customs officer", "two customs officers’ bags", "customs officers’"),
    ],
)
def test_a_phrase_is_found_in_the_forms_of_its_language(language, phrase, text, quote):
    view = View(text)
    (found,) = Phrases([(form, 1) for form in phrase.split(";")], language).find(view)
    assert view.value(1, found.start, found.end).quote == quote


def test_an_exact_phrase_is_found_in_no_other_form():
    phrases = Phrases([("=соль", 1)], "ru")
    assert phrases.find(View("соль"))
    assert not phrases.find(View("солью"))
    assert not phrases.find(View("сольный"))
    assert stems("хат", "ru") == {"хат"}


def test_the_longest_phrase_is_found_that_the_next_words_bear_out():
    listed = [
        ("white", "colour"),
        ("white heroin", "white"),
        ("white heroin powder", "powder"),
        ("heroin base", "base"),
    ]
    found = Phrases(listed, "en").find(View("White heroin powder, white heroin (white sugar), heroin"))
    assert [one.value for one in found] == ["powder", "white", "colour"]
