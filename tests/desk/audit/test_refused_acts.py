"""What was asked for and not done is entered as refused, told as such, and counts as no reading."""

import pytest
from django.urls import reverse

from builders.releasing import agency
from builders.seizures import record
from builders.trail import numbered
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.records.readers import readers_of
from staff import enter_staff


@pytest.fixture
def seizure(bank, as_role):
    with as_role("worker"):
        return record([{}], audience=[2])[0]


REFUSED = {
    "a release to nobody": ("border-officer", "record-release", {}),
    "a recall without a reason": ("border-officer", "record-recall", {"recall": ["all"]}),
    "a correction by another": ("stranger-c", "record-correct", {"version": "1", "reason": "x", "place": "Elsewhere"}),
    "a correction of an older version": ("border-officer", "record-correct", {"version": "7", "reason": "x", "place": "A"}),
    "a withdrawal without a reason": ("border-officer", "record-withdraw", {}),
    "a withdrawal by another": ("stranger-c", "record-withdraw", {"reason": "wrong"}),
    "conditions that cannot be": ("border-officer", "record-conditions", {"version": "1", "review": "1999-01-01"}),
    "a part that is none": ("border-officer", "record-parts", {}),
    "an erasure without a ground": ("border-officer", "record-erase", {"sure": "on"}),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_entered_as_refused_and_is_in_nobodys_count(seizure, enter, as_role, connect, what):
    who, page, sent = REFUSED[what]
    name = {"record-parts": "record-mark"}.get(page, page)
    enter(who).post(reverse(name, args=[seizure.pk]), sent)
    entries = [one for one in numbered(as_role, connect) if one["page"] == name]
    assert [one["act"] for one in entries] == ["refused"]
    with viewing(actor("border-officer")):
        assert [one.act for one in readers_of(seizure.pk)] == []


def test_what_is_done_is_entered_as_done(seizure, enter, as_role, connect):
    sent = {"to": [agency("example-customs-uz")]}
    enter("border-officer").post(reverse("record-release", args=[seizure.pk]), sent)
    assert [one["act"] for one in numbered(as_role, connect) if one["page"] == "record-release"] == ["release"]


def test_the_auditors_page_says_so(seizure, enter, as_role, connect):
    enter("border-officer").post(reverse("record-withdraw", args=[seizure.pk]), {})
    (entry,) = [one for one in numbered(as_role, connect) if one["page"] == "record-withdraw"]
    enter_staff(as_role)
    page = enter("auditor").get(reverse("audit-entry", args=[entry["number"]])).text
    assert "Asked, and was refused" in page
    assert "refused, and told why (302)" in page


def test_a_page_before_the_second_factor_was_not_read(seizure, enter, as_role, connect, settings):
    settings.CHORSU_EXAMPLE = False
    assert enter("stranger-c").get(reverse("record", args=[seizure.pk]))["Location"] == reverse("mfa_index")
    numbered(as_role, connect)
    with viewing(actor("border-officer")):
        assert readers_of(seizure.pk) == []
