"""A nil return says what was reported of its subject; a withdrawn one stands beside nothing, on its own page too."""

import re

import pytest

from builders.return_forms import form, text_of
from builders.returns import filed, nil
from builders.seizures import record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.returns.models import Return
from chorsu.returns.services import withdraw_return


@pytest.fixture
def bankful(bank, as_role):
    with as_role("worker"):
        record([{}, {"substance": "opium", "substance_group": "opioids"}])


def test_a_nil_return_says_what_stands_against_it(enter, bankful):
    client = enter("border-officer")
    against, beside = nil(subject="substance:opium"), nil(subject="substance:precursors")
    page = client.get(f"/returns/{against.pk}/")
    assert "Yet 1 seizure of it in this period stands on record" in text_of(page)
    address = re.search(r'href="(/records/\?[^"]+)"[^>]*>Show them', page.content.decode())[1].replace("&amp;", "&")
    assert client.get(address).content.decode().count("data-href") == 1
    assert "stands on record" not in text_of(client.get(f"/returns/{beside.pk}/"))


def test_figures_of_another_subject_do_not_speak_against_a_nil_return(enter, bank):
    client = enter("border-officer")
    one = nil(subject="substance:cannabis", period="2024-05")
    same = filed(("Cannabis", "1"), ("Heroin", "2"), period="2024-05")
    assert "somebody states figures" in text_of(client.get(f"/returns/{one.pk}/"))
    officer = actor("border-officer")
    with viewing(officer):
        withdraw_return(identifier=same.pk, reason="x", actor=officer, at=now())
    filed(("Heroin", "2"), period="2024-05")
    assert "somebody states figures" not in text_of(client.get(f"/returns/{one.pk}/"))


def test_a_withdrawn_return_compares_itself_with_nothing(enter, bankful):
    client, officer = enter("border-officer"), actor("border-officer")
    one = filed(("Total", "9", "kg", "stated"), ("Heroin", "1"), period="2024-03")
    standing = text_of(client.get(f"/returns/{one.pk}/"))
    assert ("Why the figures differ" in standing, "Our events" in standing) == (True, True)
    with viewing(officer):
        withdraw_return(identifier=one.pk, reason="wrong year", actor=officer, at=now())
    said = text_of(client.get(f"/returns/{one.pk}/"))
    assert "it stands beside nothing" in said
    assert "Figures as received" in said
    for gone in ("Why the figures differ", "Our events", "side by side", "Rows, each substance once"):
        assert gone not in said


@pytest.mark.parametrize("subject", ["nonsense", "substance:", "substance:nonsense", "indicator:", ":opium"])
def test_an_unknown_subject_is_refused(enter, bank, subject):
    answer = enter("border-officer").post("/returns/nothing/", form(year="2024", part="05", subject=subject))
    assert (answer.status_code, "Choose from the list" in text_of(answer)) == (422, True)
    with viewing(actor("border-officer")):
        assert not Return.objects.exists()
