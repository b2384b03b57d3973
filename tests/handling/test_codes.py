"""Codes have their words in both languages; gradings are mapped by the table and never guessed; TLP is a label."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.handling.codes import AXES, SCHEMES, codes, graded, labelled, tlp_of, wording
from chorsu.handling.marking import EVERYBODY, MEMBERS, Handling, Marking, Release
from chorsu.kernel.errors import InputError

LABELS = [one.code for one in codes("tlp")]


def marked(*audience, **conditions):
    return Marking(100, frozenset({100, *audience}), handling=Handling(**conditions))


@pytest.mark.parametrize("axis", AXES)
def test_every_code_has_words_of_its_own_in_both_languages(axis):
    found = codes(axis)
    assert found
    for language in ("en", "ru"):
        assert len({wording(axis, one.code, language) for one in found}) == len(found)
    assert all(any("а" <= letter <= "я" for letter in one.ru) for one in found)


def test_the_two_axes_of_handling_share_no_code():
    assert not {one.code for one in codes("use")} & {one.code for one in codes("dissemination")}


@pytest.mark.parametrize(
    ("scheme", "received", "grades"),
    [
        ("4x4", "B2", ("B", "2")),
        ("5x5x5", "E3", ("X", "3")),
        ("5x5x5", "A5", ("A", "")),
        ("3x5x2", "1B", ("B", "3")),
        ("admiralty", "F6", ("X", "4")),
        ("admiralty", "C2", ("", "")),
    ],
)
def test_a_grading_is_mapped_by_the_table_and_kept_as_received(scheme, received, grades):
    found = graded(Handling(), scheme, received[0], received[1])
    assert (found.source_grade, found.information_grade) == grades
    assert found.graded_as == ("" if scheme == "4x4" else f"{scheme}:{received}")


@pytest.mark.parametrize(("scheme", "received"), [("4x4", "D1"), ("5x5x5", "F1"), ("guess", "A1"), ("admiralty", "A7")])
def test_a_code_that_a_scheme_does_not_have_is_refused(scheme, received):
    with pytest.raises(InputError):
        graded(Handling(), scheme, received[0], received[1])


def test_every_mapped_code_is_one_of_ours():
    ours = {axis: {one.code for one in codes(axis)} | {""} for axis in ("source", "information")}
    for scheme, source, information in itertools.product(SCHEMES, "ABCDEFX123", "123456ABCDE"):
        try:
            found = graded(Handling(), scheme, source, information)
        except InputError:
            continue
        assert found.source_grade in ours["source"]
        assert found.information_grade in ours["information"]


def test_a_label_that_bounds_passing_on_brings_h2():
    assert {label: sorted(labelled(Handling(), label).dissemination) for label in LABELS} == {
        "RED": ["H2"], "AMBER+STRICT": ["H2"], "AMBER": ["H2"], "GREEN": [], "CLEAR": [],
    }  # fmt: skip
    with pytest.raises(InputError):
        labelled(Handling(), "WHITE")


def test_the_label_follows_from_the_marking():
    assert tlp_of(marked()) == "RED"
    assert tlp_of(marked(105)) == "AMBER"
    assert tlp_of(marked(105, dissemination=frozenset({"H2"}))) == "AMBER+STRICT"
    assert tlp_of(marked(MEMBERS)) == "GREEN"
    assert tlp_of(marked(EVERYBODY)) == "CLEAR"
    assert tlp_of(Marking(100, frozenset({100}), releases=(Release(frozenset({105})),))) == "AMBER"


@given(st.sampled_from(LABELS), st.frozensets(st.sampled_from([EVERYBODY, MEMBERS, 105])))
def test_a_record_never_goes_out_under_a_wider_label_than_it_came_under(label, audience):
    assert LABELS.index(tlp_of(marked(*audience, tlp=label))) <= LABELS.index(label)
