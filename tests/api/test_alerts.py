"""Programs are told what fired for their authority and why, and act on it; others learn of no alert at all."""

import uuid

import pytest

from builders import watches
from builders.seizures import follow, record
from builders.trail import waiting
from chorsu.directory.models import State
from programs import program

ALERTS = "/api/v1/alerts"


@pytest.fixture
def alert(bank, as_role):
    watches.made()
    with as_role("worker"):
        record([{}], audience=[State.objects.get(code="KZ").pk])
        follow()
    (one,) = watches.alerts()
    return one


def test_an_alert_is_told_with_its_reasons_and_acted_on(alert, connect):
    client = program("liaison-a")
    (line,) = client.get(ALERTS).json()["alerts"]
    assert (line["id"], line["state"], line["count"]) == (str(alert.pk), "new", 1)
    assert line["records"][0]["why"] == ["substance:heroin"]
    assert client.post(f"{ALERTS}/{alert.pk}/note", {"words": "Called back."}).status_code == 204
    assert client.post(f"{ALERTS}/{alert.pk}/acknowledge").status_code == 204
    assert client.post(f"{ALERTS}/{alert.pk}/acknowledge").status_code == 422
    told = client.get(f"{ALERTS}/{alert.pk}").json()
    assert [(change["kind"], change["note"]) for change in told["changes"]] == [
        ("noted", "Called back."),
        ("acknowledged", ""),
    ]
    assert uuid.UUID(told["records"][0]["record"]) in waiting(connect)[-1]["opened"]
    assert client.get(f"{ALERTS}?new=true").json() == {"alerts": [], "next": None}


def test_another_authority_learns_of_no_alert(alert):
    third = program("stranger-c")
    assert third.get(ALERTS).json() == {"alerts": [], "next": None}
    for act in ("", "/acknowledge", "/escalate", "/note"):
        ask = third.post if act else third.get
        there, never = (ask(f"{ALERTS}/{number}{act}") for number in (alert.pk, uuid.uuid4()))
        assert (there.status_code, there.content) == (404, never.content), act


def test_what_is_not_seen_any_more_gives_no_reason(alert, as_role):
    from chorsu.records.models import Seizure

    with as_role("owner"):
        Seizure.objects.update(withdrawn=True)
    (line,) = program("liaison-a").get(ALERTS).json()["alerts"]
    assert (line["count"], line["records"]) == (0, [])


def test_a_token_that_is_for_reading_records_tells_no_alert(alert):
    assert program("liaison-a", "read").get(ALERTS).status_code == 403
    assert program("liaison-a", "messages").post(f"{ALERTS}/{alert.pk}/acknowledge").status_code == 403


def test_alerts_of_one_watch_alone(alert, as_role):
    other = watches.made(name="Opium", criteria=watches.asks(substances=["opium"]))
    client = program("liaison-a")
    assert client.get(f"{ALERTS}?watch={other.pk}").json()["alerts"] == []
    assert len(client.get(f"{ALERTS}?watch={alert.watch_id}").json()["alerts"]) == 1
