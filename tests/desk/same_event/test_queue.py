"""Same event?: only pairs of which both ends are seen; decided by those who may, and undone."""

import re

import pytest

from builders.seizures import follow, record
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Link


@pytest.fixture
def claim(bank, as_role):
    """Two reports of one event, of two agencies, for all member states; a claim that waits."""
    with as_role("worker"):
        record([{"quantity": 13.847, "kg": 13.847}], provider="example-border-uz", audience=[2])
        record([{"quantity": 13.8, "kg": 13.8}], provider="example-customs-kz", audience=[2])
        follow()
        Link.objects.update(state="possible", proposed="possible")
        return Link.objects.get()


def text(client, address="/same-event/"):
    return client.get(address).content.decode()


def state(as_role):
    with as_role("worker"):
        return Link.objects.get().state


def test_the_first_that_waits_stands_side_by_side_with_its_reasons(enter, claim):
    page = text(enter("liaison-a"))
    assert "13.847 kg" in page
    assert "13.8 kg" in page
    assert "same date" in page
    assert 'value="confirm"' in page


def test_confirming_leads_on_and_can_be_undone(enter, claim, as_role):
    officer = enter("liaison-a")
    answer = officer.post(f"/same-event/{claim.pk}/decide/", {"decision": "confirm", "query": "state=possible"})
    assert state(as_role) == "confirmed"
    after = text(officer, answer.headers["Location"])
    assert "Nothing waits for you" in after
    assert f"/same-event/{claim.pk}/decide/" in after
    officer.post(f"/same-event/{claim.pk}/decide/", {"decision": "undo"})
    assert state(as_role) == "possible"


def test_rejecting_says_so(enter, claim, as_role):
    officer = enter("border-officer")
    answer = officer.post(f"/same-event/{claim.pk}/decide/", {"decision": "reject"}, follow=True)
    assert "Rejected: both reports count." in answer.content.decode()
    assert state(as_role) == "rejected"


def test_who_may_not_decide_is_shown_the_pair_without_the_buttons(enter, claim, as_role):
    stranger = enter("stranger-c")
    page = text(stranger)
    assert "13.847 kg" in page
    assert 'value="confirm"' not in page
    stranger.post(f"/same-event/{claim.pk}/decide/", {"decision": "confirm"})
    assert state(as_role) == "possible"


def test_a_pair_with_a_hidden_end_does_not_exist(enter, claim):
    analyst = enter("analyst")
    assert "Nothing waits for you" in text(analyst)

    def answer(identifier):
        found = analyst.get(f"/same-event/{identifier}/")
        page = re.sub(r'"[A-Za-z0-9]{64}"', "TOKEN", found.content.decode())
        return found.status_code, page.replace(str(identifier), "ID")

    assert answer(claim.pk)[0] == 404
    assert answer(claim.pk) == answer(uuid7())
    sent = analyst.post(f"/same-event/{claim.pk}/decide/", {"decision": "confirm"})
    assert sent.status_code == 404


def test_another_decision_is_none(enter, claim, as_role):
    assert enter("liaison-a").post(f"/same-event/{claim.pk}/decide/", {"decision": "maybe"}).status_code == 404
    assert state(as_role) == "possible"


def test_the_queue_is_held_to_a_substance(enter, claim):
    officer = enter("liaison-a")
    assert "13.847 kg" in text(officer, "/same-event/?substance=opioids")
    assert "Nothing matches" in text(officer, "/same-event/?substance=cannabis")


def test_the_page_speaks_russian(enter, claim):
    assert "дата совпадает" in text(enter("liaison-a", "ru"))
