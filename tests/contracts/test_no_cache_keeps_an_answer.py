"""No browser and no proxy keeps an answer to an officer; what says that it holds nothing marked may be kept."""

import pytest
from django.test import Client
from django.urls import resolve

from answers import signed_in
from builders import scene
from contracts.test_every_address_for_every_cast import questions
from staff import enter_staff

KEPT = {"boundaries", "land", "seizure-lists", "seizure-places"}
"""Public data and vocabulary."""


@pytest.fixture
def asked(bank, as_role, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    users = enter_staff(as_role)
    for name in ("colleague", "compatriot"):
        users.setdefault(name, users["auditor"])
    return questions(scene.build(as_role, signed_in("border-officer"), users))


@pytest.mark.slow
def test_whatever_an_officer_asks_for(asked):
    client, kept = signed_in("border-officer"), set()
    for one in asked:
        for address in {one.there, one.never}:
            answer = client.get(address)
            if answer.streaming:
                b"".join(answer.streaming_content)
            if answer["Cache-Control"] != "no-store":
                kept.add(resolve(address).view_name)
    assert kept == KEPT


@pytest.mark.parametrize("address", ["/records/", "/accounts/login/", "/nothing/here/"])
def test_whatever_somebody_without_a_sign_in_asks_for(bank, address):
    assert Client().get(address)["Cache-Control"] == "no-store"


def test_a_refused_form_too(bank):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/accounts/login/", {"login": "x"})["Cache-Control"] == "no-store"
