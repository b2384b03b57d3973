"""A program gets of records what its owner's pages tell, page by page, and each request stands in the trail."""

import uuid

import pytest

from builders.identified import CONTACT, PHONE, identified
from builders.releasing import act, agency
from builders.seizures import follow, record
from builders.trail import numbered, waiting
from cast import actor
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.journal.trail.entries import digest_of
from chorsu.records import services
from chorsu.records.readers import readers_of
from programs import program

RECORDS, LOOK_UP = "/api/v1/records", "/api/v1/look-up"


@pytest.fixture
def seizures(bank, as_role):
    """Five of the border guard's for all members, one that it keeps to itself."""
    with as_role("worker"):
        told = record([{"place": f"Place {number}", "kg": float(number)} for number in range(5)], audience=[MEMBERS])
        (kept,) = record([{"place": "Kept"}])
        follow()
    return told, kept


def ids(answer):
    return [one["id"] for one in answer.json()["records"]]


def test_a_list_leads_on_page_by_page_and_counts_nothing(seizures):
    told, kept = seizures
    reader, found, address = program("stranger-c"), [], f"{RECORDS}?size=2"
    pages = 0
    while address:
        answer = reader.get(address)
        assert answer.status_code == 200
        assert answer.json().keys() == {"records", "next", "previous"}
        found += ids(answer)
        following = answer.json()["next"]
        address = f"{RECORDS}?size=2&after={following}" if following else ""
        pages += 1
    assert pages == 3
    assert sorted(found) == sorted(str(one.pk) for one in told)
    assert str(kept.pk) in ids(program("border-officer").get(RECORDS))


def test_a_filter_is_that_of_the_pages_and_what_it_does_not_know_is_refused(seizures):
    reader = program("stranger-c")
    assert len(ids(reader.get(f"{RECORDS}?q=Place 3"))) == 1
    assert len(ids(reader.get(f"{RECORDS}?country=UZ&substance=heroin"))) == len(
        ids(reader.get(f"{RECORDS}?country=UZ"))
    )
    assert ids(reader.get(f"{RECORDS}?country=ZZ")) == []
    for query in (
        "plaec=x",
        "size=0",
        "size=101",
        "size=x",
        "sort=-x",
        "after=x",
        "from=yesterday",
        "id=1",
        "provider=-1",
    ):
        answer = reader.get(f"{RECORDS}?{query}")
        assert answer.status_code == 422, query
        assert answer.json()["type"] == "urn:chorsu:problem:cannot-be-meant"


def test_one_record_tells_what_its_page_tells(seizures):
    told = seizures[0][3]
    mine, theirs = (program(who).get(f"{RECORDS}/{told.pk}").json() for who in ("border-officer", "stranger-c"))
    assert mine["provided"] is True
    assert mine["source"]["file"]
    assert theirs["source"]["file"] is None  # a report is its provider's own
    assert theirs["provided"] is False
    assert theirs["provider"]["code"] == "agency:example-border-uz"
    assert [lot["kg"] for lot in theirs["lots"]] == [3.0]
    assert (theirs["place"], theirs["country"]) == ("Place 3", "UZ")
    assert [one["kind"] for one in theirs["history"]] == ["seizure.recorded"]
    assert "audience" not in str(theirs)


def test_of_history_a_recipient_learns_of_no_other(seizures, as_role):
    (told, *_), _kept = seizures
    act(services.release_to, "border-officer", told, principals=[agency("example-centre")], until=None)
    with as_role("worker"):
        follow()
    mine, theirs = (
        program(who).get(f"{RECORDS}/{told.pk}").json()["history"] for who in ("border-officer", "stranger-c")
    )
    assert [one["kind"] for one in mine] == ["seizure.released", "seizure.recorded"]
    assert [one["kind"] for one in theirs] == ["seizure.recorded"]
    assert theirs[0]["by"] is None


def test_absent_and_forbidden_are_one_byte_for_byte(seizures):
    _told, kept = seizures
    reader = program("stranger-c")
    answers = [
        reader.get(f"{RECORDS}/{identifier}") for identifier in (kept.pk, uuid.uuid4(), "x", "0", "../records", "%00")
    ]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert len({tuple(sorted(one.headers.items())) for one in answers}) == 1
    assert str(kept.pk).encode() not in answers[0].content
    assert program("border-officer").get(f"{RECORDS}/{kept.pk}").status_code == 200


def test_what_was_recalled_is_told_in_its_place_and_the_receipt_is_given(seizures):
    (told, *_), _kept = seizures
    reader, stranger = program("stranger-c"), program("example-police-kz")
    assert reader.get(f"{RECORDS}/{told.pk}").status_code == 200
    act(services.recall, "border-officer", told, principals=None, reason="x", told="a mistake")
    answer = reader.get(f"{RECORDS}/{told.pk}")
    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["closed"]["reason"] == "a mistake"
    assert "Place" not in answer.text
    (recall,) = reader.get("/api/v1/recalls").json()
    assert (recall["record"], recall["acknowledged"]) == (str(told.pk), False)
    assert stranger.post(f"/api/v1/recalls/{recall['id']}/receipt").status_code == 404
    assert reader.post(f"/api/v1/recalls/{recall['id']}/receipt").status_code == 204
    assert reader.post(f"/api/v1/recalls/{recall['id']}/receipt").status_code == 422
    assert reader.get("/api/v1/recalls").json()[0]["acknowledged"] is True


def test_every_request_is_one_entry_that_names_its_token(seizures, connect, as_role):
    told, kept = seizures
    reader = program("stranger-c")
    reader.get(f"{RECORDS}?q=Place")
    reader.get(f"{RECORDS}/{told[0].pk}")
    reader.get(f"{RECORDS}/{kept.pk}")
    reader.post(LOOK_UP, {"identifier": PHONE[1], "purpose": "drugs"})
    listed, opened, refused, looked = entries = waiting(connect)
    assert {(one["actor_id"], one["agency_id"]) for one in entries} == {
        (actor("stranger-c").user, actor("stranger-c").agency)
    }
    assert (listed["act"], listed["page"], listed["shown"]) == ("search", "api-records", 5)
    assert bytes(listed["digest"]) == digest_of(one.pk for one in told)
    assert (opened["act"], opened["page"], opened["opened"]) == ("read", "api-record", [told[0].pk])
    assert (refused["act"], refused["status"]) == ("refused", 404)
    assert (looked["act"], looked["page"], looked["purpose"]) == ("search", "api-look-up", "drugs")
    said = [row[0] for row in connect("worker").execute("SELECT said FROM journal_trail_words").fetchall()]
    assert all(one["token"] == [str(reader.token.pk), "program of stranger-c"] for one in said)
    numbered(as_role, connect)
    with viewing(actor("border-officer")):
        assert [one.act for one in readers_of(told[0].pk)] == ["read"]


def test_a_look_up_says_what_the_page_says(bank, as_role):
    with as_role("worker"):
        seen = identified(audience=[MEMBERS])
        identified(provider="example-customs-kz")
        identified(provider="example-police-kz", pointer="nothing")
    asked = {"identifier": PHONE[1], "purpose": "drugs"}
    answer = program("liaison-b").post(LOOK_UP, asked)
    assert answer.status_code == 200
    told = answer.json()
    assert [one["id"] for one in told["records"]] == [str(seen.pk)]
    assert told["contacts"] == [CONTACT]
    assert told["more"] is False
    nothing = program("liaison-b").post(LOOK_UP, asked | {"identifier": "+998900000000"}).json()
    assert (nothing["records"], nothing["contacts"]) == ([], [])


@pytest.mark.parametrize(
    "said", [{"purpose": ""}, {"purpose": "curiosity"}, {"kind": "x"}, {"identifier": "?"}, {"identifier": ""}]
)
def test_a_look_up_needs_a_purpose_and_an_identifier(bank, said):
    answer = program("liaison-b").post(LOOK_UP, {"identifier": PHONE[1], "purpose": "drugs"} | said)
    assert answer.status_code == 422


def test_whoever_walks_a_range_is_told_when_to_come_again(bank, settings):
    settings.CHORSU_LOOK_UPS_OFFICER = 2
    walker = program("liaison-b")
    asked = [walker.post(LOOK_UP, {"identifier": f"+99890123456{last}", "purpose": "drugs"}) for last in range(3)]
    assert [one.status_code for one in asked] == [200, 200, 429]
    assert 0 < int(asked[-1]["Retry-After"]) <= 3_600


def test_what_hangs_on_a_look_up_shows_in_no_time(bank):
    import time

    begun = time.monotonic()
    program("liaison-b").post(LOOK_UP, {"identifier": PHONE[1], "purpose": "drugs"})
    assert time.monotonic() - begun >= 0.25
