"""The auditor and the data-protection officer read what was done; nobody else gets the page; it shows no content."""

import pytest

from builders.seizures import record
from builders.trail import numbered, waiting

WORD = "Канарейкаобад"


@pytest.fixture
def seizure(bank, as_role):
    with as_role("worker"):
        return record([{"place": WORD}], audience=[2])[0]


@pytest.fixture
def auditor(enter):
    return enter("auditor")


@pytest.fixture
def protection(enter):
    return enter("data-protection")


@pytest.fixture
def all_entries(as_role, connect):
    return lambda: numbered(as_role, connect)


@pytest.mark.parametrize("who", ["border-officer", "analyst", "liaison-a"])
def test_for_everybody_else_it_is_absent(enter, seizure, connect, as_role, who):
    enter("border-officer").get("/records/")
    numbered(as_role, connect)
    client = enter(who)
    for path in ("/audit/", "/audit/download.csv", "/audit/1/", "/audit/999999/"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Audit" not in answer.text


def test_what_was_done_is_found_by_officer_record_day_and_act(enter, seizure, auditor, connect, as_role):
    enter("liaison-a").get(f"/records/{seizure.pk}/")
    enter("border-officer").get(f"/records/?q={WORD}")
    b"".join(enter("border-officer").get("/records/download/csv/").streaming_content)
    numbered(as_role, connect)
    found = {
        query: auditor.get(f"/audit/?{query}").context["entries"]
        for query in (
            f"record=https://example.invalid/records/{seizure.pk}/",
            "officer=liaison-a",
            "act=search",
            "act=export",
            "since=2090-01-01",
            "record=nonsense",
            "officer=nobody-at-all",
        )
    }
    by_record, officer, search, export, later, wrong, nobody = found.values()
    assert [one.row.act for one in by_record] == ["export", "read"]
    assert [one.who for one in officer] == [by_record[1].who]
    assert "liaison-a" in officer[0].who
    assert search[0].words == [("q", WORD)]
    assert export[0].row.opened == [seizure.pk]
    assert [later, wrong, nobody] == [[], [], []]


def test_it_shows_no_content_and_reading_it_is_entered(enter, seizure, auditor, connect, as_role):
    enter("liaison-a").get(f"/records/{seizure.pk}/")
    number = numbered(as_role, connect)[-1]["number"]
    for path in ("/audit/", f"/audit/{number}/", "/audit/download.csv"):
        answer = auditor.get(path)
        body = b"".join(answer.streaming_content).decode() if answer.streaming else answer.text
        assert answer.status_code == 200
        assert str(seizure.pk) in body or path == "/audit/"
        assert WORD not in body
        assert waiting(connect)[-1]["act"] == "audit"


def test_words_are_erased_by_the_data_protection_officer_with_a_ground(
    enter, seizure, auditor, protection, all_entries
):
    enter("border-officer").get(f"/records/?q={WORD}")
    entry = all_entries()[-1]
    path = f"/audit/{entry['number']}/"
    assert WORD in protection.get(path).text
    assert auditor.post(f"{path}erase/", {"ground": "x"}).status_code == 404
    assert WORD in protection.post(f"{path}erase/", {"ground": " "}, follow=True).text
    assert WORD not in protection.post(f"{path}erase/", {"ground": "Article 17"}, follow=True).text
    after = next(one for one in all_entries() if one["number"] == entry["number"])
    assert after == entry
    assert "words erased" in protection.get("/audit/").text


def test_signing_out_and_in_is_entered(enter, seizure, connect):
    client = enter("border-officer")
    client.post("/start/leave/")
    client.post("/start/enter/", {"as": "border-officer"})
    told = [(one["act"], one["actor_id"] is not None, one["agency_id"] is not None) for one in waiting(connect)]
    assert told == [("sign-out", True, True), ("sign-in", True, True)]


def test_a_failed_sign_in_is_entered_with_its_name_in_the_words_alone(bank, connect):
    from django.test import Client

    Client().post("/accounts/login/", {"login": "somebody-else", "password": "not the one"})
    (entry,) = waiting(connect)
    assert (entry["act"], entry["actor_id"], entry["agency_id"]) == ("sign-in-failed", None, None)
    said = connect("worker").execute("SELECT said FROM journal_trail_words").fetchone()[0]
    assert said == {"name": ["somebody-else"]}


def test_nothing_that_was_typed_stands_in_the_entry_itself(seizure, enter, connect):
    typed = f"{WORD}%F0%9F%98%80&purpose={WORD}%00&" + "&".join(f"f{number}={WORD}" for number in range(3))
    assert enter("border-officer").get(f"/records/?q={typed}").status_code == 200
    entry = waiting(connect)[-1]
    assert WORD not in str(entry)
    said = connect("worker").execute("SELECT said FROM journal_trail_words").fetchone()[0]
    assert said["purpose"] == [f"{WORD}␀"]
    assert said["q"][0].startswith(WORD)


def test_very_long_words_are_told_by_their_length_alone(seizure, enter, connect):
    enter("border-officer").get(f"/records/?{'&'.join(f'x{number}={WORD * 40}' for number in range(40))}")
    (said,) = connect("worker").execute("SELECT said FROM journal_trail_words").fetchone()
    assert list(said) == ["too long"]
