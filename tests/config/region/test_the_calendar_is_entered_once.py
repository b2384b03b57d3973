"""The invented calendar: entered once however often it is begun, said to be invented, with something to look at."""

import datetime as dt

import pytest

from cast import actor
from chorsu.config.region.planning import OFFICER, enter_calendar, load_calendar
from chorsu.cooperation.keeping import withdraw_record
from chorsu.cooperation.models import Event, Instrument, Recommendation
from chorsu.cooperation.selectors import clashes_of, recommendations
from chorsu.directory.posts import who_is_who
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

pytestmark = pytest.mark.usefixtures("bank")
BEGUN = dt.date(2026, 11, 25)


def test_it_is_entered_once_and_what_was_taken_back_stays_so():
    enter_calendar(BEGUN)
    officer = actor(OFFICER)
    with viewing(officer):
        taken = Event.objects.order_by("since").first()
        withdraw_record(Event, identifier=taken.pk, reason="an example", actor=officer, at=now())
    enter_calendar(BEGUN)
    rows = load_calendar()
    with viewing(officer):
        assert Event.objects.count() == len(rows["events"])
        assert Recommendation.objects.count() == len(rows["recommendations"])
        assert Instrument.objects.count() == len(rows["instruments"])
        assert Event.objects.get(pk=taken.pk).withdrawn
        assert all(one.synthetic for one in (*Event.objects.all(), *Recommendation.objects.all()))


def test_it_shows_a_clash_what_is_overdue_and_who_is_who():
    enter_calendar(BEGUN)
    with viewing(actor("stranger-c")):
        booked = [clash for clash in clashes_of(Event.objects.all()) if clash.booked or clash.perhaps]
        assert booked
        assert any(one.due_on and one.due_on < BEGUN for one in recommendations())
        assert [len(person.posts) for person in who_is_who()] == [2, 2]


def test_everybody_in_it_is_an_example():
    rows = load_calendar()
    named = [row["name"] for row in rows["posts"]]
    named += [member["name"] for row in rows["events"] for member in row.get("delegation", ())]
    assert all("Example" in name for name in named)
