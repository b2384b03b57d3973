"""A provider sees a record as any authority does, before and after a release; nobody else can, and nothing stays."""

import datetime as dt
import re

import pytest

from builders.releasing import agency, state
from builders.seizures import follow, record, seen_by
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.journal.models import EntryRow, OutboxRow
from chorsu.kernel.clock import now
from chorsu.records.models import Seizure

SOON = (now() + dt.timedelta(days=40)).date()
POLICE_KZ = "example-police-kz"


@pytest.fixture
def seizure(bank, as_role):
    """A seizure of Uzbekistan's border guard, released to Kazakhstan's police and to Turkmenistan."""
    with as_role("worker"):
        (found,) = record(
            [{"details": {"narrative": "сведения источника", "persons": {"witness": 3}}}],
            audience=[agency(POLICE_KZ), state("TM")],
        )
        follow()
    return found


def page(client, seizure, tail, status=200):
    answer = client.get(f"/records/{seizure.pk}/{tail}")
    assert answer.status_code == status
    return answer.content.decode()


def eyes(text):
    found = re.search(r'<div class="other-eyes">(.*?)</main>', text, re.DOTALL)
    return found[1] if found else ""


def said(text):
    """The words of the record's own panels, without links and addresses."""
    part = re.search(r'id="values-title.*?</section>', text, re.DOTALL)[0]
    words = re.sub(r"<[^>]+>", " ", part).replace("Choose a value to see the cell it came from", "")
    return re.sub(r"\s+", " ", words).strip()


def test_it_is_word_for_word_what_the_authority_reads(enter, seizure):
    mine = eyes(page(enter("border-officer"), seizure, f"seen-by/{agency(POLICE_KZ)}/"))
    theirs = page(enter(POLICE_KZ), seizure, "")
    assert said(mine) == said(theirs)
    assert "Turkmenistan" not in mine
    assert 'id="release"' not in mine


def test_a_stranger_sees_nothing(enter, seizure):
    text = page(enter("border-officer"), seizure, f"seen-by/{agency('example-police-kg')}/")
    assert eyes(text) == ""
    assert "does not exist" in text


def test_after_a_release_that_is_being_prepared_and_nothing_of_it_stays(enter, seizure, as_role):
    officer = enter("border-officer")
    query = f"?to={state('KG')}&until={SOON}"
    text = page(officer, seizure, f"seen-by/{agency('example-police-kg')}/{query}")
    assert "After a release to: Kyrgyzstan" in text or "After a release to Kyrgyzstan" in text
    assert "сведения источника" in eyes(text)
    assert seen_by(actor("example-police-kg")) == set()
    with viewing(actor("border-officer")):
        assert Seizure.objects.get().version == 1
    with as_role("worker"):
        assert not OutboxRow.objects.filter(record_id=seizure.pk, kind="seizure.released").exists()


def test_the_viewer_is_the_provider_again_afterwards(enter, seizure):
    text = page(enter("border-officer"), seizure, f"seen-by/{agency('example-police-kg')}/")
    assert "Herat" not in text  # nothing of theirs
    with viewing(actor("border-officer")):
        assert Seizure.objects.filter(pk=seizure.pk).exists()


def test_reports_that_the_provider_does_not_see_stay_unseen(enter, bank, as_role):
    same = {"seizure_date": dt.date(2024, 3, 5), "quantity": 123.456, "kg": 123.456}
    with as_role("worker"):
        (mine,) = record([same], audience=[state("KZ")])
        (theirs,) = record([same], provider="example-customs-kz")
        follow()
    own = page(enter("liaison-a"), mine, "")
    assert str(theirs.pk) in own
    text = page(enter("border-officer"), mine, f"seen-by/{agency('example-customs-kz')}/")
    assert str(theirs.pk) not in text


def test_looking_is_entered_in_the_journal_where_no_recipient_finds_it(enter, seizure, as_role):
    page(enter("border-officer"), seizure, f"seen-by/{agency(POLICE_KZ)}/")
    page(enter("border-officer"), seizure, "three-eyes/")
    with as_role("worker"):
        follow()
        assert EntryRow.objects.filter(kind="view.as", actor_id=actor("border-officer").user).count() == 2
    for who in (POLICE_KZ, "stranger-c"):
        with viewing(actor(who)):
            assert not EntryRow.objects.filter(kind="view.as").exists()


def test_three_eyes_side_by_side(enter, seizure):
    text = page(enter("border-officer"), seizure, "three-eyes/")
    owner, recipient, stranger = text.split('class="col-12 col-lg-4"')[1:]
    assert "сведения источника" in owner
    assert "сведения источника" in recipient
    assert "Example police, Kazakhstan" in recipient or "Turkmenistan" in recipient
    assert "does not exist" in stranger


def test_who_can_see_it_is_told_authority_by_authority_with_its_end(enter, seizure):
    officer = enter("border-officer")
    basis = {"basis": "agreement of 2006", "purpose": "case 17"}
    officer.post(f"/records/{seizure.pk}/release/", {"to": state("KG"), "until": SOON.isoformat()} | basis)
    text = page(officer, seizure, "seen-by/")
    seeing = re.search(r'id="seeing-title".*?</section>', text, re.DOTALL)[0]
    assert re.search(r"Example police, Kyrgyzstan.*?Kyrgyzstan.*?" + str(SOON.year), seeing, re.DOTALL)
    assert "Example police, Kazakhstan" in seeing
    assert "Example customs, Kazakhstan" not in seeing


def test_a_release_being_prepared_shows_who_would_be_new(enter, seizure):
    text = page(enter("border-officer"), seizure, f"seen-by/?to={state('KG')}")
    assert "not released yet" in text
    assert re.search(r"Example police, Kyrgyzstan</bdi></a> <span[^>]*>new", text)


@pytest.mark.parametrize("tail", ["seen-by/", "seen-by/{}/", "three-eyes/"])
@pytest.mark.parametrize("who", [POLICE_KZ, "example-police-kg"])
def test_nobody_but_the_provider_finds_these_pages(enter, seizure, tail, who):
    page(enter(who), seizure, tail.format(agency(POLICE_KZ)), status=404)


def test_an_authority_that_there_is_not_is_not_found(enter, seizure):
    page(enter("border-officer"), seizure, "seen-by/999999/", status=404)
    page(enter("border-officer"), seizure, f"seen-by/{state('KZ')}/", status=404)


def test_a_withheld_part_is_withheld_there_too(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/mark/", {"part": "narrative", "who": "nobody", "version": 1})
    assert "сведения источника" not in eyes(page(officer, seizure, f"seen-by/{agency(POLICE_KZ)}/"))
