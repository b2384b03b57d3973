"""What stands at no address, or at none for the viewer: a page of its own for pages, another for records."""

import pytest
from django.test import Client

from chorsu.directory.models import User
from chorsu.kernel.ids import uuid7


def signed_in(username, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(User.objects.get(username=username))
    return client


@pytest.mark.parametrize("address", ["/nope/", "/admin/", "/newsroom/"])
def test_an_unknown_page_and_one_of_others_are_no_such_page(bank, address):
    answer = signed_in("border-officer").get(address)
    assert answer.status_code == 404
    assert "No such page, or not for you" in answer.text
    assert "No such record" not in answer.text


@pytest.mark.parametrize("room", ["records", "hand-in", "same-event"])
def test_an_unknown_record_is_no_such_record(bank, room):
    answer = signed_in("border-officer").get(f"/{room}/{uuid7()}/")
    assert answer.status_code == 404
    assert "No such record" in answer.text


def test_the_page_speaks_russian(bank):
    assert "Такой страницы нет, или она не для вас" in signed_in("border-officer", "ru").get("/nope/").text


def test_an_officer_without_a_password_is_told_that_there_is_none_to_change(bank):
    answer = signed_in("analyst").get("/accounts/password/")
    assert answer.status_code == 200
    assert "No password to change" in answer.text
    assert 'name="password1"' not in answer.text
    assert "Пароля нет" in signed_in("analyst", "ru").post("/accounts/password/", {"password1": "x"}).text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_rail_says_that_a_letter_follows_g(bank, language):
    page = signed_in("border-officer", language).get("/records/").text
    assert {"en": "Records: press g, then r", "ru": "Записи: нажмите g, затем r"}[language] in page
