""" "As known on": figures and refused rows of the end of a day; a day to come is refused and the present shown."""

import datetime as dt
import re

import pytest
from django.test import Client

from builders.reports import agency_number
from builders.tables import table
from cast import actor, earlier
from chorsu.directory.models import User
from chorsu.intake import tasks
from chorsu.intake.services import accept, begin, withdraw
from chorsu.kernel.clock import now

MAY, JUNE, JULY = (dt.datetime(2024, month, 10, 12, tzinfo=dt.UTC) for month in (5, 6, 7))


@pytest.fixture
def taken_in(bank, settings, tmp_path, as_role):
    """Hands in one sound row and rows that are refused, at a moment, in the bank of that moment."""
    settings.CHORSU_HOME = tmp_path

    def hand_in(refused, at):
        officer, day = actor("border-officer"), f"{at:%d.%m}.2023"
        lines = [f"{day};Узбекистан;Термез;героин;1;кг;пост", *(f"когда-то {n};;;;;;{at}" for n in range(refused))]
        with earlier(officer):
            provider = agency_number("example-border-uz")
            begun = begin(actor=officer, provider=provider, name=f"{at:%m}.csv", chunks=[table(lines)], at=at).hand_in
            accept(actor=officer, hand_in=begun.pk, audience=[], until=None, at=at)
        work()
        return begun

    def work():
        with as_role("worker"):
            while tasks.take_in_next():
                pass

    hand_in.work = work
    return hand_in


@pytest.fixture
def picture(bank):
    """The picture of an officer, under a query."""
    client = Client()
    client.force_login(User.objects.get(username="border-officer"))
    return lambda query="": client.get(f"/picture/{query}").text


def refused_in(text):
    found = re.search(r"(\d+)[^0-9<]*rows? refused", text)
    return int(found[1]) if found else 0


def test_rows_refused_later_are_not_counted_of_that_day(taken_in, picture):
    taken_in(2, MAY)
    taken_in(3, JULY)
    days = ["?known=2024-05-01", "?known=2024-05-10", "?known=2024-06-30", "?known=2024-07-10", ""]
    assert [refused_in(picture(day)) for day in days] == [0, 2, 2, 5, 5]


def test_what_was_taken_back_later_still_counted_then(taken_in, picture):
    begun, officer = taken_in(2, MAY), actor("border-officer")
    with earlier(officer):
        withdraw(actor=officer, hand_in=begun.pk, reason="by mistake", at=JUNE)
    taken_in.work()
    assert [refused_in(picture(f"?known={day}")) for day in ("2024-06-09", "2024-06-10")] == [2, 0]
    assert refused_in(picture()) == 0


def test_a_day_to_come_is_refused_in_one_line_and_the_present_is_shown(taken_in, picture):
    taken_in(2, MAY)
    tomorrow, today = ((now() + dt.timedelta(days=ahead)).date().isoformat() for ahead in (1, 0))
    text = picture(f"?known={tomorrow}")
    assert text.count("That day is still to come") == 1
    assert "what was known at the end of that day" not in text
    assert f"known={tomorrow}" not in text
    assert refused_in(text) == 2
    assert "That day is still to come" not in picture(f"?known={today}")
