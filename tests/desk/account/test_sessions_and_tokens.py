"""Sessions end idle, old, too many, or by their owner; tokens are told once, and end; a copied row opens nothing."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from cast import actor
from chorsu.directory.holding import holding
from chorsu.directory.models import Session, Token, User
from chorsu.directory.sessions import digest_of
from chorsu.directory.staffing import leave
from chorsu.directory.tokens import issue, revoke, verify
from chorsu.handling.seal import seal
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError
from staff import actors, enter_staff

DAY = dt.timedelta(days=1)


@pytest.fixture
def enter(bank):
    def sign_in(username="liaison-b"):
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


def is_in(client):
    return client.get(reverse("records")).status_code == 200


def age(client, **fields):
    key = client.session.session_key
    with holding(key):
        seal(Session.objects.get(digest=digest_of(key)).user_id)
        Session.objects.update(**fields)


def test_a_session_ends_when_idle_and_at_the_end_of_a_shift(enter):
    idle, old, fresh = enter(), enter(), enter()
    age(idle, seen_at=now() - dt.timedelta(hours=3))
    age(old, started_at=now() - dt.timedelta(hours=13))
    assert [is_in(client) for client in (idle, old, fresh)] == [False, False, True]


def test_of_too_many_the_oldest_gives_way(enter, settings):
    settings.CHORSU_EXAMPLE, settings.CHORSU_SESSIONS = False, 2
    clients = [enter() for _ in range(3)]
    user = User.objects.get(username="liaison-b")
    with viewing(actor("liaison-b")):
        assert user.sessions.count() == 2
    assert not clients[0].session.get("_auth_user_id")


def test_a_copied_row_opens_nothing(enter, as_role):
    owner = enter()
    key, forged = owner.session.session_key, "0123456789abcdefghijklmnopqrstuv"
    with as_role("owner"):
        row = Session.objects.get(digest=digest_of(key))
        Session.objects.create(
            digest=digest_of(forged), data=row.data, user_id=row.user_id, started_at=now(), seen_at=now()
        )
    thief = Client()
    thief.cookies["chorsu_session"] = forged
    assert not is_in(thief)
    thief.cookies["chorsu_session"] = row.digest
    assert not is_in(thief)
    assert is_in(owner)


def test_signing_out_everywhere_and_ending_one(enter):
    here, there, other = enter(), enter(), enter("stranger-c")
    page = here.get(reverse("account")).content.decode()
    assert page.count("<b>This browser</b>") == 1
    here.post(reverse("session-end", args=[digest_of(there.session.session_key)]))
    assert not is_in(there)
    foreign = here.post(reverse("session-end", args=[digest_of(other.session.session_key)]))
    assert foreign.status_code == 404
    again = enter()
    here.post(reverse("sign-out-everywhere"))
    assert [is_in(client) for client in (here, again, other)] == [False, False, True]


def test_signing_out_everywhere_ends_ones_tokens_too_and_nobody_elses(enter):
    secrets = {}
    for name in ("liaison-b", "stranger-c"):
        owner = actor(name)
        with viewing(owner):
            said = {"scope": ["read"], "purpose": "x", "ends": now() + DAY, "at": now()}
            secrets[name] = issue(actor=owner, owner=owner.user, **said)[1]
    enter().post(reverse("sign-out-everywhere"))
    with viewing(actor("analyst")):
        with pytest.raises(AbsentError):
            verify(secrets["liaison-b"], scope="read", at=now())
        assert verify(secrets["stranger-c"], scope="read", at=now()) == actor("stranger-c")


def test_a_new_password_ends_the_other_sessions(bank, as_role):
    old, new = "a sentence nobody else would write", "another sentence nobody would write"
    user = User.objects.get(username="analyst")
    user.set_password(old)
    with as_role("owner"):
        user.save(update_fields=["password"])
    here, there = Client(), Client()
    for client in (here, there):
        client.post(reverse("account_login"), {"login": "analyst", "password": old})
    here.post(reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": new})
    assert [is_in(here), is_in(there)] == [True, False]


def test_who_leaves_is_signed_out_for_good_and_their_tokens_end(enter, as_role):
    client, by, owner = enter(), actors(enter_staff(as_role))["admin-uz"], actor("liaison-b")
    with viewing(owner):
        secret = issue(actor=owner, owner=owner.user, scope=["read"], purpose="x", ends=now() + DAY, at=now())[1]
    with viewing(by):
        leave(actor=by, number=owner.user, on=now(), at=now())
    assert not is_in(client)
    with as_role("owner"):
        assert not User.objects.get(pk=owner.user).sessions.exists()
    with viewing(by), pytest.raises(AbsentError):
        verify(secret, scope="read", at=now())


def test_a_token_is_told_once_and_works_for_its_scope_until_its_end(enter):
    client = enter()
    given = {"owner": User.objects.get(username="liaison-b").pk, "purpose": "nightly table", "scope": ["hand-in"]}
    given["last_day"] = (now() + 3 * DAY).date().isoformat()
    secret = re.search(r"chorsu_[\w-]+", client.post(reverse("token-new"), given).content.decode())[0]
    page = client.get(reverse("account")).content.decode()
    assert "nightly table" in page
    assert secret not in page
    assert not Token.objects.filter(digest=secret.encode()).exists()
    with viewing(actor("stranger-c")):
        assert verify(secret, scope="hand-in", at=now()) == actor("liaison-b")
    for scope, at in (("read", now()), ("hand-in", now() + 9 * DAY)):
        with viewing(actor("stranger-c")), pytest.raises(AbsentError):
            verify(secret, scope=scope, at=at)
    client.post(reverse("token-revoke", args=[Token.objects.get().pk]))
    with viewing(actor("stranger-c")), pytest.raises(AbsentError):
        verify(secret, scope="hand-in", at=now())


def test_nobody_makes_or_ends_a_token_of_another(enter):
    owner, stranger = actor("liaison-b"), actor("stranger-c")
    said = {"scope": ["read"], "purpose": "x", "at": now()}
    with viewing(stranger), pytest.raises(AbsentError):
        issue(actor=stranger, owner=owner.user, ends=now() + DAY, **said)
    with viewing(owner):
        token, _secret = issue(actor=owner, owner=owner.user, ends=now() + DAY, **said)
        with pytest.raises(InputError):
            issue(actor=owner, owner=owner.user, ends=now() + 500 * DAY, **said)
    with viewing(stranger), pytest.raises(AbsentError):
        revoke(actor=stranger, token=token.pk, at=now())
    assert enter("stranger-c").post(reverse("token-revoke", args=[token.pk])).status_code == 404


def test_a_machine_works_by_a_token_that_its_administrator_makes(as_role, enter):
    users = enter_staff(as_role)
    client = Client(headers={"accept-language": "en"})
    client.force_login(users["admin-uz"])
    from chorsu.directory.models import Agency

    agency = Agency.objects.get(code="example-border-uz").pk
    client.post(
        reverse("person-new"),
        {"username": "scanner", "agency": agency, "roles": ["officer"], "machine": "on", "last_name": "Scanner"},
    )
    machine = User.objects.get(username="scanner")
    given = {
        "owner": machine.pk,
        "purpose": "scanner",
        "scope": ["hand-in"],
        "last_day": (now() + DAY).date().isoformat(),
    }
    told = client.post(reverse("token-new"), given).content.decode()
    second = Client(headers={"accept-language": "en"})
    second.force_login(users["centre-admin"])
    number = re.search(r'id="number">([0-9]+)<', told)[1]
    second.post(reverse("person-confirm", args=[machine.pk]), {"number": number})
    with viewing(actor("stranger-c")):
        assert verify(re.search(r"chorsu_[\w-]+", told)[0], scope="hand-in", at=now()).provides == {agency}
    assert "scanner" in client.get(reverse("person", args=[machine.pk])).content.decode()
    robot = Client()
    robot.force_login(machine)
    assert not is_in(robot)
