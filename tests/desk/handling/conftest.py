"""Clients of the officers' pages, and a seizure that is open to all member states."""

import pytest
from django.test import Client

from builders.seizures import record
from chorsu.directory.models import User
from chorsu.handling.rules import MEMBERS


@pytest.fixture
def enter(bank):
    """A client signed in as one of the cast, in a language."""

    def sign_in(username, language="en"):
        client = Client(headers={"accept-language": language})
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def seizure(bank, as_role):
    """One seizure of the border guard of Uzbekistan, for all member states."""
    with as_role("worker"):
        (found,) = record([{}], audience=[MEMBERS])
    return found
