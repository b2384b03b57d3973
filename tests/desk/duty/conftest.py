"""What the tests of the duty desk share."""

import pytest
from django.test import Client

from chorsu.directory.models import User


@pytest.fixture
def enter(bank):
    """Signs somebody in; the client asks in a language."""

    def sign_in(username, language="en"):
        client = Client(headers={"accept-language": language})
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in
