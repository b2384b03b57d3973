"""Whoever runs or oversees the system is told in one line why no case is shown, or is offered no such page."""

import pytest
from django.test import Client
from django.urls import reverse

from chorsu.directory.models import User
from staff import enter_staff

OVERSEERS = {"centre-admin": "people", "admin-uz": "people", "auditor": "audit", "protector": "subjects"}
OF_CASES = (
    "records",
    "search",
    "look-up",
    "same-event",
    "returns",
    "templates-out",
    "plan",
    "recalled",
    "permissions",
    "reviews",
)
WHY = {"en": "Whoever runs or oversees the system reads no records", "ru": "не читает записей"}


@pytest.fixture
def enter(bank, as_role):
    enter_staff(as_role)

    def sign_in(username, language="en"):
        client = Client(headers={"accept-language": language})
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("username", OVERSEERS)
def test_a_page_of_cases_says_why_it_is_empty(enter, username, language):
    client = enter(username, language)
    for name in OF_CASES:
        text = client.get(reverse(name)).text
        main = text[text.index("<main") : text.index("</main>")]
        assert WHY[language] in main, name
        assert main.count("<h1>") == 1, name
        assert "<form" not in main, name
        assert reverse(OVERSEERS[username]) in main, name


@pytest.mark.parametrize("username", OVERSEERS)
def test_their_own_pages_say_nothing_of_it(enter, username):
    client = enter(username)
    for name in (OVERSEERS[username], "account", "mfa_index", "start"):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert WHY["en"] not in answer.text, name


@pytest.mark.parametrize("username", ["liaison-a", "analyst", "press-one"])
def test_who_works_on_cases_is_told_nothing_of_it(enter, username):
    client = enter(username)
    for name in OF_CASES:
        answer = client.get(reverse(name))
        assert answer.status_code in {200, 404}
        assert WHY["en"] not in answer.text, name


@pytest.mark.parametrize(("username", "first"), OVERSEERS.items())
def test_home_leads_to_the_first_page_of_their_own(enter, username, first):
    assert enter(username).get(reverse("home"))["Location"] == reverse(first)


def test_requests_of_data_subjects_open_for_the_protection_officer_and_authorities_alone(enter):
    statuses = {name: enter(name).get(reverse("subjects")).status_code for name in (*OVERSEERS, "liaison-a")}
    assert statuses == {"centre-admin": 404, "admin-uz": 404, "auditor": 404, "protector": 200, "liaison-a": 200}


def test_the_protection_officer_is_offered_no_other_part_of_handling(enter):
    text = enter("protector").get(reverse("subjects")).text
    assert reverse("reviews") not in text
    assert reverse("reviews") in enter("liaison-a").get(reverse("subjects")).text
