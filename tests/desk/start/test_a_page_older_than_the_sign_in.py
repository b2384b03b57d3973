"""What comes from a page that is older than its sign-in is refused on a page of ours, in its reader's language."""

import pytest
from django.test import Client

from chorsu.directory.models import User


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was done"), ("ru", "Ничего не сделано")])
def test_it_says_what_to_do(bank, language, words):
    client = Client(enforce_csrf_checks=True, headers={"Accept-Language": language})
    client.force_login(User.objects.get(username="border-officer"))
    answer = client.post("/start/leave/")
    assert answer.status_code == 403
    assert words in answer.text
    assert "DEBUG" not in answer.text
    assert client.get("/exchange/").status_code == 200
