"""What is served to be kept on a device: a worker for the whole application, a page for no connection, nobody's data."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from chorsu.directory.models import User


@pytest.fixture
def told(bank):
    """What the worker is told before its text."""
    if finders.find("ui/build/service-worker.js") is None:
        pytest.skip("the front end is not built: run `make assets`")
    answer = Client().get("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/"
    assert "no-store" in answer["Cache-Control"]
    return json.loads(re.match(r"const TOLD = (\{.*\});", answer.text)[1])


def test_everything_that_the_worker_keeps_exists(enter, told):
    client = enter("border-officer")
    for address in [*told["data"], told["form"], told["offline"]]:
        assert client.get(address).status_code == 200, address
    for address in told["kept"]:
        assert finders.find(address.split("?")[0].removeprefix("/static/")), address


def test_of_pages_the_worker_keeps_the_form_and_the_one_for_no_connection_alone(told):
    assert (told["form"], told["offline"]) == ("/hand-in/seizure/", "/offline/")
    assert all(address.startswith("/static/") for address in told["kept"])
    assert set(told["forget"]) == {"/start/leave/", "/start/enter/", "/accounts/login/"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_for_no_connection_says_nothing_of_who_is_signed_in(enter, language):
    client = enter("border-officer", language)
    page = client.get("/offline/")
    officer = User.objects.get(username="border-officer")
    assert page.status_code == 200
    assert officer.last_name not in page.text
    assert "data-officer" not in page.text
    assert "/hand-in/seizure/" in page.text


def test_each_officer_has_a_key_of_their_own_that_stays_the_same(enter):
    def key(username):
        return re.search(r'data-key="([^"]+)"', enter(username).get("/hand-in/seizure/").text)[1]

    assert key("border-officer") == key("border-officer")
    assert key("border-officer") != key("stranger-c")
