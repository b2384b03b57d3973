"""Guessing is slowed down for whoever guesses; the officer still gets in, from elsewhere and from a known device."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chorsu.directory import attempts
from chorsu.directory.attempts import Prover, failed, wait
from chorsu.directory.models import Attempts, User
from chorsu.kernel.clock import now

PASSWORD = "a sentence nobody else would write"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def officer(bank, as_role):
    user = User.objects.get(username="analyst")
    user.set_password(PASSWORD)
    with as_role("owner"):
        user.save(update_fields=["password"])
    return user


def opens(client, password, address=HERE):
    client.post(reverse("account_login"), {"login": "analyst", "password": password}, REMOTE_ADDR=address)
    return "_auth_user_id" in client.session


def guess(times, address=ELSEWHERE):
    for _ in range(times):
        opens(Client(), "wrong", address)


def test_after_some_failures_even_the_right_password_waits(officer):
    guess(5, HERE)
    assert not opens(Client(), PASSWORD, HERE)


def test_guessing_from_elsewhere_locks_nobody_out(officer):
    guess(8)
    assert opens(Client(), PASSWORD, HERE)


def test_a_known_device_gets_in_beside_whoever_guesses_from_the_same_address(officer):
    known = Client()
    assert opens(known, PASSWORD)
    known.post(reverse("leave"))
    guess(8, HERE)
    assert not opens(Client(), PASSWORD, HERE)
    assert opens(known, PASSWORD, HERE)


def test_the_count_is_one_for_all_processes(officer, as_role):
    guess(1)
    with as_role("owner"):
        assert Attempts.objects.count() == 3


def test_waits_grow_slowly_and_have_an_end(bank):
    prover, at, waits = Prover("a", HERE), now(), []
    for _ in range(40):
        failed(prover, at)
        waits.append(wait(prover, at).total_seconds())
    assert waits[:4] == [0] * 4
    assert waits[4:8] == [2, 4, 8, 16]
    assert max(waits) == 900
    assert wait(prover, at + dt.timedelta(minutes=16)) <= dt.timedelta()
    assert wait(prover, at + attempts.FORGOTTEN) == dt.timedelta()


def test_all_the_addresses_of_the_world_delay_an_account_by_half_a_minute_at_most(bank):
    at = now()
    for number in range(60):
        failed(Prover("a", f"203.0.113.{number}"), at)
    assert wait(Prover("a", HERE), at) == dt.timedelta(seconds=30)
