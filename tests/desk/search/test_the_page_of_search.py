"""The page of search: what is found and why, an identifier offered for look-up, and absent and hidden one and the same."""

import re

import pytest
from django.urls import reverse

from builders.seizures import follow, record
from builders.trail import waiting
from chorsu.directory.models import State
from chorsu.records.models import Seizure
from desk.lookup.test_looking_up import client, plain

SECRET = "Тахта Рахимов"


def asked(username, text, language="en"):
    return client(username, language).get(reverse("search"), {"q": text})


@pytest.fixture
def known(bank, as_role):
    with as_role("worker"):
        (one,) = record([{"place": "Самарканд"}], audience=[State.objects.get(code="KZ").pk])
        Seizure.objects.filter(pk=one.pk).update(narrative=f"Груз чая, водитель {SECRET}")
        follow()
    return one


def test_a_reader_finds_the_record_and_the_words_that_tell_it(known):
    text = asked("liaison-a", "rahimov").text
    assert reverse("record", args=[known.pk]) in text
    assert "<mark>Рахимов</mark>" in text


def test_hidden_and_absent_are_one(known):
    hidden, absent = (plain(asked("stranger-c", text), [text]) for text in ("Rahimov", "Unheard"))
    assert hidden == absent
    assert "Nothing is found" in hidden


def test_a_search_is_entered_without_its_words_in_the_entry(known, connect):
    asked("liaison-a", "rahimov")
    entry = waiting(connect)[-1]
    assert (entry["page"], entry["act"], entry["shown"]) == ("search", "search", 1)
    assert entry["words"] is not None
    assert "rahimov" not in str(entry)


def test_an_identifier_is_offered_for_look_up_whatever_is_known(known):
    text = asked("stranger-c", "+998 90 123 45 67").text
    assert "This reads as an identifier" in text
    assert f'action="{reverse("look-up")}"' in text


def test_a_place_is_offered_as_a_list(known):
    assert f"{reverse('records')}?q=Samarkand" in asked("liaison-a", "Samarkand").text


@pytest.mark.parametrize("text", ["", " ", "?", "\x00", "'", "a" * 4000, "%s", "<script>", "|", "!", ":*", "\\"])
def test_whatever_is_typed_is_answered(bank, text):
    response = asked("liaison-a", text)
    assert response.status_code == 200
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("after", ["x", "0", "01900000-0000-7000-8000-000000000001"])
def test_a_forged_cursor_shows_a_page(known, after):
    assert client("liaison-a").get(reverse("search"), {"q": "rahimov", "after": after}).status_code == 200


def test_pages_follow_one_another(bank, as_role, monkeypatch):
    monkeypatch.setattr("chorsu.desk.search.views.A_PAGE", 2)
    with as_role("worker"):
        made = record([{"place": "Термез"}] * 5)
        follow()
    found, address = [], "?q=Termez"
    while address:
        text = client("border-officer").get(reverse("search") + address).text
        found += re.findall(r'data-row><a href="/records/([0-9a-f-]{36})/', text)
        following = re.search(r'href="([^"]*)" rel="next"', text)
        address = following and following[1].replace("&amp;", "&")
    assert found == [str(one.pk) for one in sorted(made, key=lambda one: one.pk, reverse=True)]
