"""The start page: two doors everywhere; the cast, the guide and the replay on the example installation alone."""

import pytest
from django.test import Client
from django.urls import reverse

from chorsu.desk.start.cast import the_cast
from chorsu.desk.start.guide import guide
from chorsu.directory.models import User

CAST = {
    *("border-officer", "liaison-a", "liaison-b", "stranger-c"),
    *("analyst", "duty-officer", "press-one", "press-two"),
    *("administrator", "administrator-uz", "auditor", "data-protection"),
}


@pytest.fixture
def page(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    settings.CHORSU_PUBLIC_URL = "http://public.example"

    def get(client=None, language="en", **query):
        return (client or Client()).get(reverse("start"), query, headers={"Accept-Language": language}).content.decode()

    return get


def test_both_doors_and_the_cast_are_there(page):
    text = page()
    assert "http://public.example" in text
    assert reverse("account_login") in text
    for username in CAST:
        assert f'value="{username}"' in text


def test_the_cast_is_the_one_that_was_promised():
    assert {person.username for person in the_cast()} == CAST
    assert all(person.sees and "Example-" in person.name for person in the_cast())


def test_an_installation_without_the_example_has_two_doors_and_nothing_else(page, settings):
    assert "Enter as one of the cast" in page()
    settings.CHORSU_EXAMPLE = False
    text = page()
    assert "http://public.example" in text
    assert reverse("account_login") in text
    for absent in ("Enter as one of the cast", reverse("enter"), reverse("replay"), "SYNTHETIC", "Example-"):
        assert absent not in text


def test_russian_readers_read_russian(page):
    text = page(language="ru")
    for words in ("Две двери", "Войти как один из участников", "Офицер связи, Казахстан", "Чего нет в этой цифре"):
        assert words in text
    assert "Enter as one of the cast" not in text


def test_the_guide_has_six_steps_that_each_lead_somewhere(bank):
    steps = guide()
    assert len(steps) == 6
    for entry in (entry for step in steps for entry in step.entries):
        client = Client()
        landed = client.post(reverse("enter"), {"as": entry.username, "next": entry.page}, follow=True)
        assert landed.status_code == 200, entry
        assert landed.redirect_chain[0][0] == entry.page


def test_who_has_entered_sees_who_they_are_and_finds_back_from_every_page(page, bank):
    client = Client()
    client.force_login(User.objects.get(username="liaison-b"))
    assert page(client).count('class="here"') == 1
    home = client.get(reverse("home")).content.decode()
    assert f'href="{reverse("start")}"' in home


def test_where_one_wanted_to_go_is_kept(page, bank):
    redirected = Client().get("/hand-in/")
    assert redirected["Location"] == f"{reverse('start')}?next=/hand-in/"
    assert 'name="next" value="/hand-in/"' in page(next="/hand-in/")
    assert 'name="next" value="//evil.example/"' not in page(next="//evil.example/")
