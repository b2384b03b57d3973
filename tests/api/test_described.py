"""What the OpenAPI document says holds: generated requests to every address find no failure and no leak.

Schemathesis makes the requests from the document alone, sound ones and broken ones; identifiers in addresses are those
of things that are there. Each request is undone. The trail is asked afterwards: none of them came in unseen.
"""

import json
import logging
import os
import re
import uuid
from dataclasses import dataclass, field
from itertools import product

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from answers import signed_in
from builders import scene
from builders.circles import CAST, PROVIDERS, READERS
from chorsu.directory.models import Agency
from chorsu.directory.services import enter_officer
from chorsu.handling.rules import Role
from programs import program
from staff import enter_staff

DOCUMENT = "/api/v1/openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
READ = {scene.RELEASED: READERS, scene.KEPT: PROVIDERS, scene.PERSONAL: frozenset(), scene.NEWS: frozenset()}
"""Whom the words of a thing may reach here."""
TELLS = frozenset({"seizure", "photograph", "link", "message"})
"""Things whose identifiers those who see them may read; the others' are their provider's alone."""
OTHERS = {"stone": {"released"}, "hook": {"state administrator"}}
SHOWN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")


@pytest.fixture
def things(bank, as_role, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    users = enter_staff(as_role)
    with as_role("owner"):
        for name, code in (("colleague", "example-border-uz"), ("compatriot", "example-customs-uz")):
            served = Agency.objects.get(code=code)
            enter_officer(username=name, agency=served, roles=[Role.OFFICER], first_name="Test", last_name=name)
    built = scene.build(as_role, signed_in("border-officer"), users)
    logging.disable(logging.ERROR)  # hundreds of refusals are what is asked for
    for signal in (request_started, request_finished):  # each request is undone, so its connection stays
        signal.disconnect(close_old_connections)
    yield built
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    logging.disable(logging.NOTSET)


def operations():
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, get_wsgi_application())
    return [found.ok() for found in schema.get_all_operations()]


@dataclass
class Tried:
    """What was asked in somebody's name: what is wrong, and how often something was answered."""

    who: str
    things: dict
    wrong: list = field(default_factory=list)
    answered: int = 0

    def everywhere(self, examples):
        """Generated requests to every address, sound ones and broken ones."""
        secret = program(CAST[self.who]).secret
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
        mine = strategies.sampled_from(sorted(str(one) for one in self.things.values() if isinstance(one, uuid.UUID)))
        for operation, mode in product(operations(), (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)):

            @settings(
                max_examples=examples, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=operation.as_strategy(generation_mode=mode), identifier=mine)
            def ask(case, identifier):
                self._ask(case, identifier, headers)

            ask()
        return self

    def _ask(self, case, identifier, headers):
        parts = case.path_parameters or {}
        if "identifier" in parts:
            parts["identifier"] = identifier
        for name in ("photograph", "attachment"):
            if name in parts:
                parts[name] = str(self.things[name])
        with transaction.atomic():
            answer = case.call(headers=headers)
            transaction.set_rollback(True)
        self.answered += answer.status_code < 300
        sent = f"{case.formatted_path} {case.query} {case.body!r}"
        found = _wrong(case, answer, self.who, self.things, sent)
        self.wrong += [f"{self.who}: {case.operation.label}: {line} ({sent[:300]})" for line in found]


def _wrong(case, answer, who, things, sent):
    try:
        case.validate_response(answer, checks=CHECKS)
    except FailureGroup as error:
        yield "; ".join(str(one)[:300] for one in error.exceptions)
    text = answer.content.decode("utf-8", "replace")
    for word, circle in READ.items():
        if word in text and who not in circle:
            yield f"reads {word}"
    known = {str(value): name for name, value in things.items() if isinstance(value, uuid.UUID)}
    for identifier in set(SHOWN.findall(text)) & known.keys():
        name = known[identifier]
        allowed = READERS if name in TELLS else PROVIDERS | OTHERS.get(name, set())
        if who not in allowed and identifier not in sent:
            yield f"is told of the {name}"


EXAMPLES = int(os.environ.get("CHORSU_REQUESTS", "3"))
"""Requests of each kind to each address: sound ones, and as many broken ones."""


def entries(connect):
    return connect("worker").execute("SELECT count(*) FROM journal_trail_outbox").fetchone()[0]


@pytest.mark.slow
@pytest.mark.parametrize("who", CAST)
def test_nobody_is_told_what_the_matrix_forbids_and_nothing_fails(things, who):
    tried = Tried(who, things).everywhere(EXAMPLES)
    assert "\n".join(tried.wrong) == ""
    assert tried.answered > 10 or who == "anonymous"  # so that it can fail


def test_the_document_names_every_address_and_says_what_each_needs(bank):
    from contracts.test_every_address_for_every_cast import named_addresses

    document = json.loads(program("anonymous").get(DOCUMENT).content)
    assert document["openapi"].startswith("3.1")
    told = {operation["operationId"] for methods in document["paths"].values() for operation in methods.values()}
    assert len(told) == sum(map(len, document["paths"].values()))
    assert len(document["paths"]) == len(
        {name for name, _parts in named_addresses() if name.startswith("api-")} - {"api-nothing", "api-description"}
    )
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["description"]
            assert operation["security"]
            assert {"401", "403", "404", "422", "429"} <= operation["responses"].keys()


def test_the_document_leads_to_nobody_elses_server(bank):
    text = program("anonymous").get(DOCUMENT).text
    assert set(re.findall(r"https?://[^\"]+", text)) == {"https://machines.example.org/chorsu"}  # an example


def test_every_generated_request_stands_in_the_trail(things, connect):
    client, before = program("stranger-c"), entries(connect)
    asked = 0
    for operation in operations()[:6]:
        case = operation.Case(
            path_parameters={
                "identifier": str(things["seizure"]),
                "photograph": str(things["photograph"]),
                "size": "small",
                "form": "csv",
            }
        )
        answer = case.call(headers={"Authorization": f"Bearer {client.secret}"})
        assert answer.status_code < 500
        asked += 1
    assert entries(connect) == before + asked
