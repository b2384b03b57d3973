"""The plain path of the form: lots are added and taken away, errors stand beside their fields, it arrives once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.pictures import photograph
from chorsu.kernel.ids import uuid7

FORM = "/hand-in/seizure/"
FIELDS = {
    "date": "2026-01-15",
    "time": "02:40",
    "place.text": "Термез",
    "lots.1.kind": "drug",
    "lots.1.substance_text": "heroin",
    "lots.1.quantity": "1,25",
    "lots.1.unit": "kg",
    "who": "provider",
}


def lots_on(page):
    return len(re.findall(r"<fieldset[^>]*data-lot>", page.text.split("<template", 1)[0]))


def test_the_page_is_small_and_says_that_nobody_may_keep_it(enter):
    page = enter("border-officer").get(FORM)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert len(page.content) < 100_000


def test_lots_are_added_and_taken_away_and_what_was_typed_stays(enter, recorded):
    client = enter("border-officer")
    more = client.post(FORM, FIELDS | {"act": "add"})
    assert (more.status_code, lots_on(more)) == (200, 2)
    assert 'value="1,25"' in more.text
    fields = FIELDS | {"lots.2.kind": "cash", "lots.2.quantity": "1500", "lots.2.currency": "USD", "act": "remove.1"}
    fewer = client.post(FORM, fields)
    assert lots_on(fewer) == 1
    assert 'value="1500"' in fewer.text
    assert recorded() == []


def test_it_is_recorded_with_its_photograph_and_leads_to_the_record(enter, recorded):
    client = enter("border-officer")
    files = [SimpleUploadedFile("IMG_1.jpg", photograph(), "image/jpeg")]
    page = client.post(FORM, FIELDS | {"submission": str(uuid7()), "photographs": files}, follow=True)
    (seizure,) = recorded()
    assert page.redirect_chain[-1][0] == f"/records/{seizure.pk}/"
    assert "Recorded" in page.text
    assert "photographs" in page.text


def test_the_button_pressed_twice_records_once(enter, recorded):
    client, fields = enter("border-officer"), FIELDS | {"submission": str(uuid7())}
    client.post(FORM, fields)
    again = client.post(FORM, fields, follow=True)
    assert len(recorded()) == 1
    assert "arrived before" in again.text


def test_changed_after_it_arrived_it_is_another_seizure_or_a_correction_and_the_officer_says_which(enter, recorded):
    client, fields = enter("border-officer"), FIELDS | {"submission": str(uuid7())}
    client.post(FORM, fields)
    changed = client.post(FORM, fields | {"lots.1.quantity": "2"})
    assert changed.status_code == 422
    assert "arrived before with other content" in changed.text
    assert len(recorded()) == 1
    number = re.search(r'name="submission" value="([^"]+)"', changed.text)[1]
    client.post(FORM, fields | {"lots.1.quantity": "2", "submission": number})
    assert [one.lots.all()[0].quantity for one in recorded()] == [1.25, 2.0]


@pytest.mark.parametrize(("language", "line"), [("en", "is not a number"), ("ru", "не число")])
def test_what_is_wrong_stands_beside_its_field_and_all_that_was_typed_is_there(enter, recorded, language, line):
    page = enter("border-officer", language).post(FORM, FIELDS | {"lots.1.quantity": "much"})
    assert page.status_code == 422
    field = re.search(r'data-field="lots\.1\.quantity".*?data-error>(.*?)</div>', page.text, re.DOTALL)
    assert line in field[1]
    assert 'value="much"' in page.text
    assert 'value="Термез"' in page.text
    assert recorded() == []


def test_hostile_names_and_values_are_only_text(enter, recorded):
    hostile = {
        "lots.1.quantity": "<script>",
        "lots.x.unit": "kg",
        "lots.99999999999.unit": "kg",
        "place": "x",
        "a.b.c.d": "1",
    }
    page = enter("border-officer").post(FORM, FIELDS | hostile)
    assert page.status_code == 422
    assert "<script>" not in page.text.replace("<script src", "").replace("<script type", "").replace("<script id", "")
    assert recorded() == []


def test_the_sheet_is_in_the_officers_language(enter):
    for language in ("en", "ru"):
        answer = enter("border-officer", language).get("/hand-in/seizure/sheet.xlsx")
        assert answer.status_code == 200
        assert answer.content.startswith(b"PK")
        assert f"-{language}" in answer["Content-Disposition"]


def test_an_officer_of_the_centre_has_no_places_of_a_state_and_still_a_form(enter):
    client = enter("duty-officer")
    assert client.get(FORM).status_code == 200
    assert client.get("/hand-in/seizure/places.json").json()["places"] == []
    places = enter("border-officer").get("/hand-in/seizure/places.json").json()["places"]
    assert any("Термез" in place or "Термиз" in place for place in places)
