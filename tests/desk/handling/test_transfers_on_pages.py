"""The form of a release asks for a basis where persons are told of; the provider reads what was decided."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.reports import agency_number
from builders.rows import seizure_row
from builders.seizures import record, seen_by
from builders.tables import HEADER, seizures, table
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.rules import Marking
from chorsu.handling.viewer import viewing
from chorsu.intake.tasks import take_in_next
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.records.submitting import Submission, submit


@pytest.fixture
def told(bank):
    """A seizure with two persons detained, for the provider alone."""
    officer, provider = actor("border-officer"), agency_number("example-border-uz")
    what = Submission(uuid7(), "form", "d" * 64, 9, (seizure_row(1),), (), {"detained": 2})
    with viewing(officer):
        marking = Marking(provider, frozenset({provider}))
        return submit(actor=officer, marking=marking, submission=what, at=now()).seizure


def test_it_is_asked_only_where_it_goes_abroad_and_what_was_decided_is_read(enter, told):
    border = enter("border-officer")
    home, abroad = (State.objects.get(code=code).pk for code in ("UZ", "KZ"))
    page = f"/records/{told.pk}/"
    assert 'name="basis"' not in border.get(f"{page}?to={home}").text
    assert 'name="basis"' in border.get(f"{page}?to={abroad}").text
    assert "state the agreement" in border.post(f"{page}release/", {"to": abroad}, follow=True).text
    risk = {"to": abroad, "basis": "agreement of 2006", "purpose": "case 17", "flag": "torture"}
    assert "must not be transferred" in border.post(f"{page}release/", risk, follow=True).text
    border.post(f"{page}release/", risk | {"refuse": "1"})
    assert enter("liaison-a").get(page).status_code == 404
    border.post(f"{page}release/", risk | {"flag": "witness"})
    read = enter("border-officer", "ru").get(page).text
    assert "agreement of 2006" in read
    assert "Отказано" in read
    recipient = enter("liaison-a").get(page)
    assert recipient.status_code == 200
    assert "agreement of 2006" not in recipient.text


def test_what_waits_for_a_basis_says_so_and_goes_on_when_one_is_stated(enter, told, bank):
    officer, provider = actor("border-officer"), agency_number("example-border-uz")
    what = Submission(uuid7(), "form", "e" * 64, 9, (seizure_row(1),), (), {"detained": 2})
    abroad = State.objects.get(code="KZ").pk
    with viewing(officer):
        marking = Marking(provider, frozenset({provider, abroad}))
        waits = submit(actor=officer, marking=marking, submission=what, at=now()).seizure
    page, border = f"/records/{waits.pk}/", enter("border-officer")
    assert "Waits for a legal basis" in border.get(page).text
    assert "Waits for a legal basis" not in border.get(f"/records/{told.pk}/").text
    assert "Persons are told of" in border.post(f"{page}basis/", {"basis": "", "purpose": ""}, follow=True).text
    assert enter("liaison-a").get(page).status_code == 404
    border = enter("border-officer")
    border.post(f"{page}basis/", {"basis": "agreement of 2006", "purpose": "case 17"})
    assert "Waits for a legal basis" not in border.get(page).text
    assert enter("liaison-a").get(page).status_code == 200


def test_a_correction_that_adds_persons_abroad_is_refused_with_what_to_do_and_goes_on_with_a_basis(enter, as_role):
    with as_role("worker"):
        (seizure,) = record([{}], audience=[State.objects.get(code="KZ").pk])
    border, page = enter("border-officer"), f"/records/{seizure.pk}/correct/"
    sent = {"persons.detained": "2", "reason": "told later"}
    refused = border.post(page, sent)
    assert refused.status_code == 422
    assert "state the agreement or the law" in refused.text
    assert 'value="2"' in refused.text
    assert border.post(page, sent | {"basis": "agreement of 2006", "purpose": "case 17"}).status_code == 302


def test_a_table_handed_in_without_a_basis_says_how_many_records_wait_and_one_basis_releases_them(
    enter, as_role, settings, tmp_path
):
    settings.CHORSU_HOME = tmp_path
    border = enter("border-officer")
    lines = [f"{line};{number}" for number, line in enumerate(seizures(3), start=1)]
    file = SimpleUploadedFile("t.csv", table(lines, header=f"{HEADER};Лица: задержано"), "text/csv")
    one = border.post("/hand-in/upload/", {"file": file}).headers["Location"]
    assert 'name="basis"' in border.get(one).text
    border.post(f"{one}accept/", {"who": "members"})
    with as_role("worker"):
        while take_in_next():
            pass
    assert "3 records tell of persons" in border.get(one).text
    assert seen_by(actor("liaison-a")) == set()
    said = border.post(f"{one}basis/", {"basis": "agreement of 2006", "purpose": "exchange"}, follow=True).text
    assert "3 records were released" in said
    assert "tell of persons" not in said
    assert len(seen_by(actor("liaison-a"))) == 3
