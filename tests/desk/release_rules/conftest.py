"""Clients of the officers' pages, signed in as one of the cast."""

import pytest
from django.test import Client

from chorsu.directory.models import User


@pytest.fixture
def enter(bank):
    """A client signed in as one of the cast, in a language."""

    def sign_in(username, language="en"):
        client = Client(headers={"accept-language": language})
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in
