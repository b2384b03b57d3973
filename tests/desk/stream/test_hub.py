"""The hub takes its channels on together; one that cannot be asked for holds up nobody else, and is tried again."""

import asyncio
from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import DatabaseError

from builders.releasing import state
from builders.seizures import follow, record
from cast import actor
from chorsu.desk.stream.hub import Hub
from chorsu.journal.selectors import head
from loops import run_apart

NOBODYS_NUMBER = 2**40
"""No number of a principal: the database takes none that large."""


def test_one_that_cannot_be_asked_for_holds_up_nobody_else(bank, as_role):
    good, before = actor("liaison-a"), head()
    bad = replace(good, principals=good.principals | {NOBODYS_NUMBER})
    places = [before]
    for _ in range(3):
        with as_role("worker"):
            record([{}], audience=[state("KZ")])
            follow()
        places.append(head())

    async def go():
        hub = Hub()
        hub.position = before
        async with hub.channel(bad, "en") as failing, hub.channel(good, "en") as served:
            for upto in places[1:]:
                hub.position = upto
                with pytest.raises(DatabaseError):
                    await hub._step()  # noqa: SLF001 — as `_follow` takes it, again and again
            found = await served.after(before, asyncio.get_running_loop().time())
            return failing.position, [(one.after, one.upto, len(one.delivery.lines)) for one in found]

    assert run_apart(go()) == (before, [(after, upto, 1) for after, upto in pairwise(places)])
