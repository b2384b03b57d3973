"""For everybody but press officers the newsroom's pages are absent, as are items that there never were."""

import uuid

import pytest

OTHERS = ("analyst", "duty-officer", "liaison-a", "border-officer", "stranger-c")


@pytest.mark.parametrize("page", ["/newsroom/", "/newsroom/new/", "{item}", "{item}edit/"])
def test_a_press_officer_opens_what_is_absent_for_others(newsdesk, enter, page):
    address = page.format(item=f"/newsroom/{newsdesk.draft().pk}/")
    assert enter("press-two").get(address).status_code == 200
    for name in OTHERS:
        assert enter(name).get(address).status_code == 404, name


def test_forbidden_and_absent_answer_alike(newsdesk, enter):
    stranger = enter("stranger-c")
    forbidden = stranger.get(f"/newsroom/{newsdesk.draft().pk}/")
    absent = stranger.get(f"/newsroom/{uuid.uuid4()}/")
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)
    assert enter("press-one").get(f"/newsroom/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("act", ["submit", "approve", "release", "publish", "withdraw", "correct", "return", "recall"])
def test_no_act_is_open_to_others(newsdesk, enter, act):
    item = newsdesk.draft()
    assert enter("analyst").post(f"/newsroom/{item.pk}/{act}/", {"reason": "x"}).status_code == 404
    assert enter("press-one").post(f"/newsroom/{item.pk}/{act}/", {"reason": "x"}).status_code == 302


def test_nobody_signed_in_is_sent_to_the_start_page(newsdesk, client):
    assert client.get("/newsroom/", SERVER_NAME="localhost").status_code == 302


def test_only_press_officers_have_the_entry_in_the_rail(newsdesk, enter):
    assert 'href="/newsroom/"' in enter("press-one").get("/newsroom/").content.decode()
    assert 'href="/newsroom/"' not in enter("analyst").get("/").content.decode()
