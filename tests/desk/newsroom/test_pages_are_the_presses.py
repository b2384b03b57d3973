"""For everybody but press officers the newsroom's pages are absent, as are items that there never were."""

import re
import uuid

import pytest

OTHERS = ("analyst", "duty-officer", "liaison-a", "border-officer", "stranger-c")


@pytest.mark.parametrize("page", ["/newsroom/", "/newsroom/new/", "{item}", "{item}edit/"])
def test_a_press_officer_opens_what_is_absent_for_others(newsdesk, enter, page):
    address = page.format(item=f"/newsroom/{newsdesk.draft().pk}/")
    assert enter("press-two").get(address).status_code == 200
    for name in OTHERS:
        assert enter(name).get(address).status_code == 404, name


def told(response, item):
    """What the answer says, but for the address asked and the token that changes with every page."""
    page = response.content.decode().replace(str(item), "ITEM")
    return response.status_code, re.sub(r'(X-CSRFToken": "|value=")[A-Za-z0-9]{64}"', "TOKEN", page)


def test_forbidden_and_absent_answer_alike(newsdesk, enter):
    draft, nothing = newsdesk.draft().pk, uuid.uuid4()
    stranger = enter("stranger-c")
    forbidden, absent = (told(stranger.get(f"/newsroom/{item}/"), item) for item in (draft, nothing))
    assert forbidden == absent
    press = enter("press-one")
    assert press.get(f"/newsroom/{draft}/").status_code == 200
    assert told(press.get(f"/newsroom/{nothing}/"), nothing)[0] == 404


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
