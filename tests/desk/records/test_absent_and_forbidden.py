"""A record that is hidden and one that never was give the same answer, whatever is asked of them."""

import re

import pytest

from builders.seizures import record
from chorsu.kernel.ids import uuid7

ASKED = [
    ("get", "", {}),
    ("get", "correction/", {}),
    ("post", "correct/", {"reason": "x", "place": "y"}),
    ("post", "release/", {"to": "2"}),
    ("post", "recall/", {"recall": "all", "reason": "x"}),
    ("post", "withdraw/", {"reason": "x"}),
    ("post", "restore/", {"reason": "x"}),
    ("post", "release/", {}),
    ("post", "recall/", {}),
    ("post", "withdraw/", {}),
    ("post", "restore/", {}),
    ("post", "quantity/", {}),
    ("get", "conditions/", {}),
    ("post", "conditions/", {"review": "2030-01-01"}),
    ("get", "parts/", {}),
    ("post", "mark/", {"part": "narrative", "who": "nobody"}),
    ("get", "seen-by/", {}),
    ("get", "seen-by/7/", {}),
    ("get", "three-eyes/", {}),
]


def answer(client, method, address, data):
    response = getattr(client, method)(address, data)
    text = re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"ID", response.content)
    # The token of a form is drawn anew for every answer, always of one length.
    text = re.sub(rb'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[A-Za-z0-9]{64}"', rb"\1TOKEN", text)
    return response.status_code, text, len(response.content), sorted(response.headers)


@pytest.mark.parametrize(("method", "tail", "data"), ASKED)
def test_hidden_and_absent_are_one(enter, as_role, method, tail, data):
    with as_role("worker"):
        (hidden,) = record([{}])
    stranger = enter("stranger-c")
    of_the_hidden = answer(stranger, method, f"/records/{hidden.pk}/{tail}", data)
    of_the_absent = answer(stranger, method, f"/records/{uuid7()}/{tail}", data)
    assert of_the_hidden[0] == 404
    assert of_the_hidden == of_the_absent


def test_the_same_address_opens_for_who_is_entitled(enter, as_role):
    with as_role("worker"):
        (seizure,) = record([{}])
    assert enter("border-officer").get(f"/records/{seizure.pk}/").status_code == 200


def test_a_stranger_of_the_house_is_sent_to_the_doors(client, bank):
    assert client.get("/records/").status_code == 302
