"""Where the records say otherwise, "nothing to report" is asked back about before it is stored; one press confirms."""

import re

import pytest

from builders.return_forms import answered, form, text_of
from builders.returns import filed
from builders.seizures import record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.returns.models import Return

MARCH = {"year": "2024", "part": "03"}


@pytest.fixture
def seizures(as_role, bank):
    with as_role("worker"):
        record([{}, {"substance": "opium", "substance_group": "opioids"}])


def stored():
    with viewing(actor("border-officer")):
        return list(Return.objects.filter(kind="nil"))


def reports(client, **more):
    return client.post("/returns/nothing/", form(**({"note": "as looked up"} | MARCH | more)))


def test_own_seizures_are_shown_and_one_press_confirms(enter, seizures):
    client = enter("border-officer")
    answer = reports(client)
    assert (answer.status_code, stored()) == (422, [])
    assert "2 own seizures of this period stand on record" in text_of(answer)
    assert 'value="as looked up"' in answer.content.decode()
    address = re.search(r'href="(/records/\?[^"]+)"[^>]*>Show them', answer.content.decode())[1].replace("&amp;", "&")
    assert client.get(address).content.decode().count("data-href") == 2
    assert reports(client, **answered(answer)).status_code == 302
    assert [one.period for one in stored()] == ["2024-03"]


def test_only_seizures_of_what_is_reported_speak_against_it(enter, seizures):
    client = enter("border-officer")
    assert "1 own seizure of this period" in text_of(reports(client, subject="substance:opium"))
    for subject in ("substance:precursors", "indicator:persons"):
        assert reports(client, subject=subject).status_code == 302


def test_a_period_that_nothing_speaks_against_is_filed_at_once(enter, seizures):
    assert reports(enter("border-officer"), part="05").status_code == 302


def test_a_period_that_still_runs_is_asked_about(enter, bank):
    client, today = enter("border-officer"), now().date()
    running = {"year": str(today.year), "part": f"{today.month:02d}"}
    answer = reports(client, **running)
    assert (answer.status_code, stored()) == (422, [])
    assert "The period still runs" in text_of(answer)
    assert reports(client, **running, **answered(answer)).status_code == 302


def test_another_state_than_the_own_is_asked_about(enter, bank):
    client = enter("border-officer")
    answer = reports(client, country="KZ")
    assert (answer.status_code, stored()) == (422, [])
    assert "It is said of Kazakhstan" in text_of(answer)
    assert reports(client, country="KZ", **answered(answer)).status_code == 302


def test_own_figures_of_the_period_are_told(enter, bank):
    one = filed(("Heroin", "1"), period="2024-03")
    answer = reports(enter("border-officer"))
    assert "An own return with figures for March 2024 of Uzbekistan stands on record" in text_of(answer)
    assert f'href="/returns/{one.pk}/"' in answer.content.decode()


def test_an_answer_to_other_questions_confirms_nothing(enter, seizures):
    client = enter("border-officer")
    other = answered(reports(client, country="KZ", part="05"))
    assert reports(client, **other).status_code == 422
    assert stored() == []


def test_of_the_seizures_of_others_nothing_is_said(enter, as_role, bank):
    with as_role("worker"):
        record([{"country": "KZ"}], provider="example-customs-kz")
    assert reports(enter("border-officer")).status_code == 302
