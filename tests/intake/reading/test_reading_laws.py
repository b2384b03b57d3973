"""The laws of reading, for any text: quotes are slices, nothing raises, the same text reads the same."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.lexicon import LANGUAGES
from chorsu.intake.reading.pieces import LONGEST, pieces
from chorsu.intake.reading.reading import read

WORDS = (
    "5 кг героина|3,250 grams|изъято|в том числе|12 мая 2024 года|с начала года|two men were arrested|1 300 ампул|тысяч|"
    "yarim kilogramm geroin|и|,|. |\n|«соли»|۵ کیلوگرم تریاک|بیش از|полкило|ва|1.234.567|½|2000 г|более|1e9|\u202e|опия|"
    "спрятаны в|of|total|2024-05-06|200 таблеток|мың|дона|+992 37 235-11-42|0|9" + "9" * 400
).split("|")
TEXTS = st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


def quotes(told):
    """All parts of an answer that quote the text."""
    if isinstance(told, dict):
        if {"quote", "start", "end"} <= told.keys():
            yield told
        for part in told.values():
            yield from quotes(part)
    elif isinstance(told, list):
        for part in told:
            yield from quotes(part)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from(("auto", *LANGUAGES)))
def test_every_quote_is_a_slice_and_reading_is_the_same_again(text, language):
    told = answer(read(text, language=language, published=date(2024, 6, 1)))
    for one in quotes(told):
        assert text[one["start"] : one["end"]] == one["quote"]
    assert told == answer(read(text, language=language, published=date(2024, 6, 1)))
    json.dumps(told, allow_nan=False)


NOTICE = "12 мая 2024 года у пассажира поезда изъято 5 кг 300 г героина и 46 свёртков. Задержаны двое граждан."


@pytest.mark.parametrize("unrelated", ["Погода в области остаётся ясной.", "Слушатели задали вопросы докладчику."])
@pytest.mark.parametrize("before", [True, False])
def test_an_unrelated_sentence_changes_no_value(unrelated, before):
    alone = answer(read(NOTICE, published=date(2024, 6, 1)))
    text = f"{unrelated} {NOTICE}" if before else f"{NOTICE} {unrelated}"
    shift = len(unrelated) + 1 if before else 0
    beside = answer(read(text, published=date(2024, 6, 1)))
    assert _moved(alone["seizures"], shift) == beside["seizures"]


def _moved(told, by):
    if isinstance(told, dict):
        return {
            key: value + by
            if key in {"start", "end"}
            else [one + by for one in value]
            if key == "span"
            else _moved(value, by)
            for key, value in told.items()
        }
    return [_moved(one, by) for one in told] if isinstance(told, list) else told


@settings(deadline=None, max_examples=30)
@given(st.text(st.sampled_from(" .\nаb"), max_size=300))
def test_pieces_are_the_text(text):
    text *= 200
    found = list(pieces(text))
    assert "".join(piece for _, piece in found) == text
    assert all(len(piece) <= LONGEST for _, piece in found)
    assert all(text[at : at + len(piece)] == piece for at, piece in found)


def test_a_long_text_is_read_whole():
    filler = "Совещание прошло в рабочей обстановке. " * 1500
    text = filler + "12 мая 2024 года изъято 5 кг героина."
    (seizure,) = answer(read(text, language="ru"))["seizures"]
    assert text[seizure["items"][0]["start"] : seizure["items"][0]["end"]] == "5 кг"
    assert seizure["date"] == "2024-05-12"
