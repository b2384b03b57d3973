"""Home on a wall: the same feed and figures, without rail and controls; the address is the state."""

import pytest
from django.test import Client

from chorsu.directory.models import User

pytestmark = pytest.mark.usefixtures("bank")


@pytest.fixture
def get():
    client = Client()
    client.force_login(User.objects.get(username="liaison-a"))
    return lambda path: client.get(path).text


def test_it_has_clocks_of_both_zones_and_no_rail_nor_controls(get):
    told = get("/?screen=big&feed-place=UZ")
    assert 'data-clock="UTC"' in told
    assert 'data-clock="Asia/Almaty"' in told
    assert 'class="rail"' not in told
    assert "data-feed-controls" not in told
    assert "<select" not in told


def test_its_address_keeps_the_filter_and_leaving_it_too(get):
    told = get("/?screen=big&feed-place=UZ&count=once")
    assert 'data-place="UZ"' in told
    assert 'data-leave="/?feed-place=UZ&amp;count=once"' in told
    assert "/picture/?count=once&amp;screen=big" in told


def test_its_picture_is_figures_and_a_map_that_stands_still(get):
    told = get("/picture/?screen=big")
    assert "<chorsu-map" in told
    assert " still " in told
    assert "<form" not in told
    assert "chorsu-series" not in told
