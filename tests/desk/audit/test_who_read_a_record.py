"""A provider sees who read its records, by agency and officer; recipients learn nothing of each other."""

import pytest

from builders.identified import PHONE, identified
from builders.releasing import act
from builders.reports import agency_number
from builders.seizures import record
from builders.trail import numbered
from cast import actor
from chorsu.directory.models import User
from chorsu.handling.viewer import viewing
from chorsu.records.readers import readers_of
from chorsu.records.services import recall


@pytest.fixture
def seizures(bank, as_role, enter, connect):
    """One of the border guard's for all members and one of Kazakhstan's; both were read by two strangers."""
    with as_role("worker"):
        own = record([{"place": "A"}], audience=[2])[0]
        others = record([{"place": "B"}], provider="example-customs-kz", audience=[2])[0]
    for who in ("liaison-b", "stranger-c"):
        client = enter(who)
        client.get(f"/records/{own.pk}/")
        client.get(f"/records/{others.pk}/")
        b"".join(client.get("/records/download/csv/").streaming_content)
    numbered(as_role, connect)
    return own, others


def seen_by(who, seizure):
    with viewing(actor(who)):
        return {(one.officer, one.agency, one.act): one.times for one in readers_of(seizure.pk)}


def test_the_provider_sees_each_reader_once_an_act(seizures):
    own, _ = seizures
    people = {user.username: user.pk for user in User.objects.all()}
    customs, stranger = agency_number("example-customs-uz"), agency_number("example-customs-tm")
    assert seen_by("border-officer", own) == {
        (people["liaison-b"], customs, "read"): 1,
        (people["liaison-b"], customs, "export"): 1,
        (people["stranger-c"], stranger, "read"): 1,
        (people["stranger-c"], stranger, "export"): 1,
    }


def test_nobody_else_learns_anything(seizures):
    own, others = seizures
    assert seen_by("stranger-c", own) == {}
    assert seen_by("analyst", own) == {}
    assert seen_by("border-officer", others) == {}


def test_the_page_is_the_providers_and_reading_it_is_entered(seizures, enter, as_role, connect):
    own, others = seizures
    page = enter("border-officer").get(f"/records/{own.pk}/readers/")
    assert "(stranger-c)" in page.text
    assert "Took out as a file" in page.text
    assert enter("stranger-c").get(f"/records/{own.pk}/readers/").status_code == 404
    assert enter("border-officer").get(f"/records/{others.pk}/readers/").status_code == 404
    told = [(one["act"], one["page"]) for one in numbered(as_role, connect)]
    assert told[-3:] == [("audit", "record-readers"), ("refused", "record-readers"), ("refused", "record-readers")]


def test_a_look_up_that_found_it_is_told_with_its_purpose_and_without_its_words(bank, as_role, enter, connect):
    with as_role("worker"):
        found = identified(audience=[2])
    asked = enter("stranger-c").post("/look-up/", {"identifier": PHONE[1], "purpose": "arms", "kind": ""})
    assert str(found.pk) in asked.text
    numbered(as_role, connect)
    with viewing(actor("border-officer")):
        (one,) = readers_of(found.pk)
    assert (one.act, one.purpose, one.agency) == ("search", "arms", agency_number("example-customs-tm"))
    page = enter("border-officer").get(f"/records/{found.pk}/readers/").text
    assert "Found it by a look-up, for:" in page
    assert PHONE[1] not in page


def test_a_tombstone_is_entered_as_what_it_is(bank, as_role, enter, connect):
    with as_role("worker"):
        (told,) = record([{}], audience=[2])
    act(recall, "border-officer", told, principals=None, reason="no longer")
    assert enter("stranger-c").get(f"/records/{told.pk}/").status_code == 410
    numbered(as_role, connect)
    with viewing(actor("border-officer")):
        assert [one.act for one in readers_of(told.pk)] == ["tombstone"]
