"""A month told without a day is shown, compared and taken out as that month, never as its first day."""

import datetime as dt
import re

import pytest

from builders.releasing import act, agency
from builders.seizures import record
from cast import actor
from chorsu.desk.records.card import title_of
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records.exports import export, leaving
from chorsu.records.filters import Filter
from chorsu.records.listing import with_lots
from chorsu.records.models import Seizure, Tombstone
from chorsu.records.services import correct, recall, release_to

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
    assert "2024-03-01" not in alone
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


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2024-03-10", None, {0}),
        ("2024-03-31", None, {0}),
        ("2024-04-01", None, set()),
        (None, "2024-03-10", {0, 1}),
        ("2024-03-10", "2024-03-12", {0}),
        ("2024-03-01", None, {0, 1}),
        (None, "2024-02-29", set()),
    ],
)
def test_it_counts_where_its_month_overlaps_the_days_asked(two, since, until, found):
    asked = Filter(
        **{name: dt.date.fromisoformat(day) for name, day in (("since", since), ("until", until)) if day is not None}
    )
    with viewing(actor("border-officer")):
        pks = set(asked.apply(Seizure.objects.all()).values_list("pk", flat=True))
    assert pks == {two[number].pk for number in found}


def test_so_does_the_month_or_the_year_of_a_sanitised_version(bank, as_role):
    with as_role("worker"):
        month, year = record(
            [
                {"seizure_date": FIRST, "flags": ("coarse_date",)},
                {"seizure_date": dt.date(2024, 1, 1), "flags": ("coarse_year",)},
            ]
        )
    with viewing(actor("border-officer")):
        for since, found in (("2024-03-10", {month, year}), ("2024-12-31", {year}), ("2025-01-01", set())):
            asked = Filter(since=dt.date.fromisoformat(since))
            assert set(asked.apply(Seizure.objects.all())) == found
        assert [one.day for one in (month, year)] == ["2024-03", "2024"]


def test_the_list_says_so_where_days_are_asked(enter, two):
    client = enter("border-officer")
    line = "Reports that tell a month or a year alone count where it overlaps these days."
    assert line in client.get("/records/", {"from": "2024-03-10"}).text
    assert line not in client.get("/records/").text


def test_its_tombstone_tells_the_month(enter, two):
    with viewing(actor("border-officer")):
        for one in two:
            release_to(
                seizure=one.pk, principals=[agency("example-customs-uz")], until=None,
                actor=actor("border-officer"), at=now(),
            )  # fmt: skip
            recall(seizure=one.pk, principals=None, reason="a slip", actor=actor("border-officer"), at=now())
        stones = Tombstone.objects.order_by("seizure_id")
        told = {stone.seizure_id: stone.day for stone in stones}
    assert told == {two[0].pk: "2024-03", two[1].pk: "2024-03-01"}


def test_the_form_of_a_correction_shows_the_month_and_takes_a_day(enter, two):
    client = enter("border-officer")
    form = client.get(f"/records/{two[0].pk}/correction/").text
    assert 'name="seized_on" type="text" value="2024-03"' in form
    sent = {"version": "1", "reason": "looked up", "seized_on": "2024-03-01"}
    client.post(f"/records/{two[0].pk}/correct/", sent)
    with viewing(actor("border-officer")):
        assert Seizure.objects.get(pk=two[0].pk).day == FIRST
    told = client.get(f"/records/{two[0].pk}/").text
    assert "<del><bdi>2024-03</bdi></del> → <ins><bdi>2024-03-01</bdi></ins>" in told


def test_left_as_it_is_it_stays_a_month_and_another_month_is_one(two):
    act(correct, "border-officer", two[0], changes={"place": "Denov"}, reason="a slip")
    with viewing(actor("border-officer")):
        assert Seizure.objects.get(pk=two[0].pk).day == "2024-03"
    act(correct, "border-officer", two[0], changes={"seized_on": "2024-04"}, reason="a slip")
    with viewing(actor("border-officer")):
        assert Seizure.objects.get(pk=two[0].pk).day == "2024-04"
    with pytest.raises(InputError):
        act(correct, "border-officer", two[0], changes={"seized_on": "2024-13"}, reason="a slip")
