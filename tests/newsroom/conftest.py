"""The newsroom's people and the steps of an item, through the services."""

import datetime as dt

import pytest

from cast import actor
from newsdesk import Newsdesk

__all__ = ["newsdesk"]


@pytest.fixture
def newsdesk(bank):
    return Newsdesk(one=actor("press-one"), two=actor("press-two"), at=dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC))
