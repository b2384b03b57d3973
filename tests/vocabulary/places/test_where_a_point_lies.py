"""A point tells its country and region by the boundaries as drawn; settlements of the gazetteer are the measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.vocabulary import places
from chorsu.vocabulary.places.located import kilometres, locate

STATES = [one.code for one in places.member_states()]


@pytest.mark.parametrize("state", STATES)
def test_settlements_lie_in_their_own_country_and_nearly_all_in_their_region(state):
    towns = places.settlements(state)[:300]
    found = [locate(town.latitude, town.longitude, near=state) for town in towns]
    own = sum(one is not None and one.country == state for one in found)
    region = sum(
        one is not None and town.admin1 in (one.admin1 or "").split("/") for town, one in zip(towns, found, strict=True)
    )
    # Enclaves are not drawn, and towns beside a region's border fall to either side of a coarse line.
    assert own >= 0.97 * len(towns)
    assert region >= 0.88 * len(towns)


def test_near_a_boundary_the_state_that_asks_is_preferred_and_far_from_it_is_not():
    assert locate(37.23, 67.42, near="UZ").country == "UZ"
    assert locate(37.23, 67.42, near="AF").country == "AF"
    assert locate(34.53, 69.17, near="UZ").country == "AF"


def test_a_pier_is_of_its_coast_and_the_high_seas_are_nobodys():
    assert locate(43.6, 51.1).country == "KZ"
    assert locate(0.0, -30.0) is None


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["", *STATES]))
def test_every_point_of_the_globe_is_answered_and_always_the_same(latitude, longitude, near):
    assert locate(latitude, longitude, near) == locate(latitude, longitude, near)


@given(*[st.floats(-90, 90), st.floats(-180, 180)] * 2)
def test_a_distance_is_symmetric_and_at_most_half_the_globe(a, b, c, d):
    assert kilometres(a, b, c, d) == pytest.approx(kilometres(c, d, a, b), abs=1e-6)
    assert 0 <= kilometres(a, b, c, d) <= 20_016
