"""What the door says that a crowd sees of the journal is what row-level security shows each of it; no other door opens."""

import json

import pytest
from django.db import connection

from builders.everything import done_in_every_room
from cast import actor
from chorsu.desk.stream.feed import SHOWN_KINDS, look
from chorsu.handling.seal import Looks, crowding, entering_of, looking
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import head

CAST = (
    "border-officer",
    "liaison-a",
    "liaison-b",
    "stranger-c",
    "duty-officer",
    "press-one",
    "example-drug-control-tj",
)
SEEN = "SELECT kind, record_id, at FROM journal_entry WHERE kind = ANY (%s) ORDER BY number"
ASKED = "SELECT count(*) FROM journal_seen(%s, 0, 1000000, %s)"


def crowd_of(*names):
    each = map(actor, names)
    return json.dumps([{"viewer": sorted(one.principals), "provides": sorted(one.provides)} for one in each])


def asked(crowd):
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [crowd, list(SHOWN_KINDS)])
        return cursor.fetchone()[0]


def test_each_sees_what_row_level_security_shows(bank, as_role):
    done_in_every_room(as_role)
    each, shown = [actor(name) for name in CAST], []
    for one in each:
        with viewing(one), connection.cursor() as cursor:
            cursor.execute(SEEN, [list(SHOWN_KINDS)])
            shown.append(cursor.fetchall())
    seen = look(each, 0, head()).seen
    assert [[tuple(entry) for entry in one if entry.kind in SHOWN_KINDS] for one in seen] == shown
    counts = [len(one) for one in shown]
    assert len(set(counts)) > 3


def test_the_door_opens_to_the_very_crowd_that_was_sealed(bank, as_role):
    done_in_every_room(as_role)
    blind, seeing = crowd_of("stranger-c"), crowd_of("border-officer")
    with crowding(seeing):
        assert asked(seeing) > 0
        assert asked(blind) == 0
    with crowding(blind):
        assert asked(seeing) == 0
    assert asked(seeing) == 0


@pytest.mark.parametrize("who", ["border-officer", "stranger-c"])
def test_a_person_opens_it_for_no_crowd_whatever_the_purpose_says(bank, as_role, who):
    done_in_every_room(as_role)
    crowd = crowd_of("border-officer")
    with crowding(crowd), connection.cursor() as cursor:
        cursor.execute("SELECT directory_said('purpose')")
        (purpose,) = cursor.fetchone()
    with viewing(actor(who)), looking(actor(who).user, Looks(purpose=purpose)):
        assert asked(crowd) == 0
    with viewing(actor(who)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('chorsu.purpose', %s, true), set_config('chorsu.person', '', true)", [purpose]
        )
        assert asked(crowd) == 0
    with viewing(actor(who)), entering_of(None):
        assert asked(crowd) == 0
