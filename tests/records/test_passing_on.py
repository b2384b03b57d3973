"""What is passed on keeps the limits that it came with, goes round nothing that its provider set, and falls with it."""

import datetime as dt

import pytest

from builders.seizures import record, seen_by
from cast import actor
from chorsu.desk.handling.passing import carry_out_passings
from chorsu.directory.models import Agency, Group, State
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records import services
from chorsu.records.audiences import term_key
from chorsu.records.models import Permission, Seizure
from chorsu.records.permissions.services import answer, ask
from chorsu.records.recalls.selectors import closed_to
from chorsu.records.terms import recall_terms

PROVIDER, PASSER, OTHER = "border-officer", "liaison-a", "stranger-c"
SOON = dt.timedelta(days=3)


def state(code):
    return State.objects.get(code=code).pk


def does(service, who=PROVIDER, **said):
    officer = actor(who)
    with viewing(officer):
        return service(actor=officer, at=now(), **said)


@pytest.fixture
def seizure(bank, as_role):
    with as_role("worker"):
        (found,) = record([{}])
    return found


@pytest.fixture
def passes(seizure, as_role):
    """Pass the seizure on; the state of the request afterwards."""

    def act(*codes, who=PASSER):
        said = {"purpose": "case 17", "deadline": "3d", "to": [state(code) for code in codes]}
        one = does(ask, who, seizure=seizure.pk, kind="pass-on", **said)
        with as_role("worker"):
            carry_out_passings()
            return Permission.objects.get(pk=one.pk)

    return act


def release(seizure, *codes, until=None, but=(), operation=None):
    to = [MEMBERS if code == "members" else state(code) for code in codes]
    left_out = [state(code) for code in but]
    does(services.release_to, seizure=seizure.pk, principals=to, until=until, but=left_out, operation=operation)


def recalled(seizure, *principals):
    does(services.recall, seizure=seizure.pk, principals=list(principals), reason="wrong", told="")


def grant(one, until=None):
    does(answer, permission=one.pk, granted=True, ground="", conditions="", until=until)


def terms_of(seizure, as_role):
    with as_role("worker"):
        return Seizure.objects.get(pk=seizure.pk).marking.releases


def test_it_is_passed_on_at_once_where_the_provider_set_nothing_else(seizure, passes):
    release(seizure, "KZ")
    assert passes("TM").state == "passed"
    assert seen_by(actor(OTHER)) == {seizure.pk}


def test_the_provider_is_asked_where_it_left_the_recipient_out_of_a_release(seizure, passes):
    release(seizure, "members", but=["TM"])
    assert passes("TM").state == "asked"
    assert seen_by(actor(OTHER)) == set()


def test_the_provider_is_asked_where_it_excluded_the_recipient_by_name(seizure, passes):
    release(seizure, "members")
    does(services.exclude, seizure=seizure.pk, principals=[state("TM")], reason="their request")
    assert passes("TM").state == "asked"


def test_the_provider_is_asked_where_it_took_the_record_back_from_the_recipient(seizure, passes):
    release(seizure, "KZ", "TM")
    recalled(seizure, state("TM"))
    assert passes("TM").state == "asked"
    assert seen_by(actor(OTHER)) == set()


def test_the_provider_is_asked_where_it_gave_the_recipient_an_end(seizure, passes, as_role):
    release(seizure, "KZ")
    release(seizure, "TM", until=now() + SOON)
    assert passes("TM").state == "asked"
    assert [term.until is None for term in terms_of(seizure, as_role) if state("TM") in term.to] == [False]


def test_what_is_passed_on_ends_when_the_access_it_comes_from_does(seizure, passes, as_role):
    end = now() + SOON
    release(seizure, "KZ", until=end)
    assert passes("TM").state == "passed"
    assert [term.until for term in terms_of(seizure, as_role) if state("TM") in term.to] == [end]


def test_what_is_had_within_an_operation_is_passed_on_within_it_alone(seizure, passes, as_role):
    group = Group.objects.get(code="example-northern-route")
    with as_role("owner"):
        group.agencies.add(Agency.objects.get(code="example-police-kz"), Agency.objects.get(code="example-customs-kz"))
        group.agencies.remove(Agency.objects.get(code="example-customs-tm"))
    release(seizure, "KZ", operation=group.pk)
    assert passes("TM").state == "passed"
    assert seen_by(actor(OTHER)) == set()
    assert [term.operation for term in terms_of(seizure, as_role)] == [group.pk, group.pk]


def test_a_grant_adds_a_term_and_leaves_what_the_provider_set(seizure, passes, as_role):
    end = now() + SOON
    release(seizure, "members", but=["TM", "AZ"])
    release(seizure, "TM", until=end)
    before = terms_of(seizure, as_role)
    grant(passes("TM"), until=end - dt.timedelta(days=1))
    after = terms_of(seizure, as_role)
    assert after[: len(before)] == before
    assert [(set(term.to), term.until) for term in after[len(before) :]] == [
        ({state("TM")}, end - dt.timedelta(days=1))
    ]
    assert seen_by(actor(OTHER)) == {seizure.pk}


def test_a_grant_keeps_the_end_of_what_it_comes_from(seizure, passes, as_role):
    end = now() + SOON
    release(seizure, "KZ", until=end)
    release(seizure, "TM", until=end - dt.timedelta(days=1))
    grant(passes("TM"))
    assert max(term.until for term in terms_of(seizure, as_role) if state("TM") in term.to) == end


def test_a_grant_takes_nobody_out_of_the_exclusions(seizure, passes):
    release(seizure, "members")
    does(services.exclude, seizure=seizure.pk, principals=[state("TM")], reason="their request")
    one = passes("TM")
    with pytest.raises(InputError):
        grant(one)
    assert seen_by(actor(OTHER)) == set()


def test_a_recall_reaches_those_to_whom_the_record_was_passed_on(seizure, passes):
    release(seizure, "KZ")
    passes("TM")
    passes("RU", who=OTHER)
    assert seen_by(actor(OTHER)) == {seizure.pk}
    recalled(seizure, state("KZ"))
    assert seen_by(actor(OTHER)) == set()
    for who in (PASSER, OTHER):
        with viewing(actor(who)):
            assert [stone.kind for stone in closed_to(actor(who), now())] == ["recalled"]


def test_a_recall_leaves_those_whom_the_provider_released_to_by_itself(seizure, passes, as_role):
    release(seizure, "KZ", "AZ")
    passes("TM")
    release(seizure, "TM", until=now() + SOON)
    recalled(seizure, state("KZ"))
    assert seen_by(actor(OTHER)) == {seizure.pk}


def test_a_release_taken_back_takes_what_was_passed_on_with_it(seizure, passes, as_role):
    release(seizure, "KZ", until=now() + SOON)
    passes("TM")
    (term,) = [one for one in terms_of(seizure, as_role) if one.by is None]
    does(recall_terms, seizure=seizure.pk, terms=[term_key(term)], reason="wrong")
    assert seen_by(actor(OTHER)) == set()


def test_an_earlier_end_is_the_end_of_what_was_passed_on_too(seizure, passes, as_role):
    release(seizure, "KZ")
    passes("TM")
    end = now() + SOON
    release(seizure, "KZ", until=end)
    assert {term.until for term in terms_of(seizure, as_role)} == {end}


def test_two_that_passed_it_on_to_each_other_do_not_keep_it_alive(seizure, passes):
    release(seizure, "KZ")
    passes("TM")
    passes("KZ", who=OTHER)
    recalled(seizure, state("KZ"))
    assert seen_by(actor(PASSER)) == seen_by(actor(OTHER)) == set()


def test_a_recall_from_a_state_reaches_an_agency_of_it_that_is_named_by_itself(seizure):
    release(seizure, "KZ")
    police = Agency.objects.get(code="example-police-kz").pk
    does(services.release_to, seizure=seizure.pk, principals=[police], until=now() + SOON)
    recalled(seizure, state("KZ"))
    assert seen_by(actor("example-police-kz")) == seen_by(actor(PASSER)) == set()


def test_a_recall_from_a_group_reaches_its_agencies_whose_state_has_the_record_too(seizure, as_role):
    group = Group.objects.get(code="example-northern-route")
    with as_role("owner"):
        group.agencies.set([Agency.objects.get(code="example-customs-tm")])
    does(services.release_to, seizure=seizure.pk, principals=[group.pk, state("TM"), state("KZ")], until=None)
    recalled(seizure, group.pk)
    assert seen_by(actor(OTHER)) == set()
    assert seen_by(actor(PASSER)) == {seizure.pk}
    does(services.release_to, seizure=seizure.pk, principals=[group.pk], until=None)
    assert seen_by(actor(OTHER)) == {seizure.pk}


def test_what_sql_of_a_recipient_says_of_a_passing_is_not_believed(seizure, as_role, connect):
    release(seizure, "KZ")
    centre = Agency.objects.get(code="example-centre").pk
    one = does(ask, PASSER, seizure=seizure.pk, kind="pass-on", to=[state("TM")], purpose="case 17", deadline="3d")
    connect("owner").execute('UPDATE records_permission SET "to" = %s', [[centre]])
    with as_role("worker"):
        carry_out_passings()
        assert Permission.objects.get(pk=one.pk).state == "asked"
    assert seen_by(actor("analyst")) == set()
