"""Nobody comes in without a token that works; a cookie opens nothing; whoever is too fast waits; every try is entered."""

import datetime as dt
import json
import re

import pytest
from django.test import Client

from answers import signed_in
from builders.seizures import record
from builders.trail import waiting
from cast import actor
from chorsu.directory.models import Agency, Token, User
from chorsu.directory.staffing import leave
from chorsu.directory.tokens import issue, revoke
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from programs import Program, program, token_of
from staff import actors, enter_staff

DAY = dt.timedelta(days=1)
RECORDS = "/api/v1/records"


def refused(answer, status):
    """A refusal in the one shape."""
    said = json.loads(answer.content)
    assert answer.status_code == said["status"] == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert said["type"].startswith("urn:chorsu:problem:")
    assert said["to_do"]
    return said


@pytest.mark.parametrize("address", [RECORDS, f"{RECORDS}/x", "/api/", "/api/v1/nothing", "/api/v9/records"])
def test_without_a_token_every_address_answers_alike(bank, address):
    for method in ("get", "post", "delete"):
        answer = getattr(Client(), method)(address)
        refused(answer, 401)
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_nothing(bank, as_role):
    with as_role("worker"):
        record([{}])
    browser = signed_in("border-officer")
    assert browser.get("/records/").status_code == 200
    refused(browser.get(RECORDS), 401)
    refused(browser.post("/api/v1/look-up", {"identifier": "1", "purpose": "drugs"}, "application/json"), 401)
    assert browser.get("/records/").status_code == 200  # and it is still signed in
    other = program("stranger-c")
    other.cookies = browser.cookies
    assert other.get(RECORDS).json()["records"] == []


def test_what_forged_ended_revoked_and_sleeping_tokens_get(bank, as_role):
    good, ended, revoked = (program("border-officer", "read") for _ in range(3))
    assert good.get(RECORDS).status_code == 200
    with as_role("owner"):
        Token.objects.filter(pk=ended.token.pk).update(ends=now() - DAY)
    owner = actor("border-officer")
    with viewing(owner):
        revoke(actor=owner, token=revoked.token.pk, at=now())
    for secret in ("chorsu_forged", "x" * 5_000, "\x00", "ё", good.secret[:-1], good.secret.upper(), "' OR 1=1 --"):
        refused(Program(secret=secret).get(RECORDS), 401)
    for one in (ended, revoked):
        refused(one.get(RECORDS), 401)
    refused(Client(headers={"authorization": good.secret}).get(RECORDS), 401)
    refused(Client(headers={"authorization": f"Basic {good.secret}"}).get(RECORDS), 401)


def test_a_machines_token_sleeps_until_a_second_administrator_confirms_it(bank, as_role):
    users = enter_staff(as_role)
    first, second = Client(), Client()
    first.force_login(users["admin-uz"])
    second.force_login(users["centre-admin"])
    agency = Agency.objects.get(code="example-border-uz").pk
    said = {"username": "scanner", "agency": agency, "roles": ["officer"], "machine": "on", "last_name": "Scanner"}
    first.post("/people/new/", said)
    machine = User.objects.get(username="scanner").pk
    given = {"owner": machine, "purpose": "scanner", "scope": ["read"], "rate": "7"}
    told = first.post("/accounts/tokens/new/", given | {"last_day": (now() + DAY).date().isoformat()}).text
    scanner = Program(secret=re.search(r"chorsu_[\w-]+", told)[0])
    refused(scanner.get(RECORDS), 401)
    second.post(f"/people/{machine}/confirm/", {"number": re.search(r'id="number">([0-9]+)<', told)[1]})
    assert scanner.get(RECORDS).status_code == 200
    assert Token.objects.get(user=machine).rate == 7


def test_who_left_comes_in_no_more(bank, as_role):
    by, leaving = actors(enter_staff(as_role))["admin-uz"], program("liaison-b")
    assert leaving.get(RECORDS).status_code == 200
    with viewing(by):
        leave(actor=by, number=actor("liaison-b").user, on=now(), at=now())
    refused(leaving.get(RECORDS), 401)


def test_a_token_is_for_its_scopes_alone(bank):
    reading = program("border-officer", "read")
    assert reading.get(RECORDS).status_code == 200
    for answer in (
        reading.post("/api/v1/look-up", {"identifier": "+998901234567", "purpose": "drugs"}),
        reading.get("/api/v1/exports/csv"),
    ):
        assert "is not for" in refused(answer, 403)["detail"]


def test_a_token_makes_as_many_requests_as_it_may_then_waits(bank, connect):
    slow, other = program("border-officer", rate=2), program("border-officer", rate=2)
    assert [slow.get(RECORDS).status_code for _ in range(3)] == [200, 200, 429]
    answer = slow.get(RECORDS)
    refused(answer, 429)
    assert 1 <= int(answer["Retry-After"]) <= 30
    assert other.get(RECORDS).status_code == 200  # each token by itself
    assert waiting(connect)[-2]["act"] == "refused"
    with viewing(actor("border-officer")):
        Token.objects.filter(pk=slow.token.pk).update(paced_at=now() + dt.timedelta(seconds=29))
    assert slow.get(RECORDS).status_code == 200


def test_a_rate_that_cannot_be_meant_is_refused(bank):
    from chorsu.kernel.errors import InputError

    owner = actor("border-officer")
    for rate in (0, -1, 1_000_000):
        with viewing(owner), pytest.raises(InputError):
            issue(actor=owner, owner=owner.user, scope=["read"], purpose="x", ends=now() + DAY, at=now(), rate=rate)


def test_tries_that_fail_are_entered_and_those_that_go_on_wait(bank, connect):
    token, secret = token_of("border-officer", ends=now() + DAY)
    with viewing(actor("border-officer")):
        revoke(actor=actor("border-officer"), token=token.pk, at=now())
    dead = Program(secret=secret)
    statuses = [dead.get(RECORDS).status_code for _ in range(8)]
    assert statuses[:5] == [401] * 5
    assert statuses[-1] == 429
    entries = waiting(connect)
    assert len(entries) == statuses.count(401)
    entry = entries[-1]
    assert (entry["act"], entry["actor_id"], entry["page"]) == ("sign-in-failed", None, "api")
    said = connect("worker").execute("SELECT said FROM journal_trail_words").fetchone()[0]
    assert said["name"] == ["border-officer"]
    assert secret not in str(said)
    assert program("border-officer").get(RECORDS).status_code == 200  # another token of the same address


def test_a_machine_without_a_second_factor_comes_in_where_one_is_demanded(bank, settings):
    settings.CHORSU_EXAMPLE = False
    assert program("border-officer").get(RECORDS).status_code == 200


def test_the_door_says_what_to_do_in_the_readers_language(bank):
    said = refused(Client(headers={"accept-language": "ru"}).get(RECORDS), 401)
    assert "ключ" in said["title"].casefold()
