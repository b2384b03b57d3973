"""Figures as of a day are those that stood at the end of that day, whatever came, changed or fell since."""

import datetime as dt

import pytest

from builders.seizures import record
from cast import actor, earlier
from chorsu.handling.rules import EVERYBODY
from chorsu.handling.viewer import viewing
from chorsu.records.filters import Filter
from chorsu.records.models import Seizure
from chorsu.records.picture import picture
from chorsu.records.services import correct, recall, release_to, restore, withdraw

MAY, JUNE, JULY = (dt.datetime(2024, month, 10, 12, tzinfo=dt.UTC) for month in (5, 6, 7))


@pytest.fixture
def two(bank, as_role):
    """Two seizures that arrived in May, seen by everybody."""
    with as_role("worker"):
        said = {"substance": "heroin", "unit": "kg", "kg_basis": "mass"}
        rows = [said | {"quantity": kg, "kg": kg} for kg in (1.2, 5.0)]
        found = record(rows, audience=(EVERYBODY,))
        Seizure.objects.update(recorded_at=MAY, changed_at=MAY)
    return found


def act(service, seizure, at, **said):
    officer = actor("border-officer")
    with earlier(officer):
        service(seizure=seizure.pk, actor=officer, at=at, **said)


def known(day, who="border-officer", **asked):
    with viewing(actor(who)):
        total = picture(Filter(known_on=day and day.date(), **asked)).total()
    return total.records, round(total.kg, 3)


def test_a_correction_shows_from_its_day_on(two):
    act(correct, two[0], JUNE, changes={"lots": {1: {"quantity": "1.25"}}}, reason="weighed again")
    act(correct, two[0], JULY, changes={"lots": {1: {"quantity": "1.5"}}}, reason="and again")
    days = [MAY - dt.timedelta(days=1), MAY, JUNE, JULY, None]
    assert [known(day) for day in days] == [(0, 0), (2, 6.2), (2, 6.25), (2, 6.5), (2, 6.5)]


def test_a_withdrawal_and_its_undoing_show_from_their_days_on(two):
    act(withdraw, two[1], JUNE, reason="a mistake")
    act(restore, two[1], JULY, reason="it was none")
    assert [known(day)[0] for day in (MAY, JUNE, JULY)] == [2, 1, 2]


def test_a_filter_asks_what_stood_then(two):
    act(correct, two[0], JUNE, changes={"lots": {1: {"substance": "opium"}}}, reason="the laboratory")
    assert known(MAY, substance=("opium",)) == (0, 0)
    assert known(JUNE, substance=("opium",)) == (1, 1.2)


def test_an_act_on_the_audience_alone_changes_no_figure_of_the_past(two):
    act(recall, two[0], JUNE, principals=None, reason="too early")
    act(release_to, two[0], JULY, principals=[EVERYBODY], until=None)
    act(correct, two[1], JULY, changes={"lots": {1: {"quantity": "5.5"}}}, reason="weighed again")
    for who in ("border-officer", "stranger-c"):
        assert known(MAY, who) == (2, 6.2)
        assert known(JULY, who) == (2, 6.7)


def test_what_is_recalled_now_is_not_seen_in_the_past_either(two):
    act(recall, two[0], JUNE, principals=None, reason="too early")
    assert known(MAY, "stranger-c") == (1, 5.0)
