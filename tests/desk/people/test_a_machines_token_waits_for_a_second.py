"""Whoever makes a token for a machine does not hand in by it alone: it sleeps until a second administrator confirms."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from chorsu.config.bearers import bearer
from chorsu.config.cli.administrator import confirmed
from chorsu.directory.confirming import number_of
from chorsu.directory.models import Token, User
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from desk.people.test_the_administrators_pages import admins, confirms, enter, number
from directory.test_nobody_lifts_oneself import attempt
from staff import actors

__all__ = ["admins"]


def token(admin, purpose="nightly table"):
    """A token that this administrator makes for the scanner: its secret, and the number shown with it."""
    day = (now() + dt.timedelta(days=3)).date().isoformat()
    said = {"owner": User.objects.get(username="scanner").pk, "scope": ["hand-in"], "purpose": purpose, "last_day": day}
    page = admin.post(reverse("token-new"), said).content.decode()
    return re.search(r"chorsu_[\w-]+", page)[0], re.search(r'id="number">([0-9]+)<', page)[1]


@pytest.fixture
def made(admins):
    enter(admins["admin-uz"], "scanner", machine="on")
    return token(admins["admin-uz"])


def works(secret):
    try:
        return bearer(secret)[1] == number("example-border-uz")
    except InputError:
        return False


def test_it_sleeps_until_another_has_confirmed_it(admins, made):
    secret, told = made
    assert not works(secret)
    assert confirms(admins["admin-uz"], told, "scanner").status_code == 404
    assert confirms(admins["admin-kz"], told, "scanner").status_code == 404
    assert "is not the one that was shown" in confirms(admins["centre-admin"], "000 000", "scanner").content.decode()
    assert not works(secret)
    assert "the token works" in confirms(admins["centre-admin"], told, "scanner").content.decode()
    assert works(secret)


def test_the_pages_say_that_it_waits_and_for_whom(admins, made):
    machine = reverse("person", args=[User.objects.get(username="scanner").pk])
    assert "waits for a second administrator" in admins["admin-uz"].get(machine).content.decode()
    assert "You made the token" in admins["admin-uz"].get(reverse("people")).content.decode()
    assert "Confirm this token" in admins["centre-admin"].get(reverse("people")).content.decode()
    assert "nightly table" not in admins["admin-kz"].get(reverse("people")).content.decode()
    confirms(admins["centre-admin"], made[1], "scanner")
    assert "waits for a second administrator" not in admins["admin-uz"].get(machine).content.decode()
    assert "Confirm this token" not in admins["centre-admin"].get(reverse("people")).content.decode()


def test_of_two_the_one_whose_number_was_told_is_confirmed(admins, made):
    other = token(admins["admin-uz"], "another")
    confirms(admins["centre-admin"], other[1], "scanner")
    assert [works(secret) for secret, _number in (made, other)] == [False, True]


def test_without_a_second_administrator_whoever_runs_the_machine_confirms(made, as_role):
    with as_role("owner"):
        with pytest.raises(InputError):
            confirmed("scanner", "000000")
        assert confirmed("scanner", made[1]) == 0
    assert works(made[0])


def test_one_that_was_ended_waits_no_more(admins, made):
    admins["admin-uz"].post(reverse("token-revoke", args=[Token.objects.get().pk]))
    assert confirms(admins["centre-admin"], made[1], "scanner").status_code == 404


HOSTILE = {
    "as a second one": "UPDATE directory_token SET confirmed_at = now(), confirmed_by = {other}",
    "in one's own name": "UPDATE directory_token SET confirmed_at = now(), confirmed_by = {own}",
    "made by another": "INSERT INTO directory_token (id, digest, user_id, scope, purpose, made_by, made_at, ends) SELECT"
    " gen_random_uuid(), 'x', user_id, scope, purpose, {other}, now(), ends FROM directory_token",
    "made by the machine": "INSERT INTO directory_token (id, digest, user_id, scope, purpose, made_by, made_at, ends) SELECT"
    " gen_random_uuid(), 'x', user_id, scope, purpose, user_id, now(), ends FROM directory_token",
    "made as confirmed": "INSERT INTO directory_token (id, digest, user_id, scope, purpose, made_by, made_at, ends,"
    " confirmed_at, confirmed_by) SELECT gen_random_uuid(), 'x', user_id, scope, purpose, {own}, now(), ends, now(),"
    " {other} FROM directory_token",
}


@pytest.mark.parametrize("wish", HOSTILE)
def test_nor_by_sql_in_the_officers_role(admins, made, wish):
    people = actors({name: User.objects.get(username=name) for name in ("admin-uz", "centre-admin")})
    numbers = {"own": people["admin-uz"].user, "other": people["centre-admin"].user}
    assert not attempt(people["admin-uz"], HOSTILE[wish].format(**numbers))


def test_by_sql_too_a_second_one_may(admins, made):
    people = actors({"centre-admin": User.objects.get(username="centre-admin")})
    own = people["centre-admin"].user
    assert attempt(people["centre-admin"], HOSTILE["in one's own name"].format(own=own))


def test_both_steps_are_entered(admins, made, connect):
    assert number_of(Token.objects.get()) == made[1]
    confirms(admins["centre-admin"], made[1], "scanner")
    kinds = [row[0] for row in connect("owner").execute("SELECT kind FROM journal_outbox ORDER BY id").fetchall()]
    assert kinds[-2:] == ["directory.token-issued", "directory.token-confirmed"]
