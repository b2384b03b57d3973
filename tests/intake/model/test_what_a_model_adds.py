"""A model points at words; what they mean our finders say. It adds or contradicts, and never takes away."""

import datetime as dt
import json

import pytest

from chorsu.intake.drafts.opening import opened_all
from chorsu.intake.drafts.slots import passes, restored, stored, unresolved
from chorsu.intake.model.joining import LITTLE, joined
from chorsu.intake.model.telling import told_in
from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read

NOTE = (
    "On 12 May 2024 police in Osh seized 5 kg of heroin from a car. The car had left Batken on 10 May 2024. "
    "Two people were detained. At the station 300 g of opium and 1,5 kg of hashish are kept for the court."
)
DAY = dt.date(2024, 5, 14)


def with_model(seizures, text=NOTE, offset=0):
    reading = read(text, published=DAY)
    told, notes = told_in(json.dumps({"seizures": seizures}), text)
    return answer(reading, offset=offset), joined(reading, told, offset=offset, notes=notes), notes.lines


def lot(amount, substance):
    return {"amount": amount, "substance": substance}


AGREES = {"date": "12 May 2024", "place": "Osh", "items": [lot("5 kg", "heroin")]}


def test_where_model_and_reader_agree_nothing_changes():
    alone, both, notes = with_model([AGREES])
    assert both == alone
    assert notes == []


def test_a_model_that_tells_nothing_takes_nothing_away():
    alone, both, _ = with_model([])
    assert both == alone


@pytest.mark.parametrize(
    ("path", "quote", "value"),
    [("date", "10 May 2024", "2024-05-10"), ("place", "Batken", "Batken Region")],
)
def test_other_words_become_an_alternative_and_the_readers_value_stands(path, quote, value):
    alone, both, _ = with_model([AGREES | {path: quote}])
    was, now = alone["seizures"][0], both["seizures"][0]
    assert now["date"] == was["date"]
    assert now["place"]["id"] == was["place"]["id"]
    (other,) = (now["date_quote"] if path == "date" else now["place"])["alternatives"]
    assert (other["by"], other["confidence"], other["quote"]) == ("model", LITTLE, quote)
    assert value in {other.get("value"), other.get("name_en")}
    slot = opened_all(both, NOTE)[0][path]
    assert len(slot.alternatives) == 1
    assert unresolved(path, slot)


def test_another_substance_of_the_same_amount_is_a_choice():
    _, both, _ = with_model([AGREES | {"items": [lot("5 kg", "opium")]}])
    slot = opened_all(both, NOTE)[0]["lots.1.substance"]
    assert (slot.value, slot.alternatives) == ("heroin", ("opium",))


def test_another_amount_of_the_same_substance_is_a_choice():
    text = "On 12 May 2024 police in Osh seized 5 kg of heroin. They weighed it again: 4 kg."
    _, both, _ = with_model([AGREES | {"items": [lot("4 kg", "heroin")]}], text)
    slot = opened_all(both, text)[0]["lots.1.amount"]
    assert slot.value == {"quantity": 5, "unit": "kg"}
    assert slot.alternatives == ({"quantity": 4, "unit": "kg"},)


def test_a_value_that_only_the_model_found_is_doubtful_and_says_by_whom():
    text = "On 12 May 2024 police in Osh seized 5 kg of heroin. Buyers from Kazan had paid for it."
    alone, both, _ = with_model([AGREES | {"to": "Kazan"}], text)
    assert alone["seizures"][0]["to"] is None
    told = both["seizures"][0]["to"]
    assert (told["quote"], told["iso"], told["by"], told["confidence"]) == ("Kazan", "RU-TA", "model", LITTLE)
    slots = opened_all(both, text)[0]
    assert (slots["destination"].value, slots["destination"].by) == ("RU", "model")
    assert unresolved("destination", slots["destination"])
    assert slots["date"].by == ""


def test_no_standing_rule_lets_a_value_of_the_model_pass_however_little_it_asks():
    text = "On 12 May 2024 police in Osh seized 5 kg of heroin. Buyers from Kazan had paid for it."
    alone, both, _ = with_model([AGREES | {"to": "Kazan"}], text)
    assert passes(opened_all(alone, text)[0], 0.1)
    (slots,) = opened_all(both, text)
    assert not passes(slots, 0.1)
    assert not passes(restored(stored(slots)), 0.1)


def test_a_seizure_that_only_the_model_found_is_a_draft_of_the_model():
    text = "Press service.\n\nHeroin\n\nweight of the find, as the service told us on 12 May 2024 in Osh\n\n5 kg"
    alone, both, _ = with_model([AGREES | {"items": [lot("5 kg", "Heroin")]}], text)
    assert alone["seizures"] == []
    (told,) = both["seizures"]
    assert (told["by"], told["date"], told["items"][0]["by"]) == ("model", "2024-05-12", "model")
    (slots,) = opened_all(both, text)
    assert {slot.by for slot in slots.values() if slot.value is not None} == {"model"}
    assert not passes(slots, 0.01)


def test_an_amount_is_never_counted_twice():
    text = (
        "On 3 May 2024 in Osh 2 kg of heroin was seized. On 5 May 2024 in Batken 3 kg of opium was seized. "
        "On 7 May 2024 in Naryn 40 kg of drugs was seized, including 30 kg of hashish and 10 kg of marijuana."
    )
    alone, both, _ = with_model(
        [
            {"date": "3 May 2024", "items": [lot("2 kg", "heroin"), lot("3 kg", "heroin")]},
            {"items": [lot("30 kg", "hashish"), lot("40 kg", "hashish")]},
        ],
        text,
    )
    assert [len(one["items"]) for one in both["seizures"]] == [len(one["items"]) for one in alone["seizures"]]


def test_a_number_cut_in_two_is_the_whole_number_all_the_same():
    text = "On 12 May 2024 police in Osh seized 1,5 kg of heroin and 15 kg of opium."
    alone, both, _ = with_model([{"items": [lot("5 kg", "heroin")]}], text)
    assert both == alone


def test_offsets_are_those_of_the_whole_document():
    _, both, _ = with_model([AGREES | {"date": "10 May 2024"}], offset=1_000)
    other = both["seizures"][0]["date_quote"]["alternatives"][0]
    assert NOTE[other["start"] - 1_000 : other["end"] - 1_000] == "10 May 2024"
