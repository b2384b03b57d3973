"""Of what kind the entries are that an officer does not see is told to the process of streams, and to no officer's SQL."""

import pytest
from django.db import transaction

from builders.seizures import follow, record
from cast import actor
from chorsu.handling.rules import Role
from chorsu.journal.selectors import tells_of
from sealing import say, saying_as

ASKED = "SELECT journal_tells_of(ARRAY['seizure.recorded'], 0, 1000000)"


@pytest.fixture
def hidden(bank, as_role):
    with as_role("worker"):
        record([{}])
        follow()


def test_the_process_that_tends_streams_is_told(hidden):
    with transaction.atomic():
        assert tells_of(("seizure.recorded",), ("seizure.recalled",), after=0, upto=1000) == [True, False]


@pytest.mark.parametrize("who", ["stranger-c", "border-officer", "duty-officer", None])
def test_no_officer_is_told_by_sql_whatever_else_is_set(hidden, connect, who):
    app = connect("app")
    if who is None:
        assert app.execute(ASKED).fetchone() == (False,)
        return
    with saying_as(app, actor(who)):
        assert app.execute(ASKED).fetchone() == (False,)
        app.execute("SELECT set_config('chorsu.purpose', 'journal', true)")
        assert app.execute(ASKED).fetchone() == (False,)


def test_a_purpose_of_the_same_word_opens_it_to_no_person(hidden, connect):
    app = connect("app")
    with app.transaction():
        say(app, person=actor("border-officer").user, purpose="journal")
        assert app.execute(ASKED).fetchone() == (False,)


def test_a_role_opens_it_no_more_than_a_person(hidden, connect):
    app = connect("app")
    with app.transaction():
        say(app, roles=",".join(Role), purpose="drugs")
        assert app.execute(ASKED).fetchone() == (False,)
