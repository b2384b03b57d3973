"""FLASH rings at whoever is on duty in the authority that it went to, until somebody acknowledges or answers; nowhere else."""

import pytest
from django.db import connection

from builders.messages import KZ, TJ, acknowledged, answered, does, enter_colleague, hours, sent
from builders.rosters import on_duty
from cast import actor
from chorsu.exchange.duty.ringing import ringing
from chorsu.exchange.messages import receiving, sending
from chorsu.handling.viewer import viewing
from staff import enter_staff

pytestmark = pytest.mark.usefixtures("bank")
EVERYBODY = (
    "liaison-a",
    "kz-night",
    "kz-day",
    "kz-duty",
    "border-officer",
    "example-police-kz",
    "duty-officer",
    "stranger-c",
)


@pytest.fixture
def officers(as_role):
    enter_colleague(as_role, "kz-night", KZ)
    enter_colleague(as_role, "kz-day", KZ)
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))


def rings(who, at):
    with viewing(actor(who)):
        return [one.message for one in ringing(actor(who), at)]


def hear(at, among=EVERYBODY):
    return {who for who in among if rings(who, at)}


def flash(**more):
    return sent(kind="alert", precedence=3, **more)


def test_it_rings_at_whoever_is_on_duty_by_the_roster_at_that_moment(officers):
    flash()
    assert hear(hours(0)) == {"kz-duty"}
    on_duty("kz-night", hours(1), hours=2)
    assert [hear(hours(number)) for number in (0.9, 1, 3)] == [{"kz-duty"}, {"kz-night"}, {"kz-duty"}]


def test_where_there_are_no_duty_officers_at_the_liaison_officers_else_at_all(as_role):
    enter_colleague(as_role, "kz-night", KZ)
    flash()
    flash(to=(TJ,))
    enter_colleague(as_role, "tj-other", TJ)
    everybody = ("liaison-a", "kz-night", "example-drug-control-tj", "tj-other", "stranger-c")
    assert hear(hours(0), everybody) == {"liaison-a", "example-drug-control-tj", "tj-other"}


def test_it_stops_when_somebody_acknowledges_answers_or_takes_it_back(officers):
    by_hand, by_answer, back = flash(), sent(precedence=3), flash()
    assert rings("kz-duty", hours(0)) == [by_hand.pk, by_answer.pk, back.pk]
    acknowledged(by_hand, who="kz-day")
    assert rings("kz-duty", hours(0)) == [by_answer.pk, back.pk]
    answered(by_answer, "reply")
    does("border-officer", sending.recall_message, identifier=back.pk, reason="by mistake")
    assert rings("kz-duty", hours(0)) == []


def test_it_rings_at_the_officer_to_whom_it_was_given_too(officers):
    one = flash()
    does("liaison-a", receiving.assign, message=one.pk, officer=actor("kz-day").user)
    assert hear(hours(0)) == {"kz-duty", "kz-day"}


def test_nothing_less_than_flash_rings_and_nothing_at_whoever_oversees(officers, as_role):
    sent(kind="alert", precedence=2)
    assert hear(hours(0)) == set()
    users = enter_staff(as_role)
    flash()
    assert hear(hours(0), users) == set()


@pytest.mark.parametrize("change", ["roles = '{auditor}'", "machine = true"])
def test_whoever_is_on_the_roster_and_opens_no_message_does_not_count(officers, as_role, change):
    on_duty("kz-night", hours(0))
    flash()
    assert hear(hours(0)) == {"kz-night"}
    with as_role("owner"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE directory_user SET {change} WHERE username = 'kz-night'")
    assert hear(hours(0), ("kz-duty", "kz-day", "liaison-a")) == {"kz-duty"}
