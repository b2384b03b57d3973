"""What is told is large enough against every state, in one figure at most, and never to the unit."""

import uuid
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders.countable_worlds import STATES, World
from chorsu.records.counted.cells import STEP, Cell, Countable, told

CELL = Cell(8096, "UZ", "opioids")


def records(count, providers=4, *, cell=CELL, kg=1.0, shown_to=()):
    """Records of some providers in turn, of no member state's unless said."""
    return [Countable(uuid.uuid4(), cell, number % providers, kg, frozenset(shown_to)) for number in range(count)]


def tell(these, draw=0.0):
    return told(these, STATES, lambda: draw)


def share_of_the_first(amounts):
    return max(amounts.values()) / sum(amounts.values())


@given(st.integers(0, 10**6), st.integers(5, 200))
def test_every_figure_of_every_edition_is_large_enough_against_every_state(seed, busy):
    world, members = World(seed), set()
    for _ in range(3):
        world.step(busy)
        for figure in told([one for one in world.now.values() if one.id not in members], STATES, world.chance.random):
            assert members.isdisjoint(figure.members)
            members.update(figure.members)
            for state in STATES:
                hidden = [world.now[one] for one in figure.members if state not in world.now[one].shown_to]
                counts, weights = Counter(one.provider for one in hidden), Counter()
                for one in hidden:
                    weights[one.provider] += one.kg
                assert len(hidden) >= 10
                assert len(counts) >= 3
                assert share_of_the_first(counts) <= 0.75
                assert figure.kg is None or share_of_the_first(weights) <= 0.75
                assert figure.kg is None or max(one.kg for one in hidden) <= sum(one.kg for one in hidden) / 2


def test_ten_of_three_providers_are_told_and_nine_are_not():
    assert [figure.records for figure in tell(records(10))] == [10]
    assert tell(records(9)) == []
    assert tell(records(30, providers=2)) == []


def test_what_a_state_was_shown_does_not_count_against_it():
    assert tell(records(9) + records(20, shown_to=["KZ"])) == []
    assert tell(records(10) + records(20, shown_to=["KZ"])) != []


def test_what_every_state_was_shown_is_in_no_figure():
    known = records(40, shown_to=STATES)
    (figure,) = tell(records(12) + known)
    assert not {one.id for one in known} & set(figure.members)


def test_a_provider_who_has_nearly_all_is_not_told():
    assert tell(records(30, 1) + records(3, 3)) == []


def test_small_cells_are_told_together_and_what_is_still_too_little_waits():
    few = records(6), records(6, cell=Cell(8096, "UZ", "cannabis")), records(4, cell=Cell(8096, "KZ", "cannabis"))
    (figure,) = tell([one for these in few for one in these])
    assert figure.cell == Cell(8096, "UZ", "")
    assert set(figure.members) == {one.id for these in few[:2] for one in these}


@pytest.mark.parametrize("heavy", [11.0, 13.0])
def test_a_sum_that_one_record_rules_is_not_told(heavy):
    (figure,) = tell([*records(12), *records(1, kg=heavy)])
    assert (figure.kg is None) == (heavy > 12)


@example(256, 9, 0.875)
@given(st.integers(10, 500), st.integers(1, 9), st.floats(0, 1, exclude_max=True))
def test_who_knows_all_but_a_few_of_a_figure_does_not_learn_how_many_they_are(count, unknown, draw):
    (figure,) = tell(records(count), draw)
    possible = [
        more
        for more in range(unknown + 2 * STEP)  # nobody knows that there are no more
        if any((count - unknown + more + begun) // STEP * STEP == figure.records for begun in range(STEP))
    ]
    assert unknown in possible
    assert len(possible) > 1


@given(st.floats(0.001, 1e6), st.floats(0, 1, exclude_max=True))
def test_a_weight_is_told_in_steps_of_a_tenth_at_least(kg, draw):
    (figure,) = tell(records(20, kg=kg), draw)
    assert abs(figure.kg - 20 * kg) <= 0.2 * 20 * kg + 1e-9
    assert len({figure.kg, *(tell(records(20, kg=kg * (1 + part / 1000)), draw)[0].kg for part in range(5))}) <= 2
