"""The newsroom's pages for one of the cast."""

import datetime as dt

import pytest
from django.test import Client

from cast import actor
from chorsu.directory.models import User
from newsdesk import Newsdesk


@pytest.fixture
def newsdesk(bank):
    return Newsdesk(one=actor("press-one"), two=actor("press-two"), at=dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC))


@pytest.fixture
def enter(bank):
    """A signed-in client of one of the cast."""

    def sign_in(username):
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in
