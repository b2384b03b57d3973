"""Watches found by index are those that each of them, asked alone, says; and what a watch may ask at all."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.exchange.watches.criteria import Criteria, Told, ToldLot, answers
from chorsu.exchange.watches.index import Index
from chorsu.kernel.errors import InputError
from chorsu.kernel.words import matchable

SUBSTANCES = ["heroin", "opium", "cocaine", "mephedrone", ""]
GROUPS = {"heroin": "opioids", "opium": "opioids", "cocaine": "coca", "mephedrone": "stimulants", "": ""}
PLACES = ["KZ", "KZ-75", "UZ", "UZ-TO", "TJ", ""]
IDENTIFIERS = [("phone", "+77010000001"), ("plate", "01A777AA"), ("phone", "+99290000002")]
WORDS = ["Sample trading", "Золотой лев", "777", "crown", "lev"]


def some(values, most=2):
    return st.sets(st.sampled_from(values), max_size=most).map(frozenset)


asked = st.builds(
    Criteria,
    substances=some([one for one in SUBSTANCES if one]),
    groups=some(["opioids", "coca"]),
    least_kg=st.sampled_from([None, None, 0.5, 10]),
    places=some([one for one in PLACES if one]),
    route=some(["AF", "IR"]),
    concealment=some(["vehicle", "body"], 1),
    conveyance=some(["train", "car"], 1),
    identifiers=some(IDENTIFIERS),
    words=some(WORDS),
)
lots = st.builds(
    lambda substance, kg, words: ToldLot(substance, GROUPS[substance], kg, matchable(words)),
    st.sampled_from(SUBSTANCES), st.sampled_from([None, 0.2, 0.5, 30.0]), st.sampled_from(["", *WORDS, "the crown 777"]),
)  # fmt: skip
told = st.builds(
    Told,
    lots=st.lists(lots, max_size=3).map(tuple),
    country=st.sampled_from(["KZ", "UZ", "TJ", ""]),
    region=st.sampled_from(["KZ-75", "UZ-TO", ""]),
    route=some(["AF", "IR", "RU"]),
    concealment=st.sampled_from(["", "vehicle", "body"]),
    conveyance=st.sampled_from(["", "train", "car"]),
    identifiers=some(IDENTIFIERS),
    words=st.sampled_from(["", "на упаковке золотой лев и надпись", "SAMPLE  TRADING, Almaty"]).map(matchable),
)


@given(st.lists(asked, max_size=30), st.lists(told, min_size=1, max_size=5))
def test_the_index_finds_what_each_watch_alone_says(watches, records):
    index = Index(dict(enumerate(watches)))
    for record in records:
        alone = {number: reasons for number, one in enumerate(watches) if (reasons := answers(one, record))}
        assert dict(index.hits(record)) == alone


@given(st.lists(asked, min_size=2, max_size=10), told)
def test_a_watch_put_in_anew_or_taken_out_fires_no_more_as_before(watches, record):
    index = Index(dict(enumerate(watches)))
    index.put(0, watches[1])
    index.drop(1)
    index.drop(1)
    expected = {0: watches[1], **{number: one for number, one in enumerate(watches) if number > 1}}
    assert len(index) == len(expected)
    assert {key for key, _ in index.hits(record)} == {key for key, one in expected.items() if answers(one, record)}
    for number in expected:
        index.drop(number)
    assert list(index.hits(record)) == []


@given(asked, told)
def test_one_more_criterion_never_makes_a_record_answer_that_did_not(criteria, record):
    narrower = dataclasses.replace(
        criteria, places=criteria.places or frozenset({"KZ"}), least_kg=criteria.least_kg or 5
    )
    if criteria != Criteria() and answers(narrower, record):
        assert answers(criteria, record)


@given(asked)
def test_criteria_are_kept_and_found_again(criteria):
    assert Criteria.from_json(criteria.as_json()) == criteria


def test_quantity_and_substance_are_asked_of_one_lot():
    record = Told(lots=(ToldLot("heroin", "opioids", 0.2), ToldLot("cannabis", "cannabis", 40.0)))
    assert not answers(Criteria(substances=frozenset({"heroin"}), least_kg=10), record)
    assert answers(Criteria(substances=frozenset({"cannabis"}), least_kg=10), record) == ("quantity:cannabis 40 kg",)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("Золотой лев", "zolotoy lev"),
        ("CROWN", "a crown, stamped"),
        ("Şahin", "sahin 200"),
        ("Ltd. Sample", "ltd sample"),
    ],
)
def test_words_are_found_in_any_case_and_alphabet(word, text):
    assert answers(Criteria(words=frozenset({word})), Told(words=matchable(text)))


def test_a_part_of_a_word_is_no_word():
    assert not answers(Criteria(words=frozenset({"lev"})), Told(words=matchable("level")))


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(),
        Criteria(words=frozenset({"ab"})),
        Criteria(words=frozenset({"--- !"})),
        Criteria(least_kg=float("nan")),
        Criteria(least_kg=-1),
        Criteria(places=frozenset(str(number) for number in range(201))),
    ],
)
def test_what_cannot_be_watched_for_is_refused(criteria):
    with pytest.raises(InputError):
        criteria.checked()


@given(st.floats(min_value=1e-12, max_value=1e30), st.lists(st.floats(min_value=0) | st.none(), max_size=3))
def test_a_quantity_alone_is_found_however_small_or_large(least, told):
    asked = Criteria(least_kg=least)
    record = Told(lots=tuple(ToldLot("heroin", kg=kg) for kg in told))
    found = {key for key, _ in Index({1: asked}).hits(record)}
    assert found == ({1} if answers(asked, record) else set())
