"""Pages that show records beside others' affairs – eyes, look-up, lists of handling, a dry run – name them in the trail."""

import pytest

from builders.identified import PHONE, identified
from builders.releasing import agency, state
from builders.seizures import follow, record
from builders.trail import waiting
from chorsu.handling.rules import MEMBERS
from chorsu.journal.trail.entries import digest_of

HEROIN = {"name": "Heroin", "substance": "heroin", "days": "365", "eyes": "1", "try": "1"}


@pytest.fixture
def last(connect):
    """The newest entry of the trail."""
    return lambda: waiting(connect)[-1]


@pytest.fixture
def pair(bank, as_role):
    """Two reports of one event, of the border guard of Uzbekistan and of Kazakhstan's customs, for all member states."""
    with as_role("worker"):
        (mine,) = record([{"quantity": 5.0, "kg": 5.0}], audience=[MEMBERS])
        (theirs,) = record([{"quantity": 5.0, "kg": 5.0}], provider="example-customs-kz", audience=[MEMBERS])
        follow()
    return mine, theirs


@pytest.mark.parametrize("tail", ["seen-by/{}/", "three-eyes/"])
def test_with_anothers_eyes_the_officer_opened_it(enter, pair, last, tail):
    mine, theirs = pair
    page = enter("border-officer").get(f"/records/{mine.pk}/{tail.format(agency('example-police-kz'))}")
    assert str(theirs.pk) in page.text
    entry = last()
    assert entry["act"] == "read"
    assert set(entry["opened"]) == {mine.pk, theirs.pk}


def test_a_look_up_is_a_search_with_its_purpose_and_what_it_found(enter, bank, as_role, last, connect):
    with as_role("worker"):
        seizure = identified(audience=[MEMBERS])
    asked = {"identifier": PHONE[1], "purpose": "drugs"}
    enter("liaison-a").post("/look-up/", asked)
    entry = last()
    assert (entry["act"], entry["purpose"], entry["opened"]) == ("search", "drugs", [seizure.pk])
    assert PHONE[1] not in str(entry)
    (said,) = connect("worker").execute("SELECT said FROM journal_trail_words").fetchone()
    assert said["identifier"] == [PHONE[1]]
    enter("liaison-a").post("/look-up/", asked | {"purpose": ""})
    assert (last()["act"], last()["opened"]) == ("refused", [])


def test_lists_of_handling_tell_the_records_that_they_name(enter, pair, last, as_role):
    mine, theirs = pair
    border, liaison = enter("border-officer"), enter("liaison-a")
    said = {"kind": "pass-on", "to": agency("example-centre"), "purpose": "case 17", "deadline": "8h"}
    liaison.post(f"/handling/permissions/ask/{mine.pk}/", said)
    (request,) = border.get("/handling/permissions/").context["of_me"]
    assert (last()["act"], last()["digest"]) == ("list", digest_of([mine.pk, request.one.pk]))
    border.post(f"/records/{mine.pk}/recall/", {"recall": "all", "reason": "x"})
    for client, address in ((border, "/handling/"), (liaison, "/handling/")):
        assert "Seizure of" in client.get(address).text
        assert last()["digest"] == digest_of([mine.pk])
    assert "taken back from you" in liaison.get("/records/").text
    assert last()["digest"] == digest_of([mine.pk, theirs.pk])


def test_a_dry_run_tells_the_records_that_it_names(enter, pair, last):
    mine, _theirs = pair
    asked = HEROIN | {"to": [state("KG")]}
    page = enter("border-officer").get("/records/release-rules/new/", asked)
    assert str(mine.pk) in page.text
    assert last()["digest"] == digest_of([mine.pk])


def test_a_request_of_a_data_subject_is_named_by_whoever_deals_with_it(enter, bank, last):
    officer = enter("data-protection")
    said = {"act": "receive", "name": "A. Person", "asks": "access", "received": "2026-01-05"}
    officer.post("/handling/subjects/act/", said)
    received = last()
    (request,) = officer.get("/handling/subjects/").context["requests"]
    assert last()["digest"] == digest_of([request["one"].pk])
    assert (received["act"], received["opened"]) == ("change", [request["one"].pk])
