"""A person is known again in another order, alphabet or shortening; a name that fits two persons joins neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.directory.names import alike, gathered, read_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Exampleov Anvar Karimovich", "Anvar Karimovich Exampleov"),
        ("Exampleov Anvar", "Anvar Karimovich Exampleov"),
        ("Ms. Lola Example-Usta", "Example-Usta Lola"),
        ("Анвар Примеров", "Anvar Primerov"),
        ("ПРИМЕРОВ АНВАР", "Примеров Анвар"),
        ("Ғафур Намунаев", "Намунаев Ғафур"),
        ("A.B. Exampleov", "A. B. Exampleov"),
    ],
)
def test_one_person_written_twice(one, other):
    assert alike(read_name(one), read_name(other)) == "same"
    assert alike(read_name(other), read_name(one)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A. Exampleov", "Anvar Exampleov"),
        ("A.Exampleov", "Exampleov Anvar Karimovich"),
        ("Примеров Ш.", "Шерзод Примеров"),
        ("Example-Zoda Sh.", "Sherzod Example-Zoda"),
        ("Exampleov", "Anvar Exampleov"),
    ],
)
def test_a_shortened_name_may_be_the_fuller_one(one, other):
    assert alike(read_name(one), read_name(other)) == "perhaps"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("B. Exampleov", "Anvar Exampleov"),
        ("A. Exampleov", "B. Exampleov"),
        ("Anvar Exampleov", "Bahrom Exampleov"),
        ("Anvar Exampleov", "Anvar Sampleov"),
        ("", "Anvar Exampleov"),
        ("Mr", "Anvar Exampleov"),
    ],
)
def test_two_persons_stay_two(one, other):
    assert alike(read_name(one), read_name(other)) == "no"
    assert gathered([one, other]) == [[0], [1]]


def test_a_list_is_gathered_into_its_persons():
    names = ["Exampleov Anvar Karimovich", "A. Exampleov", "Lola Primerova", "Anvar Exampleov", "A.Exampleov"]
    assert gathered(names) == [[0, 1, 3, 4], [2]]


def test_initials_that_fit_two_persons_join_neither():
    names = ["Anvar Exampleov", "Aziz Exampleov", "A. Exampleov"]
    assert gathered(names) == [[0], [1], [2]]


def test_a_family_name_alone_joins_nobody():
    assert gathered(["Anvar Exampleov", "Exampleov"]) == [[0], [1]]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_gathering_never_fails_and_loses_nobody(names):
    groups = gathered(names)
    assert sorted(place for group in groups for place in group) == list(range(len(names)))
    assert groups == gathered(names)


@given(st.lists(st.sampled_from(["Anvar Exampleov", "A. Exampleov", "Lola Primerova", "L. P. Primerova", "Exampleov"])))
def test_who_is_gathered_does_not_hang_on_the_order(names):
    def named(order):
        return sorted(sorted(order[place] for place in group) for group in gathered(order))

    assert named(names) == named(list(reversed(names)))
