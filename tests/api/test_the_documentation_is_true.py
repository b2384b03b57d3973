"""Every command of docs/reference/api.md does what the page says; every scope and address stands there."""

import json
import re
import shlex
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders import commitments, messages, watches
from builders.seizures import follow, record
from builders.tables import seizures, table
from chorsu.directory.scopes import scopes
from chorsu.kernel.clock import now
from programs import program

PAGE = Path(__file__).parents[2] / "docs/reference/api.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = [
    command
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    for command in re.split(r"\n(?=curl )", block.replace("\\\n", " ").strip())
]


@pytest.fixture
def named(bank, as_role, settings, tmp_path):
    """What the page calls `$RECORD` and the like, each there for the border guard."""
    settings.CHORSU_HOME = tmp_path
    watches.made("border-officer")
    with as_role("worker"):
        (one,) = record([{}])
        follow()
    client = program("border-officer")
    arrived = client.upload("/api/v1/hand-ins", SimpleUploadedFile("t.csv", table(seizures(3)))).json()
    sent = messages.sent(at=now())
    return client, {
        "RECORD": one.pk,
        "HAND_IN": arrived["id"],
        "MESSAGE": sent.pk,
        "ALERT": watches.alerts("border-officer")[0].pk,
        "COMMITMENT": commitments.proposed(at=now(), provider=messages.UZ, way="gives", first=commitments.today()).pk,
        "CHORSU": "",
        "TOKEN": client.secret,
    }


def run(client, words):
    """What a curl command asks, asked of the application."""
    address, data, file, acts = "", None, None, False
    rest = iter(words[1:])
    for word in rest:
        if word == "-H":
            header = next(rest)
            assert header in {f"Authorization: Bearer {client.secret}", "Content-Type: application/json"}
        elif word == "-d":
            data = json.loads(next(rest))
        elif word == "-X":
            acts = next(rest) == "POST"
        elif word == "-F":
            name, _, file = next(rest).partition("=@")
            assert name == "file"
        else:
            address = word
    if file:
        return client.upload(address, SimpleUploadedFile(file, table(seizures(2, first=50))))
    return client.post(address, data) if acts or data is not None else client.get(address)


def test_every_command_does_what_the_page_says(named):
    client, values = named
    assert len(COMMANDS) > 10
    for command in COMMANDS:
        told = re.sub(r"\$([A-Z_]+)", lambda found: str(values[found[1]]), command)
        answer = run(client, shlex.split(told))
        assert answer.status_code in {200, 201, 204}, (command, answer.content)


def test_every_scope_and_room_stands_there(bank):
    for scope in scopes():
        assert f"| `{scope}` |" in TEXT
    document = program("anonymous").get("/api/v1/openapi.json").json()
    for path in document["paths"]:
        room = "/" + path.removeprefix("/api/v1/").partition("/")[0]
        assert room in TEXT, room


def test_the_refusal_of_the_page_is_a_real_one(bank):
    told = json.loads(re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)[1])
    assert program("stranger-c").get("/api/v1/records?plaec=x").json() == told
