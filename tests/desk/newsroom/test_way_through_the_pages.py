"""Two press officers write, translate, approve, release, publish and withdraw through the pages."""

import re

import pytest

from chorsu.handling.viewer import viewing
from chorsu.newsroom.models import Item, Publication

FORM = {
    "original": "en",
    "version": "",
    "title_en": "Seminar opens",
    "summary_en": "Short.",
    "body_en": "First.\n\n- one",
    "title_ru": "Открылся семинар",
    "summary_ru": "",
    "body_ru": "Первый.",
}


def act(client, address, name, **form):
    """Press a button of the item's page; what the page then says."""
    return client.post(f"{address}{name}/", form, follow=True).content.decode()


@pytest.fixture
def written(enter):
    one, two = enter("press-one"), enter("press-two")
    answer = one.post("/newsroom/new/", FORM)
    assert answer.status_code == 302
    return one, two, answer["Location"]


def test_from_the_draft_into_public_and_out_again(written, newsdesk):
    one, two, address = written
    page = one.get(address).content.decode()
    assert "<li>one</li>" in page
    assert "Submit for approval" in page
    act(one, address, "submit")
    act(two, address, "approve")
    page = act(two, address, "release")
    assert "Everybody can read version 1 at the public site at once (English, Русский)" in page
    page = act(two, address, "publish")
    assert "Published." in page
    assert set(Publication.objects.values_list("title", flat=True)) == {"Seminar opens", "Открылся семинар"}
    assert re.search(r'href="[^"]*/en/news/seminar-opens/"', page)
    page = act(one, address, "withdraw", reason="too early")
    assert "Withdrawn from the public" in page
    assert "too early" in page
    assert not Publication.objects.exists()


def test_the_author_reads_why_approval_is_refused_and_another_approves(written):
    one, two, address = written
    act(one, address, "submit")
    page = one.get(address).content.decode()
    assert "You wrote in this version yourself" in page
    assert f"{address}approve/" not in page
    refused = act(one, address, "approve")
    assert refused.count("a second person must approve it") >= 1
    assert "Waits for approval" in refused
    assert "Approved." in act(two, address, "approve")


def test_publishing_past_the_marking_gate_is_refused_with_one_line(written):
    one, two, address = written
    act(one, address, "submit")
    act(two, address, "approve")
    assert "marked for fewer than everybody" in act(two, address, "publish")
    act(two, address, "release")
    assert "Published." in act(two, address, "publish")


def test_what_cannot_be_kept_stays_in_the_form(enter, newsdesk):
    one = enter("press-one")
    answer = one.post("/newsroom/new/", {**FORM, "title_en": "Turned \u202etxet"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "holds the invisible character U+202E" in page
    assert "Открылся семинар" in page
    with viewing(newsdesk.one):
        assert not Item.objects.exists()


def test_two_who_edit_at_once_do_not_overwrite_each_other(written):
    one, two, address = written
    assert one.post(f"{address}edit/", {**FORM, "version": "1", "title_en": "By one"}).status_code == 302
    answer = two.post(f"{address}edit/", {**FORM, "version": "1", "title_en": "By two"})
    assert answer.status_code == 422
    assert "Somebody else changed this item" in answer.content.decode()
    assert "By two" in answer.content.decode()
    assert "By one" in one.get(address).content.decode()


def test_the_list_holds_to_a_state(written, enter):
    one, _two, address = written
    drafts, approved = (one.get(f"/newsroom/?state={state}").content.decode() for state in ("draft", "approved"))
    assert address in drafts
    assert address not in approved
    assert one.get("/newsroom/?state=nonsense").status_code == 404
