"""A name that is not known is refused and never passed over, wherever a program asks or says it."""

import pytest

from programs import program

API, SOME = "/api/v1", "01890000-0000-7000-8000-000000000000"
ASKED = ("messages", "alerts", "commitments", "hooks", "records", "search?q=opium", "recalls", "hand-ins", "directory",
         "token", "vocabulary", "exports/csv")  # fmt: skip


@pytest.mark.parametrize("address", ASKED)
def test_an_address_asks_by_names_that_are_known(bank, address):
    client = program("border-officer")
    assert client.get(f"{API}/{address}").status_code == 200
    answer = client.get(f"{API}/{address}{'&' if '?' in address else '?'}foo=1")
    assert (answer.status_code, answer.json()["where"]) == (422, "foo")


def test_a_switch_is_on_or_off(bank):
    client = program("border-officer")
    told = [client.get(f"{API}/records?withdrawn={value}").status_code for value in ("0", "1", "2", "yes")]
    assert told == [200, 200, 422, 422]


def test_an_act_asks_for_nothing_in_its_address(bank):
    answer = program("border-officer").post(f"{API}/messages?send=true", {"kind": "spontaneous", "subject": "x"})
    assert (answer.status_code, answer.json()["where"]) == (422, "send")


def test_a_form_has_fields_that_are_known(bank):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = program("border-officer")
    draft = client.post(f"{API}/messages", {"kind": "spontaneous", "subject": "x"}).json()["id"]
    file = SimpleUploadedFile("a.txt", b"Lorries")
    answer = client.upload(f"{API}/messages/{draft}/attachments", file, presonal="true")
    assert (answer.status_code, answer.json()["where"]) == (422, "presonal")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("look-up", {"identifier": "+998 90 123 45 67", "purpose": "drugs"}),
        ("hooks", {"authority": "agency:example-border-uz", "address": "https://machines.example.org/"}),
        (f"messages/{SOME}/recall", {"reason": "x"}), (f"alerts/{SOME}/note", {"words": "x"}),
        (f"hand-ins/{SOME}/accept", {}), (f"hand-ins/{SOME}/withdraw", {"reason": "x"}),
    ],
)  # fmt: skip
def test_a_body_has_names_that_are_known(bank, address, said):
    answer = program("border-officer").post(f"{API}/{address}", said | {"foo": 1})
    assert [one["where"] for one in answer.json()["errors"]] == ["body.sent.foo"]


@pytest.mark.parametrize("act", ["send", "release", "discard"])
def test_what_reads_no_body_takes_none(bank, act):
    client = program("border-officer")
    draft = client.post(f"{API}/messages", {"kind": "spontaneous", "subject": "x"}).json()["id"]
    answer = client.post(f"{API}/messages/{draft}/{act}", {"adressee": "agency:example-customs-kz"})
    assert (answer.status_code, answer.json()["where"]) == (422, "the body")
    assert client.get(f"{API}/messages?box=drafts").json()["messages"]


def test_whom_an_acknowledgement_is_for_is_not_misspelt(bank):
    answer = program("border-officer").post(f"{API}/messages/{SOME}/acknowledge", {"adressee": "agency:example-centre"})
    assert [one["where"] for one in answer.json()["errors"]] == ["body.sent.adressee"]
