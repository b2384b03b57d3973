"""Rows a second are those of the last seconds: a machine that stood still was not slow."""

import pytest

from chorsu.desk.hand_in.pace import Pace


def test_nothing_is_said_until_it_can_be_known():
    pace = Pace().and_now(1_000.0, 50)
    assert pace.a_second is None
    assert pace.and_now(1_001.0, 80).a_second is None
    assert pace.and_now(1_004.0, 450).a_second == 100


def test_the_time_before_the_page_was_opened_does_not_count():
    pace = Pace.from_text(Pace().and_now(1_000.0, 1_000_000).as_text())
    assert pace.and_now(1_005.0, 1_000_500).a_second == 100


def test_a_pause_while_the_page_stands_open_does_not_count():
    pace = Pace().and_now(1_000.0, 100).and_now(1_005.0, 600)
    after = pace.and_now(4_600.0, 600)
    assert after.a_second is None
    assert after.and_now(4_605.0, 1_100).a_second == 100


@pytest.mark.parametrize(
    "text", ["", "x", "1:2:3", "-1:5", "9e9:1", "1000:1," * 5_000, "99999999999:1", "1:999999999999"]
)
def test_what_a_stranger_writes_breaks_nothing(text):
    pace = Pace.from_text(text).and_now(1_001.5, 400)
    assert pace.a_second is None
    assert len(pace.as_text()) < 600
