"""Releases that leave somebody out, stand by themselves and fall by themselves; the conditions that go with them."""

import datetime as dt
from dataclasses import replace

import pytest

from builders.releasing import act, agency, state
from builders.seizures import record, seen_by
from cast import actor
from chorsu.directory.models import Group
from chorsu.handling.marking import Handling
from chorsu.handling.rules import COURT, Act, decide
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.audiences import term_key
from chorsu.records.conditions import Conditions, set_conditions
from chorsu.records.models import Seizure
from chorsu.records.services import recall, release_to
from chorsu.records.terms import recall_terms

OWNER = "border-officer"
FRIDAY = dt.timedelta(days=3)


def group():
    return Group.objects.get(code="example-northern-route").pk


def release(seizure, principals, **said):
    return act(release_to, OWNER, seizure, principals=principals, **({"until": None} | said)).marking


def condition(seizure, reason="", days=30, who=OWNER, **said):
    wanted = Conditions(Handling(**said), now() + dt.timedelta(days=days))
    return act(set_conditions, who, seizure, conditions=wanted, reason=reason).marking


def test_two_states_but_one_agency_until_a_day(seizure):
    until = now() + FRIDAY
    marking = release(seizure, [state("KZ"), state("KG")], but=[agency("example-customs-kz")], until=until)
    assert seen_by(actor("example-police-kz")) == seen_by(actor("example-police-kg")) == {seizure.pk}
    assert seen_by(actor("liaison-a")) == set()  # of the customs, which are left out
    assert not decide(actor("example-police-kg"), marking, Act.SEE, until).allowed


def test_within_one_operation_alone(seizure):
    release(seizure, [state("KZ")], operation=group())
    assert seen_by(actor("liaison-a")) == {seizure.pk}
    assert seen_by(actor("example-police-kz")) == set()


def test_one_release_falls_and_the_other_stands(seizure):
    release(seizure, [state("KZ")], until=now() + FRIDAY)
    marking = release(seizure, [state("KG")], until=now() + 2 * FRIDAY)
    first = next(term for term in marking.releases if state("KZ") in term.to)
    act(recall_terms, OWNER, seizure, terms=[term_key(first)], reason="by mistake")
    assert seen_by(actor("liaison-a")) == set()
    assert seen_by(actor("example-police-kg")) == {seizure.pk}
    with pytest.raises(InputError):
        act(recall_terms, OWNER, seizure, terms=[term_key(first)], reason="again")


def test_a_release_after_a_recall_by_name_reaches_again(seizure):
    release(seizure, [state("KZ"), state("KG")], but=[agency("example-customs-kz")])
    act(recall, OWNER, seizure, principals=[state("KZ")], reason="by mistake")
    assert seen_by(actor("example-police-kz")) == set()
    assert seen_by(actor("example-police-kg")) == {seizure.pk}


@pytest.mark.parametrize(
    "said",
    [
        {"but": ["KZ"]},
        {"operation": "KZ"},
        {"principals": ["provider"]},
        {"but": ["provider"]},
    ],
)
def test_what_cannot_be_meant_is_refused(seizure, said):
    numbers = {"KZ": state("KZ"), "provider": seizure.provider_id}
    told = {
        name: [numbers[one] for one in value] if isinstance(value, list) else numbers[value]
        for name, value in said.items()
    }
    with pytest.raises(InputError):
        release(seizure, **({"principals": [state("KZ")]} | told))
    assert seen_by(actor("liaison-a")) == set()


def test_conditions_bind_those_reached(seizure):
    release(seizure, [state("KZ")])
    marking = condition(
        seizure, use=frozenset({"H0", "H1"}), dissemination=frozenset({"H2"}), purposes=frozenset({"drugs"})
    )
    reader = actor("liaison-a")
    assert not decide(reader, marking, Act.PASS_ON, now()).allowed
    assert not decide(replace(reader, purpose=COURT), marking, Act.USE, now()).allowed
    assert decide(replace(reader, purpose="drugs"), marking, Act.USE, now()).allowed


def test_the_bank_keeps_what_was_said(seizure):
    said = {
        "use": frozenset({"H0", "H3"}), "restriction": "not to be told to the press", "source_grade": "B",
        "information_grade": "3", "graded_as": "5x5x5:B32", "pointer": "contact", "contact": "duty desk",
        "countable": True, "tlp": "AMBER",
    }  # fmt: skip
    condition(seizure, **said)
    from chorsu.handling.viewer import viewing

    with viewing(actor(OWNER)):
        assert Seizure.objects.get().marking.handling == Handling(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"use": frozenset({"H3"})},
        {"restriction": "words without H3"},
        {"use": frozenset({"H9"})},
        {"dissemination": frozenset({"H1"})},
        {"pointer": "contact"},
        {"source_grade": "B"},
        {"source_grade": "Z", "information_grade": "1"},
        {"purposes": frozenset({"nonsense"})},
        {"tlp": "PINK"},
    ],
)
def test_conditions_that_cannot_be_meant_are_refused(seizure, said):
    with pytest.raises(InputError):
        condition(seizure, **said)


def test_putting_a_review_off_needs_a_reason_and_stays_within_three_years(seizure):
    condition(seizure, days=30)
    with pytest.raises(InputError):
        condition(seizure, days=60)
    assert condition(seizure, days=60, reason="the case goes on").review_by > now() + dt.timedelta(days=59)
    with pytest.raises(InputError):
        condition(seizure, days=3 * 365 + 2, reason="for ever")


def test_a_recipient_sets_no_conditions(bank, as_role):
    with as_role("worker"):
        (seizure,) = record([{}], audience=[state("KZ")])
    with pytest.raises(RefusedError):
        condition(seizure, who="liaison-a", dissemination=frozenset({"H2"}))
