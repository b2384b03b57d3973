"""A cursor opens for the viewer it was sealed for, and tells nobody what is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.desk.stream.cursors import Holder, opened, seal, unseal


@given(st.integers(0, 2**62), st.integers(1, 10**6), st.lists(st.uuids(), max_size=70))
def test_it_opens_for_its_viewer(position, viewer, records):
    assert unseal(seal(position, viewer, records), viewer) == (position, tuple(records), viewer, None)


def test_it_names_whom_its_stream_was_open_for():
    holder = Holder("ab" * 32, 7, ("duty", "officer"))
    assert opened(seal(41, 1, (), holder)) == (41, (), 1, holder)


def test_it_opens_for_nobody_else():
    cursor = seal(41, 1)
    assert unseal(cursor, 1) == (41, (), 1, None)
    assert unseal(cursor, 2) is None


def test_two_cursors_of_one_position_differ():
    assert seal(41, 1) != seal(41, 1)


@pytest.mark.parametrize("forged", ["", "41", "AAAA", "ы", "=" * 9, "A" * 5000])
def test_a_forged_cursor_is_none(forged):
    assert unseal(forged, 1) is None


def test_a_changed_letter_is_noticed():
    cursor = seal(41, 1)
    changed = ("A" if cursor[20] != "A" else "B").join((cursor[:20], cursor[21:]))
    assert unseal(changed, 1) is None
