"""An address whose filter cannot be meant gets a page that says so, on home and on its picture."""

import pytest
from django.test import Client

from chorsu.directory.models import User


@pytest.mark.parametrize("path", ["/?count=zz", "/?from=zz", "/picture/?count=zz", "/picture/?known=2024-13-01"])
def test_it_is_said_and_nothing_breaks(bank, path):
    client = Client()
    client.force_login(User.objects.get(username="analyst"))
    answer = client.get(path)
    assert answer.status_code == 400
    assert "This address cannot be read" in answer.text
