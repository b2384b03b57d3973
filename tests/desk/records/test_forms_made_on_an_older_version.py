"""A form that was made before somebody else changed the record is refused in one line, which says what was changed."""

import datetime as dt

import pytest
from django.urls import reverse

from builders.releasing import act, agency
from builders.seizures import record
from chorsu.kernel.clock import now
from chorsu.records.models import Seizure
from chorsu.records.services import correct


@pytest.fixture
def seizure(bank, as_role):
    with as_role("worker"):
        return record([{"place": "Termez"}], audience=[2])[0]


def forms(page, seizure):
    """What an officer sends from a page made of this version, and what then stands otherwise."""
    day = (now() + dt.timedelta(days=200)).date().isoformat()
    said = {
        "record-release": {"to": [agency("example-customs-uz")]},
        "record-recall": {"recall": ["all"], "reason": "a mistake"},
        "record-withdraw": {"reason": "a mistake"},
        "record-correct": {"reason": "a mistake", "place": "Denov"},
        "record-erase": {"ground": "court", "words": "decision 7"},
        "record-conditions": {"use": ["H1"], "pointer": "nothing", "review": day, "reason": "needed"},
        "review-extend": {"review": day, "reason": "needed"},
        "record-mark": {"part": "narrative", "who": "provider"},
    }
    return said[page] | {"version": str(seizure.version)}


PAGES = (
    "record-release", "record-recall", "record-withdraw", "record-correct", "record-erase", "record-conditions",
    "review-extend", "record-mark",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_it_is_refused_and_says_what_was_changed(seizure, enter, as_role, page):
    client, sent = enter("border-officer"), forms(page, seizure)
    act(correct, "border-officer", seizure, changes={"place": "Sherobod"}, reason="a slip")
    with as_role("worker"):
        before = Seizure.objects.values().get(pk=seizure.pk)
    answer = client.post(reverse(page, args=[seizure.pk]), sent, follow=True)
    assert "Place: Termez → Sherobod" in answer.text
    assert "changed in the meantime" in answer.text
    with as_role("worker"):
        assert Seizure.objects.values().get(pk=seizure.pk) == before


@pytest.mark.parametrize("page", PAGES)
def test_on_the_version_that_stands_it_is_not_refused_for_that(seizure, enter, page):
    answer = enter("border-officer").post(reverse(page, args=[seizure.pk]), forms(page, seizure), follow=True)
    assert "changed in the meantime" not in answer.text


@pytest.mark.parametrize(
    "page", ["record-release", "record-recall", "record-withdraw", "record-erase", "review-extend"]
)
def test_the_page_sends_the_version_that_it_shows(seizure, enter, page):
    act(correct, "border-officer", seizure, changes={"place": "Sherobod"}, reason="a slip")
    chosen = {"to": [agency("example-customs-uz")], "recall": ["all"]}
    text = enter("border-officer").get(reverse("record", args=[seizure.pk]), chosen).text
    form = text.split(f'action="{reverse(page, args=[seizure.pk])}"')[1].split("</form>")[0]
    assert 'name="version" value="2"' in form
