"""The public site as its own process sees it: its settings, its database role, no officers' application."""

import datetime as dt

import pytest
from django.test import Client, override_settings

from cast import actor
from chorsu.config.settings import public as public_settings
from newsdesk import Newsdesk

KEPT = {"DATABASES", "CHORSU_HOME", "CHORSU_EXAMPLE", "LOGGING", "AUTH_USER_MODEL", "PACKAGE"}
SETTINGS = {
    name: getattr(public_settings, name) for name in dir(public_settings) if name.isupper() and name not in KEPT
}


@pytest.fixture
def newsdesk(bank):
    return Newsdesk(one=actor("press-one"), two=actor("press-two"), at=dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC))


@pytest.fixture
def visit(as_role):
    """Answers a request of a visitor's as the public process does; `visit(path)`, `visit(path, {"stars": 4})`.

    Each `visitor` keeps cookies; one called `strict` must send the form's token, too.
    """
    visitors = {}

    def ask(path, form=None, *, visitor="one", **headers):
        strict = visitor == "strict"
        client = visitors.setdefault(visitor, Client(SERVER_NAME="localhost", enforce_csrf_checks=strict))
        with as_role("public"), override_settings(CHORSU_EXAMPLE=False, **SETTINGS):
            if form is None:
                return client.get(path, headers=headers)
            return client.post(path, form, REMOTE_ADDR=headers.get("address", "192.0.2.1"))

    return ask
