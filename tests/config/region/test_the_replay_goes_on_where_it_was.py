"""The replay hands in as the invented officers do: once, with a pace, a pause, and a way to begin anew."""

import pytest

from cast import actor
from chorsu.config.region.replay import Replay
from chorsu.desk.start.controls import Controls, read_progress, write_controls
from chorsu.handling.viewer import viewing
from chorsu.intake.models import HandIn
from chorsu.intake.tasks import take_in_next
from chorsu.records.models import Report

EVERY_AGENCY = (
    *("liaison-a", "liaison-b", "stranger-c"),
    *("example-drug-control-tj", "example-police-kg", "example-police-ru", "example-customs-az"),
)
"""Officers whose agencies or states are all nine that report."""


@pytest.fixture
def home(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return tmp_path


def replay(home):
    """A replay of a region that is quick to load: its last year alone, without what is planted."""
    short = Replay(home)
    short.region["first_year"] = int(short.state["begun"][:4])
    short.region["events_a_year"] = 12
    short.region["planted"] |= {"slips": [], "double_year": short.region["planted"]["double_year"] | {"events": 0}}
    short.region["planted"]["shared_border"]["events"] = 0
    return short


def hand_ins(*states):
    """How many hand-ins of the nine agencies stand in one of these states (any when none is named)."""
    found = set()
    for officer in EVERY_AGENCY:
        with viewing(actor(officer)):
            rows = HandIn.objects.filter(state__in=states) if states else HandIn.objects.all()
            found |= set(rows.values_list("pk", flat=True))
    return len(found)


def take_in(as_role):
    with as_role("worker"):
        while take_in_next():
            pass


def test_the_past_is_handed_in_once(home):
    replay(home).load_standing()
    before = hand_ins()
    assert before == read_progress(home)["standing"] == read_progress(home)["tables"] > 3
    replay(home).load_standing()
    assert hand_ins() == before


def test_a_replay_that_lost_its_place_hands_nothing_in_twice(home):
    replay(home).load_standing()
    before = hand_ins()
    (home / "replay-state.json").unlink()
    replay(home).load_standing()
    assert hand_ins() == before


def test_everything_is_marked_as_synthetic(home):
    replay(home).load_standing()
    for officer in EVERY_AGENCY:
        with viewing(actor(officer)):
            assert not Report.objects.filter(synthetic=False).exists()


def test_reports_arrive_at_their_pace(home):
    running = replay(home)
    running.step()
    running.step()
    assert read_progress(home)["live"] == 1
    write_controls(home, Controls(seconds=0))
    running.step()
    assert read_progress(home)["live"] == 2


def test_none_arrives_while_it_is_paused(home):
    write_controls(home, Controls(paused=True, seconds=0))
    running = replay(home)
    running.step()
    assert read_progress(home).get("live", 0) == 0
    write_controls(home, Controls(seconds=0))
    running.step()
    assert read_progress(home)["live"] == 1


def test_it_goes_on_after_a_restart(home):
    write_controls(home, Controls(seconds=0))
    for _ in range(3):
        replay(home).step()
    assert read_progress(home)["live"] == 3
    assert hand_ins() == 3


def test_beginning_anew_takes_back_what_was_replayed_and_starts_the_same_sequence(home, as_role):
    write_controls(home, Controls(seconds=0))
    running = replay(home)
    for _ in range(3):
        running.step()
    take_in(as_role)
    write_controls(home, Controls(paused=True, resets=1))
    running.step()
    take_in(as_role)
    assert hand_ins("withdrawn") == 3
    assert read_progress(home)["live"] == 0
    write_controls(home, Controls(seconds=0, resets=1))
    running.step()
    take_in(as_role)
    assert (hand_ins("withdrawn"), hand_ins("done")) == (3, 1)
