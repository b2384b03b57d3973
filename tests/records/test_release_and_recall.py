"""Only the provider widens or narrows an audience; lots and versions go with the record; what has ended stays ended."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.reports import agency_number
from builders.seizures import record, seen_by
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.rules import Act, Actor, Marking, Release, decide
from chorsu.handling.viewer import viewing
from chorsu.journal.models import OutboxRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.audiences import released
from chorsu.records.models import Lot, Seizure, Version
from chorsu.records.services import correct, exclude, recall, release_to

MEMBERS = 2
AT = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def release(seizure, who, principals, until=None):
    officer = actor(who)
    with viewing(officer):
        return release_to(seizure=seizure.pk, principals=principals, until=until, actor=officer, at=now())


def take_back(seizure, who, principals):
    officer = actor(who)
    with viewing(officer):
        return recall(seizure=seizure.pk, principals=principals, reason="by mistake", actor=officer, at=now())


def state(code):
    return State.objects.get(code=code).pk


def test_a_release_is_seen_at_once_and_a_recall_hides_again(seizure):
    assert seen_by(actor("liaison-a")) == set()
    release(seizure, "border-officer", [state("KZ")])
    assert seen_by(actor("liaison-a")) == {seizure.pk}
    assert seen_by(actor("stranger-c")) == set()
    take_back(seizure, "border-officer", [state("KZ")])
    assert seen_by(actor("liaison-a")) == set()


def test_the_liaison_officer_of_the_providers_state_may_release_and_the_recipient_may_not(seizure):
    release(seizure, "liaison-b", [state("KZ")])
    with pytest.raises(RefusedError):
        release(seizure, "liaison-a", [state("TM")])
    assert seen_by(actor("stranger-c")) == set()


def test_who_does_not_see_a_record_is_told_that_there_is_none(seizure):
    with pytest.raises(AbsentError) as of_the_hidden:
        release(seizure, "stranger-c", [state("TM")])
    seizure.pk = "01a21046-0000-7000-8000-000000000000"
    with pytest.raises(AbsentError) as of_the_absent:
        release(seizure, "stranger-c", [state("TM")])
    assert str(of_the_hidden.value) == str(of_the_absent.value)


def test_lots_and_versions_go_where_the_record_goes(seizure):
    officer = actor("border-officer")
    release(seizure, "border-officer", [state("KZ")])
    with viewing(officer):
        changes = {"lots": {1: {"quantity": "2"}}}
        correct(seizure=seizure.pk, changes=changes, reason="weighed", actor=officer, at=now())
    with viewing(actor("liaison-a")):
        assert Lot.objects.get().quantity == 2.0
        assert [version.act for version in Version.objects.all()] == ["corrected"]
    take_back(seizure, "border-officer", None)
    with viewing(actor("liaison-a")):
        assert not Lot.objects.exists()
        assert not Version.objects.exists()


def test_what_was_before_a_release_is_for_the_provider_alone(seizure):
    release(seizure, "border-officer", [state("KZ")])
    release(seizure, "border-officer", [state("TM")])
    with viewing(actor("liaison-a")):
        assert not Version.objects.exists()
    with viewing(actor("border-officer")):
        assert [version.act for version in Version.objects.all()] == ["released", "released"]


def test_a_release_that_ended_is_not_revived_by_the_next(bank, as_role):
    with as_role("worker"):
        yesterday = now() - dt.timedelta(days=1)
        (ended,) = record([{}], audience=[MEMBERS], until=yesterday)
    release(ended, "border-officer", [state("KZ")])
    assert seen_by(actor("liaison-a")) == {ended.pk}
    assert seen_by(actor("stranger-c")) == set()


def test_a_release_ends_by_itself(seizure):
    soon = now() + dt.timedelta(days=1)
    after = release(seizure, "border-officer", [state("KZ")], until=soon)
    assert decide(actor("liaison-a"), after.marking, Act.SEE, soon - dt.timedelta(seconds=1)).allowed
    assert not decide(actor("liaison-a"), after.marking, Act.SEE, soon).allowed


def test_an_end_in_the_past_is_refused(seizure):
    with pytest.raises(InputError):
        release(seizure, "border-officer", [state("KZ")], until=now() - dt.timedelta(minutes=1))
    assert seen_by(actor("liaison-a")) == set()


def test_recalling_from_one_state_holds_although_all_members_are_named(bank, as_role):
    with as_role("worker"):
        (open_one,) = record([{}], audience=[MEMBERS, state("KZ")])
    take_back(open_one, "border-officer", [state("KZ")])
    assert seen_by(actor("liaison-a")) == set()
    assert seen_by(actor("stranger-c")) == {open_one.pk}


def test_recalling_from_all_members_leaves_the_state_that_is_named(bank, as_role):
    with as_role("worker"):
        (open_one,) = record([{}], audience=[MEMBERS, state("KZ")])
    take_back(open_one, "border-officer", [MEMBERS])
    assert seen_by(actor("liaison-a")) == {open_one.pk}
    assert seen_by(actor("stranger-c")) == set()


def test_an_exclusion_holds_until_a_release_by_name(bank, as_role):
    officer = actor("border-officer")
    with as_role("worker"):
        (open_one,) = record([{}], audience=[MEMBERS])
    with viewing(officer):
        exclude(seizure=open_one.pk, principals=[state("TM")], reason="their request", actor=officer, at=now())
    assert seen_by(actor("stranger-c")) == set()
    release(open_one, "border-officer", [state("TM")])
    assert seen_by(actor("stranger-c")) == {open_one.pk}


def test_every_act_is_entered_with_the_version_that_it_made(seizure, as_role):
    release(seizure, "border-officer", [state("KZ")])
    take_back(seizure, "border-officer", None)
    with as_role("worker"):
        acts = OutboxRow.objects.filter(record_id=seizure.pk).order_by("id").values_list("kind", "version")
        assert list(acts) == [("seizure.recorded", 1), ("seizure.released", 2), ("seizure.recalled", 3)]
        assert Seizure.objects.get().version == 3


NUMBERS = st.frozensets(st.integers(10, 14), max_size=4)
ENDS = st.sampled_from([None, AT - dt.timedelta(1), AT + dt.timedelta(1)])
TERMS = st.lists(st.builds(Release, st.frozensets(st.integers(10, 14), min_size=1), NUMBERS, ENDS), max_size=2)
MARKINGS = st.builds(Marking, st.integers(10, 14), NUMBERS, NUMBERS, ENDS, releases=TERMS.map(tuple))


def stranger(number):
    return Actor(user=1, name="", principals=frozenset({number}), provides=frozenset(), roles=frozenset())


@given(marking=MARKINGS, named=NUMBERS, until=ENDS, but=NUMBERS, mine=st.integers(10, 14))
def test_a_release_reaches_those_named_and_changes_nothing_for_others(marking, named, until, but, mine):
    if mine == marking.provider:
        return
    after = released(marking, named, until, AT, but=but)
    before = decide(stranger(mine), marking, Act.SEE, AT).allowed
    if mine in named:
        assert decide(stranger(mine), after, Act.SEE, AT).allowed == (mine not in but and until != AT - dt.timedelta(1))
    else:
        assert decide(stranger(mine), after, Act.SEE, AT).allowed == before


def test_each_release_has_an_end_of_its_own(seizure):
    soon = now() + dt.timedelta(days=1)
    release(seizure, "border-officer", [state("KZ")], until=soon)
    after = release(seizure, "border-officer", [state("TM")])
    later = soon + dt.timedelta(seconds=1)
    assert decide(actor("liaison-a"), after.marking, Act.SEE, now()).allowed
    assert not decide(actor("liaison-a"), after.marking, Act.SEE, later).allowed
    assert decide(actor("stranger-c"), after.marking, Act.SEE, later).allowed


def test_a_release_by_a_term_is_seen_by_the_database_too_and_recalled_with_the_rest(seizure):
    soon = now() + dt.timedelta(days=1)
    release(seizure, "border-officer", [state("KZ")], until=soon)
    assert seen_by(actor("liaison-a")) == {seizure.pk}
    with viewing(actor("liaison-a")):
        assert Lot.objects.exists()
    take_back(seizure, "border-officer", [state("KZ")])
    assert seen_by(actor("liaison-a")) == set()
    with viewing(actor("liaison-a")):
        assert not Lot.objects.exists()


def test_agencies_are_numbered(bank):
    assert agency_number("example-border-uz") in actor("border-officer").provides
