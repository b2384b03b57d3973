"""Where the live stream is served, every other address is one that is none, and no failure."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/", "/stream/", "/records/"])
def test_it_is_absent(bank, settings, address):
    settings.ROOT_URLCONF = "chorsu.config.urls_stream"
    answer = Client().get(address)
    assert (answer.status_code, answer.text) == (404, "nothing is here\n")
