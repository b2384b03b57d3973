"""The slots of a draft: whatever an answer holds, a draft opens; what is stored comes back; what is doubtful is said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.readings import NOTE, answer_to, words_in
from chorsu.intake.drafts.opening import opened, opened_all
from chorsu.intake.drafts.saying import names, qualified
from chorsu.intake.drafts.slots import (
    Slot,
    blank,
    differs_from_total,
    fits,
    kind_of,
    passes,
    restored,
    stored,
    unresolved,
)
from chorsu.kernel.errors import InputError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = (
    "date",
    "date_quote",
    "country",
    "place",
    "agency",
    "items",
    "concealment",
    "from",
    "via",
    "to",
    "arrested",
    "total_stated",
    "confidence",
)


@given(st.dictionaries(st.sampled_from(NAMES), JSON), st.text(max_size=60))
def test_a_draft_opens_whatever_the_answer_holds_and_comes_back_from_the_store(seizure, text):
    slots = opened(seizure, text)
    assert restored(json.loads(json.dumps(stored(slots)))) == slots
    for slot in slots.values():
        assert slot.start is None or text[slot.start : slot.end] == slot.quote


@given(st.dictionaries(st.text(max_size=8), JSON) | st.fixed_dictionaries({"date": JSON, "lots.1.amount": JSON}))
def test_a_stored_draft_is_read_or_refused_with_a_line(said):
    refused = ""
    try:
        restored(said)
    except InputError as error:
        refused = str(error)
    assert refused or all(kind_of(path) for path in said)


def test_a_quote_that_is_not_there_has_no_place():
    moved = {"date": "2024-03-12", "date_quote": words_in(NOTE, "12 March 2024") | {"start": 3, "end": 16}}
    assert opened(moved, NOTE)["date"].start is None


def test_a_day_on_which_it_was_only_reported_is_doubtful():
    said = {"date": "2024-03-12", "date_role": "reported", "confidence": 0.95}
    assert unresolved("date", opened(said, NOTE)["date"])
    assert not unresolved("date", opened(said | {"date_role": "event"}, NOTE)["date"])


@pytest.mark.parametrize("path", ["lots.1.amount", "lots.40.substance", "date", "total"])
def test_slots_have_kinds(path):
    assert kind_of(path)


@pytest.mark.parametrize(
    "path", ["", "lots", "lots.0.amount", "lots.41.amount", "lots.1.price", "lots.1", "lots.١.amount", "x.date"]
)
def test_other_paths_are_none(path):
    with pytest.raises(InputError):
        kind_of(path)


def lot(quantity):
    return Slot({"quantity": quantity, "unit": "kg"})


@pytest.mark.parametrize(("total", "differs"), [(None, False), (3, False), (3.02, False), (4, True)])
def test_a_total_that_is_not_the_sum_is_said(total, differs):
    slots = blank() | {"lots.1.amount": lot(1), "lots.2.amount": lot(2), "lots.2.substance": Slot("heroin")}
    slots["total"] = Slot({"quantity": total, "unit": "kg"}) if total else Slot()
    assert differs_from_total(slots) is differs


def test_a_draft_passes_only_when_each_value_is_sure_enough():
    (slots,) = opened_all(answer_to(NOTE), NOTE)
    sure = {path: Slot(slot.value, confidence=0.95) for path, slot in slots.items()}
    assert passes(sure, 0.95)
    assert not passes(sure, 0.96)
    assert not passes(sure | {"concealment": Slot("car-parts", confidence=0.5)}, 0.9)
    assert not passes(sure | {"date": Slot("2024-03-12", alternatives=("2024-12-03",))}, 0.9)
    assert not passes(sure | {"place": Slot()}, 0.9)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("count", 10**400),
        ("amount", {"quantity": 10**400, "unit": "kg"}),
        ("amount", {"quantity": float("inf"), "unit": "kg"}),
        ("amount", {"quantity": float("nan"), "unit": "kg"}),
    ],
)
def test_a_number_beyond_all_measure_fits_nowhere(kind, value):
    assert not fits(kind, value)


def test_an_answer_with_numbers_beyond_all_measure_opens_a_draft():
    huge = {"quantity": 10**400, "unit": "kg", "substance": "heroin"}
    place = {"quote": "Termez", "lat": 10**400, "lon": 67}
    slots = opened({"arrested": 10**400, "place": place, "items": [huge], "total_stated": huge}, "")
    assert [slots[path].value for path in ("detained", "lots.1.amount", "total")] == [None, None, None]
    assert slots["place"].value == {"text": "Termez"}


@pytest.mark.parametrize("number", ["0", "01", "041", "0004", "41", "400", "9" * 9])
def test_the_number_of_a_lot_is_written_in_one_way_and_has_a_bound(number):
    with pytest.raises(InputError):
        kind_of(f"lots.{number}.amount")


@pytest.mark.parametrize(
    ("text", "quote", "qualifier", "lang", "words"),
    [
        ("Изъято до 5 кг героина", "5 кг", "up to", "ru", "до 5 кг"),
        ("Изъято не более\n5 кг героина", "5 кг", "up to", "ru", "не более\n5 кг"),
        ("They found more than 5 kg of it", "5 kg", "more than", "ru", "more than 5 kg"),
        ("5 kg dan ortiq", "5 kg", "more than", "ru", "более 5 kg"),
        ("5 kg", "5 kg", "up to", "en", "at most 5 kg"),
        ("about 5 kg", "5 kg", None, "en", "5 kg"),
    ],
)
def test_the_words_of_an_amount_hold_its_qualifier(text, quote, qualifier, lang, words):
    value = {"quantity": 5, "unit": "kg"} | ({"qualifier": qualifier} if qualifier else {})
    start = text.index(quote)
    assert qualified(Slot(value, quote, start, start + len(quote)), quote, text, lang) == words


def test_names_of_countries_are_said_in_the_language_of_the_reader():
    assert names("UZ, KZ", "ru") == "Узбекистан, Казахстан"
    assert names("Казахстан, Termez", "en") == "Kazakhstan, Termez"
