"""A month told without a day is shown, compared and taken out as that month, never as its first day."""

import datetime as dt
import re

import pytest

from builders.releasing import act
from builders.seizures import record
from cast import actor
from chorsu.desk.records.card import title_of
from chorsu.handling.viewer import viewing
from chorsu.records.exports import export, leaving
from chorsu.records.filters import Filter
from chorsu.records.listing import with_lots
from chorsu.records.models import Seizure
from chorsu.records.services import correct

FIRST = dt.date(2024, 3, 1)


@pytest.fixture
def two(bank, as_role):
    """A seizure of March, and one of the first of March."""
    with as_role("worker"):
        return record([{"seizure_date": FIRST, "flags": ("date_month",)}, {"seizure_date": FIRST}])


def pages(client, seizure):
    return client.get(f"/records/{seizure.pk}/").content.decode(), client.get("/records/").content.decode()


def test_the_day_of_a_record_is_its_month_where_no_day_was_told(two):
    with viewing(actor("border-officer")):
        month, day = with_lots([one.pk for one in two])
        assert (month.day, day.day) == ("2024-03", FIRST)
        assert title_of(month).endswith("2024-03")


def test_on_its_page_and_in_the_list_it_is_the_month(enter, two):
    client = enter("border-officer")
    alone, listed = pages(client, two[0])
    assert ">2024-03<" in alone
    assert "2024-03-01" not in alone.replace('value="2024-03-01"', "")
    assert ">2024-03<" in listed
    assert "2024-03-01" in listed


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_taken_out_it_is_the_month(two, form):
    with viewing(actor("border-officer")):
        body = b"".join(export(Filter(), form, actor=actor("border-officer"), language="en", leaving=leaving(Filter())))
    assert sorted(re.findall(rb"2024-03(?:-01)?(?=[\",])", body)) == [b"2024-03", b"2024-03-01"]


def test_a_day_that_is_corrected_is_a_day(two):
    act(correct, "border-officer", two[0], changes={"seized_on": "2024-03-07"}, reason="looked up")
    with viewing(actor("border-officer")):
        assert Seizure.objects.get(pk=two[0].pk).day == dt.date(2024, 3, 7)
