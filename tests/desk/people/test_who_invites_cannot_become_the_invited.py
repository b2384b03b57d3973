"""Whoever makes an invitation cannot sign in as the person it is for: a second administrator confirms who took it."""

import pytest
from django.test import Client
from django.urls import reverse

from chorsu.config.cli.administrator import confirmed
from chorsu.directory.models import Agency, User
from chorsu.directory.services import enter_officer
from chorsu.handling.rules import Role
from desk.people.test_the_administrators_pages import admins, confirms, enter, invited, signs_in, take
from directory.test_nobody_lifts_oneself import attempt
from staff import actors

__all__ = ["admins"]


@pytest.fixture
def taken(admins):
    """The number shown to an administrator who took the invitation that this administrator made for an officer."""
    enter(admins["admin-uz"])
    return take(invited(admins["admin-uz"]))


def test_the_account_sleeps_until_another_has_confirmed_it(admins, taken):
    assert not signs_in()
    assert confirms(admins["admin-uz"], taken).status_code == 404
    assert not signs_in()
    assert "is not the one that was shown" in confirms(admins["centre-admin"], "000 000").content.decode()
    assert not signs_in()
    confirms(admins["centre-admin"], taken)
    assert signs_in()


def test_so_does_that_of_an_officer_whose_password_was_lost(admins, taken):
    confirms(admins["centre-admin"], taken)
    again = take(invited(admins["admin-uz"]))
    assert not signs_in()
    confirms(admins["centre-admin"], again)
    assert signs_in()


def test_an_open_sign_in_ends_and_another_gives_no_page_meanwhile(admins, taken):
    confirms(admins["centre-admin"], taken)
    client = Client()
    user = User.objects.get(username="new-officer")
    client.force_login(user)
    take(invited(admins["admin-uz"]))
    assert client.get(reverse("records")).status_code == 302
    client.force_login(User.objects.get(username="new-officer"))
    assert client.get(reverse("records")).status_code != 200


def test_another_administrator_of_the_state_confirms_but_not_of_another(admins, taken, as_role):
    with as_role("owner"):
        second = enter_officer(
            username="admin-uz-2", agency=Agency.objects.get(code="example-border-uz"),
            roles=[Role.STATE_ADMINISTRATOR], first_name="Test", last_name="Example-Second",
        )  # fmt: skip
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(second)
    assert confirms(admins["admin-kz"], taken).status_code == 404
    assert "invited by" in client.get(reverse("people")).content.decode()
    assert "another administrator confirms it" in admins["admin-uz"].get(reverse("people")).content.decode()
    assert "Waiting for a second" not in admins["admin-kz"].get(reverse("people")).content.decode()
    confirms(client, taken)
    assert signs_in()


def test_a_later_invitation_taken_waits_for_who_did_not_make_that_one(admins, taken, as_role):
    with as_role("owner"):
        second = enter_officer(
            username="admin-uz-2", agency=Agency.objects.get(code="example-border-uz"),
            roles=[Role.STATE_ADMINISTRATOR], first_name="Test", last_name="Example-Second",
        )  # fmt: skip
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(second)
    later = take(invited(client))
    assert later != taken
    assert confirms(client, later).status_code == 404
    assert "is not the one that was shown" in confirms(admins["admin-uz"], taken).content.decode()
    confirms(admins["admin-uz"], later)
    assert signs_in()


def test_a_centre_with_one_administrator_is_confirmed_on_the_machine(admins, as_role):
    enter(admins["centre-admin"], "new-admin", "example-customs-uz", ["state-administrator"])
    number = take(invited(admins["centre-admin"], "new-admin"))
    assert confirms(admins["centre-admin"], number, "new-admin").status_code == 404
    assert confirms(admins["admin-uz"], number, "new-admin").status_code == 404
    with as_role("owner"):
        assert confirmed("new-admin", number) == 0
    assert signs_in("new-admin")


HOSTILE = {
    "as a second one": "UPDATE directory_invitation SET confirmed_at = now(), confirmed_by = {other}",
    "in one's own name": "UPDATE directory_invitation SET confirmed_at = now(), confirmed_by = {own}",
    "as never taken": "UPDATE directory_invitation SET accepted_at = NULL",
    "made by another": "INSERT INTO directory_invitation (digest, user_id, made_by, made_at, ends)"
    " SELECT 'x', user_id, {other}, now(), now() + interval '1 day' FROM directory_invitation",
    "confirmed before it is taken": "INSERT INTO directory_invitation"
    " (digest, user_id, made_by, made_at, ends, confirmed_by, confirmed_at) SELECT 'x', user_id, {own}, now(),"
    " now() + interval '1 day', {other}, now() FROM directory_invitation",
    "made by nobody": "INSERT INTO directory_invitation (digest, user_id, made_at, ends)"
    " SELECT 'x', user_id, now(), now() + interval '1 day' FROM directory_invitation",
}


@pytest.mark.parametrize("wish", HOSTILE)
def test_nor_by_sql_in_the_officers_role(admins, taken, wish):
    people = actors({name: User.objects.get(username=name) for name in ("admin-uz", "centre-admin")})
    numbers = {"own": people["admin-uz"].user, "other": people["centre-admin"].user}
    assert not attempt(people["admin-uz"], HOSTILE[wish].format(**numbers))


def test_by_sql_too_a_second_one_may(admins, taken):
    people = actors({"centre-admin": User.objects.get(username="centre-admin")})
    own = people["centre-admin"].user
    assert attempt(people["centre-admin"], HOSTILE["in one's own name"].format(own=own))


def test_both_steps_are_entered(admins, taken, connect):
    confirms(admins["centre-admin"], taken)
    kinds = [row[0] for row in connect("owner").execute("SELECT kind FROM journal_outbox ORDER BY id").fetchall()]
    assert kinds[-3:] == ["directory.invited", "directory.password-chosen", "directory.confirmed"]
