"""Browsers that keep their connections open do not make the next one wait."""

import http.client
import time
from contextlib import ExitStack, closing

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
IDLE = 60
"""Connections of ten browsers."""
LATEST_SECONDS = 15
"""A connection that nobody serves is given up after thirty seconds; one that waits for it takes as long."""


@pytest.mark.parametrize(("offset", "path"), [(0, "/accounts/login/"), (2, "/en/")], ids=["officers", "public"])
def test_idle_connections_hold_nobody_up(site, offset, path):
    with ExitStack() as kept:
        for _ in range(IDLE):
            line = http.client.HTTPConnection("127.0.0.1", site.port + offset, timeout=60)
            kept.enter_context(closing(line))
            began = time.monotonic()
            line.request("GET", path)
            assert line.getresponse().read()
            assert time.monotonic() - began < LATEST_SECONDS
