"""Whatever an address with an identifier is asked for, what is hidden answers byte for byte as what never was.

Walks every address of the officers' application that has an identifier, looking and acting, with the identifiers of
everything that one agency keeps to itself; a stranger's answers are compared with those to identifiers that nothing has.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from answers import answer, signed_in
from builders.hidden_world import NUMBER, PHONE, TABLE, TABLE_NAME, VALUES, fill, submission
from cast import actor
from chorsu.cooperation.models import Event, Instrument, Recommendation
from chorsu.desk.seizure_form.device import mark_of
from chorsu.directory.models import Post
from chorsu.handling.viewer import viewing
from chorsu.intake.drafts.models import Text
from chorsu.intake.models import HandIn, LearnedTable
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Link, Photograph, Seizure
from chorsu.returns.models import Return
from contracts.test_every_url_asks_for_a_sign_in import patterns

OWNER, STRANGER = "border-officer", "stranger-c"
NORMAL = PHONE.replace(" ", "")
"""What the page says that it looked for."""
KINDS = {
    "records/": Seizure,
    "hand-in/text/": Text,
    "hand-in/rules/table/": LearnedTable,
    "hand-in/": HandIn,
    "returns/": Return,
    "same-event/": Link,
    "cooperation/instruments/": Instrument,
    "cooperation/recommendations/": Recommendation,
    "cooperation/people/": Post,
    "cooperation/": Event,
}
"""What the first identifier of an address that begins so is of; the longest beginning holds."""
SAMPLE = str(uuid7().__class__(int=7))
ACTS = ("withdraw", "restore", "move", "hold", "cancel", "follow", "join")


@pytest.fixture
def world(bank, as_role, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    owner = signed_in(OWNER)
    fill(owner, as_role)
    return owner


def hidden_ids():
    with viewing(actor(OWNER)):
        found = {model: model.objects.values_list("pk", flat=True).first() for model in set(KINDS.values())}
        photograph = Photograph.objects.select_related("seizure").first()
    return found | {Seizure: photograph.seizure_id, Photograph: photograph.pk}


def addresses(ids):
    """Every address with an identifier twice: with that of something hidden, and with none's."""
    for _name, route in patterns(get_resolver("chorsu.config.urls")):
        if SAMPLE not in route:
            continue
        prefix = max((begins for begins in KINDS if route.startswith(begins)), key=len, default="")
        if not prefix or ids[KINDS[prefix]] is None:
            continue
        for act in ACTS if "/x/" in f"/{route}" else ("",):
            told = f"/{route}".replace("/x/", f"/{act}/")
            hidden = told.replace(SAMPLE, str(ids[KINDS[prefix]]), 1).replace(SAMPLE, str(ids[Photograph]))
            never = re.sub(SAMPLE, lambda _found: str(uuid7()), told)
            yield hidden, never


def plain(found):
    status, headers, location, body = found
    named = re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"ID", body)
    return status, headers, re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", location or ""), named


@pytest.mark.slow
def test_every_address_with_an_identifier(world):
    stranger, ids, opened = signed_in(STRANGER), hidden_ids(), set()
    differing = []
    for hidden, never in addresses(ids):
        for method, sent in (("get", {}), ("post", {}), ("post", {"reason": "x", "act": "x", "version": "1"})):
            one, other = (plain(answer(stranger, where, method, sent)) for where in (hidden, never))
            if one != other:
                differing.append((method, hidden, one[:3], other[:3]))
        if plain(answer(world, hidden)) != plain(answer(world, never)):
            opened.add(hidden.split("/")[1])
    assert differing == []
    assert opened >= {"records", "hand-in", "returns", "same-event", "cooperation"}


def test_photographs_are_their_readers_alone(world):
    ids = hidden_ids()
    page = world.get(f"/records/{ids[Seizure]}/").text
    media = sorted(set(re.findall(rf"/records/{ids[Seizure]}/photographs/[0-9a-f-]{{36}}/[a-z]+/?", page)))
    assert media
    for where in media:
        assert answer(world, where)[0] == 200
        never = re.sub(r"[0-9a-f-]{36}", lambda _found: str(uuid7()), where)
        assert plain(answer(signed_in(STRANGER), where)) == plain(answer(signed_in(STRANGER), never))


def test_a_file_that_another_agency_handed_in_is_new(world):
    def uploaded(client):
        return client.post("/hand-in/upload/", {"file": [SimpleUploadedFile(TABLE_NAME, TABLE)]}, follow=True)

    ids = hidden_ids()
    again, fresh = uploaded(world), uploaded(signed_in(STRANGER))
    assert again.redirect_chain[-1][0] == f"/hand-in/{ids[HandIn]}/"
    assert fresh.redirect_chain[-1][0] != again.redirect_chain[-1][0]
    assert "handed in before" not in fresh.text
    with viewing(actor(STRANGER)):
        assert HandIn.objects.count() == 1


def test_the_number_of_anothers_submission_is_free(world):
    def sent(client, who):
        mark = {"X-Chorsu-Officer": mark_of(actor(who))}
        return client.post("/hand-in/seizure/send/", submission(number=NUMBER), headers=mark)

    assert sent(world, OWNER).status_code == 200
    fresh = sent(signed_in(STRANGER), STRANGER)
    assert fresh.status_code == 201
    assert fresh.json()["record"] != f"/records/{hidden_ids()[Seizure]}/"


def test_an_identifier_is_looked_up_in_vain(world):
    sent = {"identifier": PHONE, "purpose": "drugs", "kind": ""}
    assert "/records/" in world.post("/look-up/", sent).text.partition('id="found-title"')[2]
    found = signed_in(STRANGER).post("/look-up/", sent).text.partition('id="found-title"')[2]
    assert "Nothing is found" in found
    assert not [value for value in VALUES if value in found and value not in PHONE + NORMAL]
