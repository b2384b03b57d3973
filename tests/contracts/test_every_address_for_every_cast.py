"""Every address × everybody × looking and acting, with a real thing behind every identifier.

What is answered is reasoned in `builders.circles`: each address belongs to a class, and an address without one fails.
Absent and forbidden are one, byte for byte; who may not act leaves nothing in the journal; words of a thing stand in no
answer to somebody who does not see it.
"""

import datetime as dt
import logging
import re
from dataclasses import dataclass, field
from itertools import product

import pytest
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from answers import answer, signed_in
from builders import circles, scene
from builders.circles import CAST, DOORS, PROVIDERS, READERS
from builders.releasing import agency
from chorsu.directory.models import Agency
from chorsu.directory.services import enter_officer
from chorsu.handling.rules import Role
from chorsu.journal.services import OUTBOX_CHANNEL
from chorsu.kernel.clock import now
from programs import program
from staff import enter_staff

WORDS = {
    scene.RELEASED: READERS,
    scene.KEPT: PROVIDERS,
    scene.PERSONAL: frozenset({"owner"}),
    scene.NEWS: frozenset({"press"}),
}
"""Whom the words of a thing may reach."""
MACHINES_TELL = frozenset({scene.RELEASED, scene.KEPT})
"""Those that the machine door tells, to the same."""
OF = {
    "record": "seizure", "photograph": "seizure", "permission-ask": "seizure", "review": "seizure", "text": "text",
    "hand-in": "hand-in", "rules": "learned", "return": "return", "same-event": "link", "event": "event",
    "recommendation": "recommendation", "instrument": "instrument", "post": "post", "newsroom": "news",
    "person": "person", "office": "office", "group": "group", "directory": "agency", "token": "token",
    "session": "session", "recall-receipt": "stone", "recall-settled": "flag", "permission": "permission",
    "api-record": "seizure", "api-photograph": "seizure", "api-recall": "stone",
    "api-hand-in": "hand-in", "api-text": "text", "api-message": "message",
    "api-hook": "hook", "hook": "hook", "api-alert": "alert", "exchange-attachment": "message",
    "exchange-template": "template",
    "api-attachment": "message", "api-attachment-remove": "message", "api-attachments": "message-draft",
    "api-commitment": "commitment",
    "release-rule": "rule", "audit": "entry", "exchange-message": "message", "exchange-draft": "message-draft",
    "duty-card": "message", "duty-off": "duty", "duty-handed": "hand-over",
    "watch": "watch", "alert": "alert", "commitment": "commitment",
}  # fmt: skip
"""What an address names, by the beginning of its own name; the longest holds."""
NUMBER = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"
SAID = {
    "size": "small", "form": "csv", "name": "individual", "code": "UZ", "kind": "agency", "secret": "none",
    "act": "withdraw", "pk": 1,
}  # fmt: skip
"""Parts of an address that are no identifier."""
ASKS_IN_VAIN = {"owner", "administrator", "anonymous"}
"""Who asks by methods that an address does not take: who asks is not looked at before."""
SAY_NOTHING = ("api-recall-receipt", "api-hand-in-discard", "api-message-acknowledge", "api-alert-acknowledge", "api-hook-end",
               "api-message-send", "api-message-release", "api-message-discard", "api-attachment-remove")  # fmt: skip
"""Acts of programs that read no body, or may have none."""
LEADS_OUT = {"leave", "account_logout", "mfa_authenticate", "sign-out-everywhere"}
"""Addresses that lead to the doors themselves."""
ACTS = frozenset(
    [
        "record-release",
        "record-recall",
        "record-withdraw",
        "photograph-blur",
        "photograph-taken-back",
        "permission-answer",
        "review-extend",
        "return-withdraw",
        "same-event-decide",
        "recommendation-act",
        "instrument-act",
        "event-act",
        "post-act",
        "release-rule-off",
        "exchange-message-act",
        "duty-off",
        "watch-act",
        "commitment-act",
        "alert-act",
        "permission-ask",
        "token-revoke",
        "recall-receipt",
        "recall-settled",
        "subject-act",
        "group-members",
        "hook-end",
        "directory-end",
        "directory-stay",
        "office-close",
        "person-leave",
        "person-invite",
    ]
)
"""Acts that these forms carry out, where they are allowed."""

REASON = {"reason": "moved"}
MACHINE_ACTS = frozenset(
    [
        "api-hook-end",
        "api-recall-receipt",
        "api-message-acknowledge",
        "api-message-recall",
        "api-alert-acknowledge",
        "api-alert-note",
    ]
)
"""Acts that a program's request carries out, where they are allowed."""


@dataclass(frozen=True)
class Answer:
    """An answer, without what its own address repeats; `acted`: whether it left an act in the journal."""

    status: int
    headers: list
    location: str
    body: bytes
    acted: bool

    @property
    def plain(self):
        """All but the identifiers that were asked for."""
        body = re.sub(NUMBER.encode(), b"ID", self.body)
        return self.status, self.headers, re.sub(NUMBER, "ID", self.location), body


@dataclass(frozen=True)
class Asked:
    """One question: an address, once of a thing that is there and once of one that never was."""

    name: str
    there: str
    never: str

    @property
    def of_a_thing(self):
        return self.there != self.never


def named_addresses():
    """The name of every address with the names of its parts."""

    def walk(resolver, above):
        for pattern in resolver.url_patterns:
            parts = above | set(pattern.pattern.converters)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, parts)
            elif isinstance(pattern, URLPattern):
                yield pattern.name, parts

    return list(walk(get_resolver("chorsu.config.urls"), set()))


def address_of(name, parts, things):
    kind = next((OF[begins] for begins in sorted(OF, key=len, reverse=True) if name.startswith(begins)), "")
    given = {part: SAID[part] if part in SAID else things[kind] for part in parts}
    given |= {"photograph": things["photograph"]} if "photograph" in parts else {}
    given |= {"attachment": things["attachment"]} if "attachment" in parts else {}
    given |= {"agency": things["reader"]} if name == "record-seen-as" else {}
    given |= {"number": 1} if name == "text-page" else {}
    acts = {"exchange-message-act": "recall", "watch-act": "end", "commitment-act": "end", "alert-act": "acknowledge"}
    given |= {"act": acts[name]} if name in acts else {}
    return reverse(name, kwargs=given)


def questions(things):
    nothing = scene.absent(things)
    return [
        Asked(name, address_of(name, parts, things), address_of(name, parts, nothing))
        for name, parts in named_addresses()
    ]


def forms():
    """What a form must say so that its act is carried out where it is allowed; others say why, and no more."""
    day = (now().date() + dt.timedelta(days=99)).isoformat()
    return {
        "permission-ask": {"kind": "third-party", "to": agency("example-centre"), "purpose": "x", "deadline": "7d"},
        "review-extend": {"review": day, "reason": "needed"},
        "record-release": {"to": agency("example-centre"), "ground": "x"},
        "record-recall": {"recall": "all", "reason": "moved"},
        "record-mark": {"part": "persons", "who": "some", "only": agency("example-centre"), "version": "1"},
        "same-event-decide": {"decision": "confirm"},
        "text-act": {"act": "add"},
        "subject-act": {"act": "receive", "received": "2026-01-01", "name": "Test", "asks": "access"},
        "audit-erase": {"ground": "asked for"},
        "api-hand-in-accept": {},
        "api-alert-escalate": {},
        "api-look-up": {"identifier": "+998901234567"},
        "api-alert-note": {"words": "x"},
        "permission-answer": {"answer": "grant"},
        "commitment-act": {"words": "moved"},
    } | {name: {} for name in SAY_NOTHING}


def ask(client, method, address, form):
    """One answer, and whether it left an act in the journal; nothing of what was asked stays."""
    cookies, acted = client.cookies.copy(), []

    def look(execute, sql, params, many, context):
        acted.extend(name for name in params or () if name == OUTBOX_CHANNEL)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(look):
        status, headers, location, body = answer(client, address, method, form if method == "post" else {})
        transaction.set_rollback(True)
    client.cookies = cookies
    body, location = body.replace(address.encode(), b"ADDRESS"), (location or "").replace(f"={address}", "=ADDRESS")
    return Answer(status, headers, location, body, bool(acted))


@pytest.fixture
def things(bank, as_role, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    users = enter_staff(as_role)
    with as_role("owner"):
        for name, code in (("colleague", "example-border-uz"), ("compatriot", "example-customs-uz")):
            served = Agency.objects.get(code=code)
            enter_officer(username=name, agency=served, roles=[Role.OFFICER], first_name="Test", last_name=name)
    built = scene.build(as_role, signed_in("border-officer"), users)
    logging.disable(logging.ERROR)  # thousands of refusals are what is asked for
    yield built
    logging.disable(logging.NOTSET)


@dataclass
class Walk:
    """The addresses asked by one after the other: what is wrong, who read which words, who acted where."""

    things: dict
    wrong: list = field(default_factory=list)
    read: dict = field(default_factory=lambda: {word: set() for word in WORDS})
    acted: dict = field(default_factory=dict)

    def walked(self, classes=circles.CLASSES, enter=signed_in):
        """The walk after everybody was at every address of these classes; `enter` lets one of the cast in."""
        lines, said = circles.lines(classes), forms()
        everything = [one for one in questions(self.things) if one.name in lines]
        for who, username in CAST.items():
            client = enter(username)
            for asked, method in product(everything, ("get", "post")):
                line = lines[asked.name]
                if line.status(who, method) != circles.NOT_TAKEN or who in ASKS_IN_VAIN:
                    form = said.get(asked.name, REASON if asked.name.startswith("api-") else REASON | {"version": "1"})
                    found = self._wrong(who, line, asked, (client, method, form))
                    self.wrong += [f"{who}: {method} {asked.name} {told}" for told in found]
        return self

    def _wrong(self, who, line, asked, how):
        """How one answer disagrees with its class."""
        client, method, form = how
        found = ask(client, method, asked.there, form)
        if found.status != line.status(who, method):
            yield f"{found.status} instead of {line.status(who, method)}"
        to_the_doors = who == "anonymous" and line.of.anonymous is None
        if found.location.startswith(DOORS) != to_the_doors and asked.name not in LEADS_OUT:
            yield f"is led to {found.location or 'nowhere'}"
        if found.acted:
            self.acted.setdefault(asked.name, set()).add(who)
            if who not in line.of.circle:
                yield "acts"
        for word, circle in WORDS.items():
            if word.encode() in found.body:
                self.read[word].add(who)
                if who not in circle:
                    yield f"reads {word}"
        told_nothing = asked.of_a_thing and line.told_nothing(who, method)
        if told_nothing and found.plain != ask(client, method, asked.never, form).plain:
            yield "can tell it from what never was"


def test_every_address_has_a_class():
    assert {name for name, _parts in named_addresses()} == set(circles.lines())


@pytest.mark.slow
def test_every_answer_is_the_one_of_its_class(things):
    walk = Walk(things).walked()
    assert "\n".join(walk.wrong) == ""
    assert walk.read == WORDS  # whose thing it is stands in somebody's answer: the words are looked for where they are
    circle = {name: set(line.of.circle) for name, line in circles.lines().items() if name in ACTS}
    circle["permission-ask"] = {"released"}  # a provider has nobody to ask
    assert {name: walk.acted.get(name) for name in ACTS} == circle


def test_every_machine_address_has_a_class():
    named = {name for name, _parts in named_addresses() if name.startswith("api-")}
    assert named == set(circles.lines(circles.MACHINES))


@pytest.mark.slow
def test_every_answer_to_a_program_is_the_one_of_its_class(things):
    walk = Walk(things).walked(circles.MACHINES, program)
    assert "\n".join(walk.wrong) == ""
    assert walk.read == {word: WORDS[word] for word in MACHINES_TELL} | {
        word: set() for word in WORDS.keys() - MACHINES_TELL
    }
    lines = circles.lines(circles.MACHINES)
    acted = {name: set(lines[name].of.circle) for name in MACHINE_ACTS}
    assert walk.acted == acted | {
        name: {"released"} for name in ("api-message", "api-attachment")
    }  # to ask for what was sent to one is its receipt
