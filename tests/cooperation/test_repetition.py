"""Repetitions are proposed by their wording: the same recommendation in other words, not the same subject."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.cooperation.repetition import Wording, proposals, roots

SAME = [
    ("Organise joint training on controlled deliveries for customs laboratories of member states",
     "Joint trainings on controlled delivery for the customs laboratories of the member states should be organised"),
    ("Strengthen control over the making, storage, sale and carriage of precursors",
     "Control measures over making (storage/sale/carriage) of precursors must be strengthened"),
    ("Провести совместные учебные курсы для сотрудников правоохранительных органов по выявлению прекурсоров",
     "Проведение учебных курсов по выявлению прекурсоров для сотрудников правоохранительных органов региона"),
    ("Наладить регулярный обмен информацией о новых психоактивных веществах между государствами-членами",
     "Регулярно обмениваться информацией между государствами-членами о новых психоактивных веществах"),
    ("Exchange information on new psychoactive substances every month",
     "Monthly exchange of information on new psychoactive substances"),
]  # fmt: skip
DIFFERENT = [
    ("Strengthen control over the making of precursors", "Organise trainings on controlled deliveries of precursors"),
    ("Exchange information on new psychoactive substances every month", "Exchange liaison officers between the centre and its partners"),
    ("Провести учебные курсы по выявлению прекурсоров", "Усилить контроль за производством прекурсоров"),
    ("Publish an annual report on seizures in the region", "Publish the contact points of customs laboratories"),
    ("Establish interaction with firms that make precursors", "Establish regional cooperation against trafficking of migrants"),
]  # fmt: skip


def wordings(texts):
    return [Wording(uuid.UUID(int=number), text) for number, text in enumerate(texts, start=1)]


def pairs(texts):
    return {(one.earlier.int - 1, one.later.int - 1) for one in proposals(wordings(texts))}


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_words_is_proposed(one, other):
    assert pairs([one, other]) == {(0, 1)}


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_the_same_subject_is_not_the_same_recommendation(one, other):
    assert pairs([one, other]) == set()


def test_among_many_only_the_repetitions_are_proposed():
    texts = [text for pair in SAME for text in pair]
    assert pairs(texts) == {(number, number + 1) for number in range(0, len(texts), 2)}


UNSEEN = [
    ("Introduce a single form for requests about suspicious consignments", "A single request form for suspicious consignments should be introduced"),
    ("Designate a contact point for postal parcels in every member state", "Each member state should designate contact points on postal parcels"),
    ("Создать единый реестр изъятий синтетических наркотиков", "Создание единого реестра изъятий синтетических наркотиков"),
    ("Share laboratory profiles of methamphetamine", "Laboratories are to share profiles of methamphetamine"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), UNSEEN)
def test_wordings_written_after_the_measure_was_fixed_are_found_too(one, other):
    assert pairs([one, other]) == {(0, 1)}


@given(
    st.lists(
        st.lists(
            st.sampled_from(["train", "officers", "precursors", "exchange", "figures", "centre", "region", "every"]),
            max_size=8,
        ),
        max_size=9,
    )
)
def test_the_pairs_of_one_record_are_those_of_all_that_name_it(words):
    texts = [" ".join(each) for each in words]
    everything = proposals(wordings(texts))
    for one in wordings(texts):
        mine = [each for each in everything if one.identifier in {each.earlier, each.later}]
        assert proposals(wordings(texts), of=one.identifier) == mine


@given(st.lists(st.text(max_size=80), max_size=10))
def test_proposing_never_fails_and_proposes_each_pair_once(texts):
    found = proposals(wordings(texts))
    seen = [(one.earlier, one.later) for one in found]
    assert len(seen) == len(set(seen))
    assert all(one.earlier < one.later and 0 <= one.score <= 1 for one in found)


@given(
    st.permutations(range(1, 8)), st.integers(1, 7), st.dictionaries(st.integers(8, 12), st.integers(1, 12), max_size=5)
)
def test_all_that_lead_into_a_ring_have_one_root(order, length, tails):
    ring = order[:length]
    links = {one: ring[(place + 1) % length] for place, one in enumerate(ring)}
    links |= {one: ring[0] if other <= 7 else other for one, other in tails.items() if other <= 7}
    found = roots([(uuid.UUID(int=one), uuid.UUID(int=other)) for one, other in links.items()])
    assert set(found.values()) == {uuid.UUID(int=ring[0])}


@given(st.dictionaries(st.integers(1, 12), st.integers(1, 14) | st.none()))
def test_every_record_has_a_root_among_those_given(links):
    named = {uuid.UUID(int=key): value and uuid.UUID(int=value) for key, value in links.items()}
    found = roots(named.items())
    assert found.keys() == named.keys()
    assert set(found.values()) <= named.keys()
