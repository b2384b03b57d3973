"""Entering as an invented officer: one click, on the example installation alone, and only as an invented one."""

import pytest
from django.test import Client
from django.urls import reverse

from chorsu.desk.start.cast import the_cast
from chorsu.directory.models import User


def enter(client, username, **more):
    return client.post(reverse("enter"), {"as": username, **more})


def who(client):
    identifier = client.session.get("_auth_user_id")
    return User.objects.get(pk=identifier).username if identifier else None


def test_everybody_of_the_cast_can_be_entered_as(bank):
    for person in the_cast():
        client = Client()
        assert enter(client, person.username)["Location"] == "/"
        assert who(client) == person.username


def test_it_exists_on_the_example_installation_alone(bank, settings):
    client = Client()
    assert enter(client, "analyst").status_code == 302
    settings.CHORSU_EXAMPLE = False
    stranger = Client()
    assert enter(stranger, "analyst").status_code == 404
    assert who(stranger) is None


def test_an_officer_who_is_no_example_cannot_be_entered_as(bank, as_role):
    with as_role("owner"):
        User.objects.filter(username="analyst").update(example=False)
    client = Client()
    assert enter(client, "analyst").status_code == 404
    assert enter(client, "duty-officer").status_code == 302
    assert who(client) == "duty-officer"


def test_a_link_that_is_followed_enters_nobody(bank):
    client = Client()
    assert client.get(reverse("enter"), {"as": "analyst"}).status_code == 405
    assert who(client) is None


def test_one_click_makes_somebody_else(bank):
    client = Client()
    enter(client, "liaison-a")
    before = client.session.session_key
    enter(client, "liaison-b")
    assert who(client) == "liaison-b"
    assert client.session.session_key != before


def test_one_lands_where_one_wanted_to_go(bank):
    assert enter(Client(), "border-officer", next="/hand-in/")["Location"] == "/hand-in/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"])
def test_one_never_lands_on_another_site(bank, elsewhere):
    assert enter(Client(), "border-officer", next=elsewhere)["Location"] == "/"


def test_leaving_leads_back_to_the_two_doors(bank):
    client = Client()
    enter(client, "analyst")
    assert client.post(reverse("leave"))["Location"] == reverse("start")
    assert who(client) is None
