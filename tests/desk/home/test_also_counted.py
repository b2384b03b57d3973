"""Home says apart what member states may count unseen; who is of no member state reads nothing of it."""

import datetime as dt

import pytest
from django.test import Client

from builders.seizures import record
from chorsu.directory.models import User
from chorsu.kernel.clock import now
from chorsu.records.counted.editions import make_edition
from chorsu.records.models import Seizure


def picture(username, **headers):
    client = Client(headers=headers)
    client.force_login(User.objects.get(username=username))
    return client.get("/picture/").content.decode()


@pytest.fixture
def told(bank, as_role):
    with as_role("worker"):
        for provider in ("example-police-kz", "example-border-uz", "example-drug-control-tj", "example-police-kg"):
            record([{}] * 6, provider=provider)
        Seizure.objects.update(countable=True)
        make_edition(at=now() + dt.timedelta(days=32))


def test_a_member_reads_the_line_and_its_own_figures_stay_its_own(told):
    page = picture("stranger-c")
    assert "Also counted: records not released to everybody" in page
    assert "small counts are not told" in page
    assert "2024, quarter 1" in page
    assert "Of 0 reports that you may see" in page


def test_the_line_is_told_in_russian(told):
    assert "Также учтено: записи, открытые не всем" in picture("stranger-c", accept_language="ru")


def test_who_is_of_no_member_state_reads_nothing_of_it(told):
    assert "also-counted" not in picture("analyst")
