import pytest
from django.test import Client

from chorsu.directory.models import User


@pytest.fixture
def signed_in(bank):
    """Opens a browser for one of the cast."""

    def enter(username, language="en"):
        client = Client(headers={"accept-language": language})
        client.force_login(User.objects.get(username=username))
        return client

    return enter
