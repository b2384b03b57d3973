"""An authority's machine is called once for each thing that waits, signed, without a word of it, and nowhere private."""

import datetime as dt
import hashlib
import hmac
import ipaddress
import json
import socket
import ssl
from http.client import BadStatusLine, RemoteDisconnected
from itertools import pairwise

import pytest

from builders import messages
from builders.calls import HOOKS, KZ, registered, worked
from builders.releasing import act, agency
from builders.seizures import record
from cast import actor
from chorsu.exchange.hooks import addressing, calling
from chorsu.exchange.hooks.addressing import Address, PrivateError, address_of, is_public, looked_up
from chorsu.exchange.hooks.calling import DEAD_AFTER
from chorsu.exchange.hooks.models import Call, Hook
from chorsu.handling.rules import MEMBERS
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records import services
from programs import Program, program


def test_a_machine_is_called_once_for_what_waits_and_knows_who_calls(administrator, machine, as_role):
    hook = registered(administrator, machine)
    message = messages.sent(at=now(), subject="Who owns this lorry?")
    for _ in range(3):
        worked(as_role)
    ((path, headers, body),) = machine.calls
    assert path == "/hook?x=1"
    said = json.loads(body)
    assert (said["kind"], said["about"]) == ("message", str(message.pk))
    assert said["id"] == headers["Chorsu-Id"]
    assert said.keys() == {"id", "kind", "about", "at"}
    assert b"lorry" not in body
    moment, signature = (part.partition("=")[2] for part in headers["Chorsu-Signature"].split(","))
    expected = hmac.new(hook["secret"].encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(signature, expected)
    (call,) = administrator.get(f"{HOOKS}/{hook['id']}/calls").json()
    assert (call["tries"], call["said"]) == (1, "")
    assert call["done_at"]


def test_a_recall_is_told_too_and_what_waited_before_is_not(administrator, machine, as_role):
    messages.sent(at=now() - dt.timedelta(hours=1))
    with as_role("worker"):
        (seizure,) = record([{}], audience=[MEMBERS])
    registered(administrator, machine)
    act(services.recall, "border-officer", seizure, principals=None, reason="x")
    worked(as_role)
    assert [json.loads(body)["kind"] for _, _, body in machine.calls] == ["recall"]


def test_what_fails_is_tried_again_ever_later_and_dies_after_a_day(administrator, machine, as_role):
    hook, moments = registered(administrator, machine), []
    messages.sent(at=now())
    machine.status, at = 302, now() + dt.timedelta(seconds=1)
    while at is not None:
        moments.append(at)
        worked(as_role, at)
        assert len(machine.calls) == len(moments)
        with as_role("worker"):
            at = Call.objects.get().next_at
    assert len({headers["Chorsu-Id"] for _, headers, _ in machine.calls}) == 1
    waits = [later - earlier for earlier, later in pairwise(moments)]
    assert waits == sorted(waits)
    assert waits[0] == dt.timedelta(minutes=1)
    assert waits[-1] == dt.timedelta(hours=1)
    assert DEAD_AFTER <= moments[-1] - moments[0] < DEAD_AFTER + dt.timedelta(hours=1)
    (call,) = administrator.get(f"{HOOKS}/{hook['id']}/calls").json()
    assert call["dead_at"]
    assert call["said"] == "answered 302"  # and it was not followed
    (told,) = administrator.get(HOOKS).json()
    assert "given up" in told["line"]


def test_an_ended_hook_is_called_no_more(administrator, machine, as_role):
    hook = registered(administrator, machine)
    assert administrator.post(f"{HOOKS}/{hook['id']}/end").status_code == 204
    messages.sent(at=now())
    worked(as_role)
    assert machine.calls == []
    assert administrator.get(HOOKS).json() == []
    assert administrator.post(f"{HOOKS}/{hook['id']}/end").status_code == 404


def test_nobody_else_registers_sees_or_ends_one(administrator, machine, as_role):
    hook = registered(administrator, machine)
    sent = {"authority": KZ, "address": "https://machines.example.org/"}
    for who in ("admin-uz", "border-officer", "stranger-c", "auditor", "liaison-a"):
        other = program(who)
        assert other.post(HOOKS, sent).status_code == 404, who
        assert other.post(f"{HOOKS}/{hook['id']}/end").status_code == 404, who
        if who != "liaison-a":  # whose authority it is
            assert other.get(HOOKS).json() == []
            assert other.get(f"{HOOKS}/{hook['id']}/calls").status_code == 404
    assert len(program("liaison-a").get(HOOKS).json()) == 1
    assert Program().get(HOOKS).status_code == 401


def test_hostile_sql_registers_none_for_another(administrator, bank, connect):
    from django.db import ProgrammingError, transaction

    from chorsu.handling.viewer import viewing

    for who in ("admin-uz", "border-officer", "liaison-a"):
        by = actor(who)
        with viewing(by), pytest.raises(ProgrammingError), transaction.atomic():
            Hook.objects.create(
                authority=agency("example-customs-kz"), address="https://x/", made_at=now(), made_by=by.user
            )
        with viewing(by):
            assert not Call.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/", "ftp://example.org/", "https://", "https://127.0.0.1/", "https://10.0.0.8/", "https://[::1]/",
        "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest/", "https://[fe80::1]/", "https://[64:ff9b::a00:1]/",
        "https://0.0.0.0/", "https://[2002:0a00:0001::]/", "https://100.64.0.1/", "https://224.0.0.1/",
        "https://user:pass@example.org/", "https://example.org/#x", "https://example.org/\n", "https://example.org:99999/",
        "https://localhost/", "https://LOCALHOST:8443/", "https://localhost./", "https://x.localhost/", "https://0x7f000001/",
        "https://2130706433/", "https://127.1/", "https://0177.0.0.1/", "https://10.0.0.1./", "https://0/",
        "https://exämple.org:x/", f"https://example.org/{'x' * 600}", "javascript:1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_called(address):
    with pytest.raises(InputError):
        address_of(address, private=False)


def test_a_name_that_leads_into_a_private_network_is_not_called(monkeypatch, administrator, machine, as_role, settings):
    registered(administrator, machine)
    settings.CHORSU_HOOKS_PRIVATE = False
    messages.sent(at=now())
    worked(as_role)
    assert machine.calls == []
    with as_role("worker"):
        assert Call.objects.get().said == "leads into a private network"
    mixed = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(addressing.socket, "getaddrinfo", lambda *_, **__: mixed)
    with pytest.raises(PrivateError):
        looked_up(Address("example.org", 443, "/"), private=False)


@pytest.mark.parametrize(
    "number",
    [
        "fec0::1", "feff::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::", "::1",
        "::7f00:1", "::a00:1", "::8.8.8.8", "::ffff:10.0.0.1", "::ffff:0:10.0.0.1",
        "64:ff9b::a00:1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1",
        "2002:a00:1::", "2002:7f00:1::1", "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "2001:0:a00:1::1",
        "2001:db8::1", "100::1", "4000::1", "5f00::1",
    ],
)  # fmt: skip
def test_numbers_that_lead_inside_are_not_public(number):
    assert not is_public(ipaddress.ip_address(number))
    with pytest.raises(InputError):
        address_of(f"https://[{number}]/", private=False)


@pytest.mark.parametrize("number", ["fec0::1", "::7f00:1", "::ffff:0:10.0.0.1"])
def test_a_name_that_leads_inside_by_such_a_number_is_not_called(monkeypatch, number):
    found = [(0, 0, 0, "", ("2606:2800:220:1::1", 443, 0, 0)), (0, 0, 0, "", (number, 443, 0, 0))]
    monkeypatch.setattr(addressing.socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(PrivateError):
        looked_up(Address("example.org", 443, "/"), private=False)


def test_public_numbers_are_public():
    assert is_public(ipaddress.ip_address("93.184.216.34"))
    assert is_public(ipaddress.ip_address("2606:2800:220:1::1"))
    assert is_public(ipaddress.ip_address("::ffff:93.184.216.34"))


def test_a_certificate_of_another_is_not_trusted(administrator, machine, as_role, settings):
    registered(administrator, machine)
    settings.CHORSU_HOOKS_CA = ""
    messages.sent(at=now())
    worked(as_role)
    assert machine.calls == []
    with as_role("worker"):
        assert Call.objects.get().said == "certificate is not trusted"


@pytest.mark.parametrize(
    "failure",
    [
        (PrivateError(), "leads into a private network"), (socket.gaierror(-2, "x"), "name is not known"),
        (TimeoutError(), "no answer in time"), (ConnectionRefusedError(), "connection refused"),
        (RemoteDisconnected("x"), "connection closed"), (ssl.SSLError("x"), "no secure connection"),
        (OSError(113, "No route to host"), "not reached"), (BadStatusLine("x"), "x"), (IndexError(), "IndexError"),
    ],
)  # fmt: skip
def test_in_what_a_call_failed_is_said_in_words(monkeypatch, administrator, machine, as_role, failure):
    def failing(*_said, **_more):
        raise failure[0]

    registered(administrator, machine)
    monkeypatch.setattr(calling, "post", failing)
    messages.sent(at=now())
    worked(as_role)
    with as_role("worker"):
        assert Call.objects.get().said == failure[1]
