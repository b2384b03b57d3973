"""Official totals and templates have an entry of their own in the rail, with a key that no other entry has."""

import pytest
from django.test import Client
from django.urls import reverse

from answers import signed_in
from chorsu.desk.rail import RAIL
from chorsu.directory.models import User


def test_every_entry_has_a_key_of_its_own():
    keys = [entry.key for entry in RAIL]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "language", "label"),
    [
        ("returns", "en", "Official totals"),
        ("templates-out", "en", "Templates"),
        ("returns", "ru", "Итоги"),
        ("templates-out", "ru", "Формы"),
    ],
)
def test_they_stand_in_the_rail_and_their_own_page_is_the_current_one(bank, name, language, label):
    client = Client(headers={"accept-language": language})
    client.force_login(User.objects.get(username="analyst"))
    text = client.get(reverse(name)).text
    rail = text[text.index('<nav class="rail"') : text.index("</nav>")]
    entry = next(part for part in rail.split("<li>") if f'href="{reverse(name)}"' in part)
    assert label in entry
    assert 'aria-current="page"' in entry


def test_the_help_of_a_page_names_its_own_keys_after_those_of_every_page(bank):
    told = signed_in("border-officer").get("/").text
    shown = told.split('<dialog id="help"')[1].split("</dialog>")[0]
    assert shown.index("Select the row") < shown.index("Leave the big screen")
