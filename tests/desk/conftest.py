"""The officers' pages in a real browser, from the data bank of the test."""

import pytest
from django.conf import settings
from django.test import Client

from chorsu.directory.models import User
from journeys.watching import Complaints
from serving import serving


@pytest.fixture
def pages(bank):
    """The address of the officers' pages, served while the test runs."""
    with serving() as address:
        yield address


@pytest.fixture
def visit(chromium, pages):
    """Opens a browser of its own, signed in as somebody where one is named; no page may have complained at the end."""
    contexts, complaints = [], Complaints()

    def open_browser(username="", *, language="en", width=1280, **options):
        locale = "ru-RU" if language == "ru" else "en-GB"
        size = {"width": width, "height": 844}
        context = chromium.new_context(locale=locale, viewport=size, base_url=pages, reduced_motion="reduce", **options)
        contexts.append(context)
        if username:
            client = Client()
            client.force_login(User.objects.get(username=username))
            key = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": pages}])
        return complaints.watch(context.new_page())

    yield open_browser
    for context in contexts:
        context.close()
    # Nobody serves the live stream here.
    assert [said for said in complaints if not said.startswith(settings.CHORSU_STREAM_URL)] == []
