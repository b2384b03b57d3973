"""The replay's controls: what a visitor asks for, what the page then says, and where they do not exist."""

import pytest
from django.test import Client
from django.urls import reverse

from chorsu.desk.start.controls import FASTER_SECONDS, Controls, read_controls, write_controls, write_progress
from chorsu.desk.start.replaying import replaying


@pytest.fixture
def home(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    write_progress(tmp_path, {"standing": 5, "tables": 5, "live": 3, "resets": 0})
    return tmp_path


def ask(wish):
    return Client().post(reverse("replay"), {"wish": wish})


def test_pausing_and_going_on(home):
    assert replaying(home).state == "A report every 20 seconds"
    assert ask("pause")["Location"] == f"{reverse('start')}#replay"
    assert replaying(home).state == "Paused"
    ask("go-on")
    assert replaying(home).state == "A report every 20 seconds"


def test_faster_and_back_again(home):
    ask("faster")
    assert read_controls(home).seconds == FASTER_SECONDS
    assert replaying(home).state == "A report every 3 seconds"
    ask("usual")
    assert replaying(home).state == "A report every 20 seconds"


def test_beginning_anew_is_said_until_it_is_done(home):
    ask("anew")
    assert replaying(home).state.startswith("Beginning anew")
    write_progress(home, {"standing": 5, "tables": 5, "live": 0, "resets": 1})
    assert replaying(home).state == "A report every 20 seconds"
    assert replaying(home).so_far == "0 reports replayed so far"


def test_beginning_anew_while_paused_stays_paused(home):
    ask("pause")
    ask("anew")
    assert read_controls(home) == Controls(paused=True, resets=1)
    write_progress(home, {"standing": 5, "tables": 5, "live": 0, "resets": 1})
    assert replaying(home).state == "Paused"


def test_loading_the_past_shows_how_far_it_is(home):
    write_progress(home, {"standing": 2, "tables": 5})
    assert replaying(home).state == "Past years are being handed in: 2 of 5 tables"


def test_the_buttons_are_those_that_make_sense(home):
    assert [wish.code for wish in replaying(home).wishes] == ["pause", "faster", "anew"]
    write_controls(home, Controls(paused=True, seconds=FASTER_SECONDS))
    assert [wish.code for wish in replaying(home).wishes] == ["go-on", "usual", "anew"]


def test_nothing_is_steered_where_there_is_no_example(home, settings):
    assert ask("pause").status_code == 302
    settings.CHORSU_EXAMPLE = False
    assert ask("go-on").status_code == 404
    assert read_controls(home).paused


def test_a_wish_that_is_none_changes_nothing(home):
    assert ask("explode").status_code == 404
    assert Client().get(reverse("replay"), {"wish": "pause"}).status_code == 405
    assert read_controls(home) == Controls()


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"seconds": 1, "colour": "red"}', "null"])
def test_a_damaged_file_means_the_usual_pace(home, damaged):
    (home / "replay.json").write_text(damaged)
    assert read_controls(home) == Controls()
