"""A recipient asks beside the record; the provider answers from a list; the answer stands with the record."""

import re
import uuid

from chorsu.directory.models import Agency
from chorsu.handling.grounds import grounds


def test_asking_and_answering_by_the_forms(enter, seizure):
    liaison, border = enter("liaison-a"), enter("border-officer")
    assert "permissions/ask" in liaison.get(f"/records/{seizure.pk}/").text
    assert "permissions/ask" not in border.get(f"/records/{seizure.pk}/").text
    centre = Agency.objects.get(code="example-centre").pk
    said = {"kind": "pass-on", "to": centre, "purpose": "case 17", "deadline": "8h"}
    assert liaison.post(f"/handling/permissions/ask/{seizure.pk}/", said).status_code == 302
    listed = border.get("/handling/permissions/")
    (request,) = listed.context["of_me"]
    assert request.due == "chip-good"
    assert "case 17" in listed.text
    answer = {"answer": "refuse", "ground": "running-case", "conditions": ""}
    assert border.post(f"/handling/permissions/{request.one.pk}/", answer).status_code == 302
    page = enter("liaison-a", "ru").get(f"/records/{seizure.pk}/").text
    assert grounds("permission")["running-case"].ru in page
    assert "case 17" not in enter("stranger-c").get(f"/records/{seizure.pk}/").text


def test_absent_and_forbidden_are_one(enter, as_role):
    from builders.seizures import record

    with as_role("worker"):
        (hidden,) = record([{}])
    stranger = enter("stranger-c")
    said = {"kind": "pass-on", "purpose": "x", "deadline": "8h"}
    for address in (hidden.pk, uuid.uuid4()):
        assert stranger.post(f"/handling/permissions/ask/{address}/", said).status_code == 404
        assert stranger.post(f"/handling/permissions/{address}/", {"answer": "grant"}).status_code == 404


def forms(client, seizure):
    """The forms beside a record by the words on their button: whom each offers, and for what."""
    text = client.get(f"/records/{seizure.pk}/").text
    found = re.findall(r'<form[^>]*action="[^"]*/permissions/ask/.*?</form>', text, re.DOTALL)
    return {
        re.sub(r"<[^>]*>", "", re.search(r"<button.*?</button>", one, re.DOTALL)[0]).strip(): (
            set(map(int, re.findall(r'name="to" id="[^"]*" value="(\d+)"', one))),
            re.findall(r'<option value="(pass-on|third-party|court)"|name="kind" value="([a-z-]+)"', one),
        )
        for one in found
    }


def test_each_button_says_whether_it_passes_on_or_asks(enter, seizure):
    liaison, centre = enter("liaison-a"), Agency.objects.get(code="example-centre").pk
    police = Agency.objects.get(code="example-police-kg").pk
    free = forms(liaison, seizure)
    assert set(free) == {"Pass it on: the provider is told", "Ask the provider"}
    (to, kinds), (asked, _) = free["Pass it on: the provider is told"], free["Ask the provider"]
    assert police in to
    assert centre not in to
    assert kinds == [("", "pass-on")]
    assert centre in asked
    assert police not in asked
    said = {"dissemination": "H2", "pointer": "nothing", "version": 1, "review": "2027-01-01"}
    assert enter("border-officer").post(f"/records/{seizure.pk}/conditions/", said).status_code == 302
    kept = forms(liaison, seizure)
    assert set(kept) == {"Ask the provider"}
    assert {police, centre} <= kept["Ask the provider"][0]
