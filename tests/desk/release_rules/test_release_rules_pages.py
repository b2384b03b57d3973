"""A rule is looked at before it is in force, made by one officer, approved by another, and switched off."""

import re

import pytest

from builders.releasing import state
from builders.seizures import follow, record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.records.models import ReleaseRule
from chorsu.records.release_rules.applying import release_by_rule

HEROIN = {"name": "Heroin over 1 kg", "substance": "heroin", "least": "1", "days": "365", "try": "1"}


def asked(**said):
    return HEROIN | {"to": [state("KG"), state("TM")], "eyes": "1"} | said


def rules():
    with viewing(actor("border-officer")):
        return list(ReleaseRule.objects.all())


def test_a_dry_run_is_read_before_anything_is_made(enter, as_role):
    with as_role("worker"):
        record([{"quantity": 2.0}, {"quantity": 0.2}])
    text = enter("border-officer").get("/records/release-rules/new/", asked()).content.decode()
    assert "Of 2 records of the last year it means 1." in text
    assert re.search(r"Example police, Kyrgyzstan</bdi></td><td[^>]*>1<", text)
    assert "Make this rule, to be approved" in text
    assert rules() == []


def test_made_by_one_approved_by_another_switched_off_by_any(enter, bank):
    officer, colleague = enter("border-officer"), enter("liaison-b")
    assert "second officer" in officer.post("/records/release-rules/make/", asked(), follow=True).content.decode()
    (rule,) = rules()
    assert rule.waits
    assert "Approve" not in officer.get("/records/release-rules/").content.decode()
    refused = officer.post(f"/records/release-rules/{rule.pk}/approve/", follow=True)
    assert "Another officer" in refused.content.decode()
    colleague.post(f"/records/release-rules/{rule.pk}/approve/")
    assert rules()[0].in_force
    officer.post(f"/records/release-rules/{rule.pk}/off/")
    assert not rules()[0].in_force


def test_a_rule_that_cannot_be_meant_comes_back_with_a_line(enter, bank):
    text = enter("border-officer").get("/records/release-rules/new/", asked(least="much")).content.decode()
    assert "form-error" in text
    answer = enter("border-officer").post("/records/release-rules/make/", asked(to=[]), follow=True)
    assert "Choose a state, an agency or a group." in answer.content.decode()
    assert 'value="Heroin over 1 kg"' in answer.content.decode()
    assert rules() == []


@pytest.mark.parametrize("act", ["approve", "off"])
def test_another_agencys_rule_is_not_there(enter, bank, act):
    enter("border-officer").post("/records/release-rules/make/", asked())
    (rule,) = rules()
    stranger = enter("stranger-c")
    assert "Heroin" not in stranger.get("/records/release-rules/").content.decode()
    assert stranger.post(f"/records/release-rules/{rule.pk}/{act}/").status_code == 404


def test_the_history_of_a_record_says_which_rule_released_it(enter, as_role):
    officer = enter("border-officer")
    officer.post("/records/release-rules/make/", {name: value for name, value in asked().items() if name != "eyes"})
    with as_role("worker"):
        (heavy,) = record([{"quantity": 2.0}])
        follow()
        while release_by_rule():
            pass
        follow()
    text = officer.get(f"/records/{heavy.pk}/").content.decode()
    assert "by the standing release rule: Heroin over 1 kg" in text
    assert "Heroin over 1 kg" not in enter("stranger-c").get(f"/records/{heavy.pk}/").content.decode()
