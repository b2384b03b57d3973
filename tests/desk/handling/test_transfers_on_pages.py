"""The form of a release asks for a basis where persons are told of; the provider reads what was decided."""

import pytest

from builders.reports import agency_number
from builders.rows import seizure_row
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.rules import Marking
from chorsu.handling.viewer import viewing
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
