"""The last day of a watch ends with the day of its authority: in Almaty five hours before it ends by UTC."""

import datetime as dt

import pytest

from answers import signed_in
from builders.releasing import state
from builders.seizures import follow, record
from builders.watches import alerts, asks, made
from cast import actor
from chorsu.desk.watches import watches as pages
from chorsu.exchange.watches import raising
from chorsu.exchange.watches.standing import Watches
from chorsu.exchange.watches.watching import WatchSaid, make_watch
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

pytestmark = pytest.mark.usefixtures("bank")


@pytest.fixture
def last():
    return now().date() + dt.timedelta(days=2)


def on(day, time):
    """A moment by UTC; from 19:00 on it is the next day in Almaty."""
    return dt.datetime.combine(day, dt.time.fromisoformat(time), dt.UTC)


@pytest.mark.parametrize(("time", "fired"), [("18:59", 1), ("19:00", 0), ("23:59", 0)])
def test_it_fires_till_its_day_is_over_there(as_role, monkeypatch, last, time, fired):
    made(ends_on=last)
    monkeypatch.setattr(raising, "now", lambda: on(last, time))
    with as_role("worker"):
        record([{}], audience=[state("KZ")])
        follow()
    assert len(alerts()) == fired


def test_a_day_that_is_over_there_is_none_to_choose(last):
    officer, said = actor("liaison-a"), WatchSaid("Heroin", asks(substances=["heroin"]), ends_on=last)
    with viewing(officer):
        with pytest.raises(InputError, match="has passed"):
            make_watch(said=said, actor=officer, at=on(last, "19:00"))
        assert make_watch(said=said, actor=officer, at=now()).ends_on == last


@pytest.mark.parametrize(("time", "told"), [("18:59", "until"), ("19:00", "over")])
def test_the_list_says_over_when_it_is_over_there(monkeypatch, last, time, told):
    made(ends_on=last)
    monkeypatch.setattr(pages, "now", lambda: on(last, time))
    answer = signed_in("liaison-a").get("/exchange/watches/").content.decode()
    assert (f"until {last.isoformat()}" in answer) == (told == "until")


def test_watches_are_put_in_by_as_many_questions_however_many_they_are(as_role, django_assert_num_queries, last):
    for number in range(3):
        made(name=f"Heroin {number}", ends_on=last)
    with as_role("worker"), django_assert_num_queries(3):
        assert len(Watches().standing) == 3
