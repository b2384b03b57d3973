"""An act on a page that is older than the work, pressed twice, or with words that nobody saved: nothing is lost or done twice."""

import re

import pytest

from builders.confirming import PART, Page, seizures
from builders.readings import NOTE
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.records.models import Seizure


def test_a_second_click_on_an_old_page_does_nothing_and_shows_the_work_as_it_stands(desk):
    page = Page(desk)
    old = page.seen()
    assert page.acts("choose:1:lots.2.amount:1", **old).status_code == 200
    again = page.acts("choose:1:lots.2.amount:1", **old)
    assert again.status_code == 409
    assert "has changed in the meantime" in again.text
    assert 'name="seen:1" value="1"' in again.text
    assert page.drafts()[0].slots["lots.2.amount"]["value"]["quantity"] == 15
    accepted = page.acts("accept:1", **old)
    assert (accepted.status_code, seizures()) == (409, [])


@pytest.mark.parametrize("act", ["accept:1", "reject:1:misread"])
def test_a_decision_pressed_again_because_its_answer_was_lost_reads_that_it_stands(desk, act):
    page = Page(desk)
    old = page.seen()
    assert page.acts(act, **old).status_code == 200
    standing = seizures()
    again = page.acts(act, **old)
    assert (again.status_code, seizures()) == (409, standing)
    assert "It had been decided so already" in again.text
    other = {"accept:1": "reject:1:misread", "reject:1:misread": "accept:1"}[act]
    assert "What you asked for is not done" in page.acts(other, **old).text


def test_what_is_typed_and_not_saved_is_not_lost_by_an_acceptance(desk):
    page = Page(desk)
    fields = dict(re.findall(r'name="(typed:1:[^"]+)" value="([^"]*)"', page.shows()))
    answer = page.acts("accept:1", **(fields | {"typed:1:destination": "Kazan"}))
    assert (answer.status_code, seizures()) == (422, [])
    label = re.search(r'data-slot="1:destination" data-label="([^"]+)"', answer.text)[1]
    assert f"{label}: what was typed is not saved; save it, then accept" in answer.text
    assert page.acts("accept:1", **fields).status_code == 200


def test_a_draft_without_its_first_lot_is_shown_and_accepted(desk):
    page = Page(desk)
    second = page.drafts()[0].slots["lots.2.substance"]["value"]
    assert page.acts("remove-lot:1:1").status_code == 200
    assert page.client.get(page.address).status_code == 200
    assert page.acts("empty:1:lots.2.amount").status_code == 200
    refused = page.acts("accept:1")
    assert (refused.status_code, 'wrong" data-slot="1:lots.2.amount"' in refused.text) == (422, True)
    assert [page.acts(act).status_code for act in ("undo:1", "accept:1")] == [200, 200]
    with viewing(actor("border-officer")):
        assert [lot.substance for lot in Seizure.objects.get().lots.all()] == [second]


def test_undo_clicked_twice_undoes_once(desk):
    page = Page(desk)
    page.acts("empty:1:destination")
    page.acts("accept:1")
    old = page.seen()
    assert [page.acts("undo:1", **old).status_code for _ in range(2)] == [200, 409]
    (draft,) = page.drafts()
    assert (draft.state, draft.slots["destination"]["value"]) == ("open", None)


def test_a_draft_asked_for_twice_is_added_once(desk):
    page = Page(desk)
    old = page.seen()
    assert [page.acts("add", **old).status_code for _ in range(2)] == [200, 409]
    assert len(page.drafts()) == 2


def test_without_a_script_a_second_click_says_so(desk):
    page = Page(desk)
    said = {"act": "empty:1:destination", **page.seen()}
    page.client.post(f"{page.address}act/", said)
    again = page.client.post(f"{page.address}act/", said | {"act": "undo:1"}, follow=True)
    assert "has changed in the meantime" in again.text
    assert page.drafts()[0].slots["destination"]["value"] is None


@pytest.mark.parametrize("seen", [None, "", "x", "-1"])
def test_an_act_that_does_not_say_what_was_seen_is_refused(desk, seen):
    page = Page(desk)
    said = {"act": "keep:1:concealment"} | ({} if seen is None else {"seen:1": seen})
    assert page.client.post(f"{page.address}act/", said, headers=PART).status_code == 422
    assert page.drafts()[0].history == []


def test_words_for_a_lot_removed_in_the_meantime_leave_the_page_whole(desk):
    page = Page(desk)
    page.acts("remove-lot:1:2")
    start = NOTE.index("1.5 kg")
    assert page.acts(f"fill:1:lots.2.amount:{start}:{start + 6}").status_code == 422
    assert page.client.get(page.address).status_code == 200
