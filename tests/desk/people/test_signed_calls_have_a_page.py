"""Administrators register where an authority is called, see how it answers, end it; the secret is shown once."""

import re

import pytest
from django.urls import reverse

from chorsu.directory.models import Agency
from chorsu.exchange.hooks.models import Call, Hook
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from desk.people.test_the_administrators_pages import admins, number  # noqa: F401 — a fixture

ADDRESS = "https://machines.example.org/chorsu"


@pytest.fixture
def admin(admins):  # noqa: F811 — the fixture
    return admins["admin-uz"]


def registered(client, address=ADDRESS, code="example-border-uz"):
    return client.post(reverse("hooks"), {"authority": number(code), "address": address})


def test_an_address_is_registered_and_its_secret_shown_this_once(admin):
    page = registered(admin).text
    secret = re.search(r'id="secret">(hook_[0-9a-f]{64})<', page)[1]
    again = admin.get(reverse("hooks")).text
    assert ADDRESS in again
    assert secret not in again
    assert "Not called yet" in again


def at_the_field(answer, field):
    """What the form says at a field, from its label on."""
    return re.search(rf'for="id_{field}">.*?role="alert">([^<]*)<', answer.text, re.DOTALL)[1]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("http://machines.example.org/", "This cannot be called: write it as https://host/path."),
        ("https://[x/", "This cannot be called: write it as https://host/path."),
        ("https://127.0.0.1/x", "This lies in a private network: name a server that is reached from outside."),
        ("", "This field is required."),
        ("x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
    ],
)
def test_what_may_not_be_called_is_refused_at_its_field(admin, address, line):
    answer = registered(admin, address)
    assert answer.status_code == 422
    assert at_the_field(answer, "address") == line
    assert "address: " not in answer.text
    assert "No address is called" in admin.get(reverse("hooks")).text


def test_nobody_registers_for_an_authority_that_is_not_theirs(admin):
    assert registered(admin, code="example-customs-kz").status_code == 422
    assert str(Agency.objects.get(code="example-customs-kz").pk) not in re.findall(
        r'<option value="(\d+)"', admin.get(reverse("hooks")).text
    )


@pytest.mark.parametrize("address", ["https://localhost/", "https://0x7f000001/", "https://2130706433/"])
def test_this_machine_is_not_called_by_another_name_of_it(admin, address):
    line = at_the_field(registered(admin, address), "address")
    assert line == "This lies in a private network: name a server that is reached from outside."


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("leads into a private network", "The name leads into a private network."),
        ("connection refused", "The server refuses the connection."),
        ("answered 302", "answered 302"),
    ],
)
def test_in_what_it_failed_stands_in_words(admin, as_role, said, line):
    registered(admin)
    with as_role("worker"):
        hook = Hook.objects.get()
        Call.objects.create(hook=hook, kind="message", about=uuid7(), made_at=now(), next_at=now(), said=said, tries=2)
    for page in (reverse("hooks"), reverse("hook-calls", args=[hook.pk])):
        assert f">{line}<" in admin.get(page).text


@pytest.mark.parametrize(
    ("ended", "line"),
    [
        ({"done_at": now()}, "Nothing is wrong"),
        ({"next_at": now(), "said": "refused", "tries": 2}, "Does not answer, is tried again"),
        ({"dead_at": now(), "said": "refused", "tries": 9}, "Calls were given up"),
    ],
)
def test_how_it_answers_stands_beside_it(admin, as_role, ended, line):
    registered(admin)
    with as_role("worker"):
        hook, about = Hook.objects.get(), uuid7()
        Call.objects.create(hook=hook, kind="message", about=about, made_at=now(), **ended)
    assert line in admin.get(reverse("hooks")).text
    text = admin.get(reverse("hook-calls", args=[hook.pk])).text
    assert str(about) not in text
    assert ("refused" in text) == ("said" in ended)


def test_it_is_ended_and_called_no_more(admin):
    registered(admin)
    address = re.search(r'action="(/[^"]+/end/)"', admin.get(reverse("hooks")).text)[1]
    answer = admin.post(address, follow=True)
    assert "called no more" in answer.text
    assert "No address is called" in answer.text


def test_no_more_than_five(admin):
    for one in range(5):
        assert registered(admin, f"{ADDRESS}/{one}").status_code == 200
    answer = registered(admin, f"{ADDRESS}/6")
    assert answer.status_code == 422
    assert "end one of them first" in at_the_field(answer, "authority")
