"""Every answer of the rule names its reason, and what follows from a marking alone is as its words say."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.handling.marking import EVERYBODY, LONGEST_REVIEW, MEMBERS, Handling, Marking, Release
from chorsu.handling.rules import COURT, NOBODY, Act, Actor, Decision, Role, decide

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
EARLIER, LATER = AT - dt.timedelta(days=1), AT + dt.timedelta(days=1)
PLAIN = Marking(100, frozenset({100, 101}))
CLOSED = PLAIN.only_for_provider()


def officer(agency, *principals, **more):
    carried = frozenset({EVERYBODY, agency, *principals})
    return Actor(1, "", carried, frozenset({agency}), frozenset({Role.OFFICER}), **more)


PROVIDER, RECIPIENT, COLLEAGUE, PARTNER = officer(100, MEMBERS), officer(101), officer(110, MEMBERS), officer(120)
PRESS = replace(COLLEAGUE, roles=frozenset({Role.PRESS}))
IN_COURT = replace(RECIPIENT, purpose=COURT)


def under(**conditions):
    return replace(PLAIN, handling=Handling(**conditions))


@pytest.mark.parametrize(
    ("actor", "marking", "act", "answer"),
    [
        (PROVIDER, CLOSED, Act.SEE, (True, "provider")),
        (RECIPIENT, PLAIN, Act.SEE, (True, "audience")),
        (RECIPIENT, replace(PLAIN, until=LATER), Act.SEE, (True, "audience")),
        (RECIPIENT, replace(PLAIN, until=AT), Act.SEE, (False, "release-ended")),
        (RECIPIENT, replace(PLAIN, exclusions=frozenset({101})), Act.SEE, (False, "excluded")),
        (RECIPIENT, replace(PLAIN, review_by=AT), Act.SEE, (False, "review-overdue")),
        (RECIPIENT, replace(PLAIN, review_by=LATER), Act.SEE, (True, "audience")),
        (RECIPIENT, replace(PLAIN, only_for=frozenset({120})), Act.SEE, (False, "part-withheld")),
        (RECIPIENT, replace(PLAIN, only_for=frozenset({101})), Act.SEE, (True, "audience")),
        (COLLEAGUE, PLAIN, Act.SEE, (False, "not-in-audience")),
        (COLLEAGUE, replace(PLAIN, releases=(Release(frozenset({MEMBERS})),)), Act.SEE, (True, "release")),
        (NOBODY, replace(PLAIN, audience=frozenset({EVERYBODY})), Act.SEE, (False, "not-in-audience")),
        (PROVIDER, CLOSED, Act.RELEASE, (True, "provider")),
        (RECIPIENT, PLAIN, Act.RECALL, (False, "not-provider")),
        (RECIPIENT, PLAIN, Act.EDIT, (False, "not-provider")),
        (COLLEAGUE, PLAIN, Act.POINT, (False, "no-pointer")),
        (COLLEAGUE, under(pointer="contact", contact="x"), Act.POINT, (True, "pointer")),
        (RECIPIENT, under(pointer="contact", contact="x"), Act.POINT, (True, "audience")),
        (PARTNER, under(pointer="contact", contact="x"), Act.POINT, (False, "no-pointer")),
        (COLLEAGUE, PLAIN, Act.COUNT, (False, "not-countable")),
        (COLLEAGUE, under(countable=True), Act.COUNT, (True, "countable")),
        (PARTNER, under(countable=True), Act.COUNT, (False, "not-countable")),
        (COLLEAGUE, PLAIN, Act.USE, (False, "not-in-audience")),
        (IN_COURT, PLAIN, Act.USE, (True, "audience")),
        (IN_COURT, under(use=frozenset({"H1"})), Act.USE, (False, "needs-permission")),
        (
            IN_COURT,
            under(use=frozenset({"H1"}), court_permits=(Release(frozenset({101})),)),
            Act.USE,
            (True, "audience"),
        ),
        (
            IN_COURT,
            under(use=frozenset({"H1"}), court_permits=(Release(frozenset({101}), until=AT),)),
            Act.USE,
            (False, "needs-permission"),
        ),
        (RECIPIENT, under(use=frozenset({"H1"})), Act.USE, (True, "audience")),
        (RECIPIENT, under(purposes=frozenset({"firearms"})), Act.USE, (False, "other-purpose")),
        (RECIPIENT, under(purposes=frozenset({"firearms"})), Act.EXPORT, (False, "other-purpose")),
        (replace(RECIPIENT, purpose="firearms"), under(purposes=frozenset({"firearms"})), Act.USE, (True, "audience")),
        (PROVIDER, under(purposes=frozenset({"firearms"})), Act.USE, (True, "provider")),
        (PROVIDER, under(purposes=frozenset({"firearms"})), Act.EXPORT, (True, "provider")),
        (RECIPIENT, PLAIN, Act.PASS_ON, (True, "audience")),
        (RECIPIENT, under(dissemination=frozenset({"H2"})), Act.PASS_ON, (False, "needs-permission")),
        (PROVIDER, under(dissemination=frozenset({"H2"})), Act.PASS_ON, (True, "provider")),
        (
            RECIPIENT,
            under(dissemination=frozenset({"H2"}), passing_permits=(Release(frozenset({101})),)),
            Act.PASS_ON,
            (True, "permitted"),
        ),
        (RECIPIENT, replace(PLAIN, audience=frozenset({EVERYBODY})), Act.PUBLISH, (False, "not-press")),
        (PRESS, replace(PLAIN, audience=frozenset({EVERYBODY})), Act.PUBLISH, (True, "for-everybody")),
        (PRESS, replace(PLAIN, audience=frozenset({MEMBERS})), Act.PUBLISH, (False, "not-for-everybody")),
        (
            PRESS,
            replace(PLAIN, audience=frozenset({EVERYBODY}), until=LATER),
            Act.PUBLISH,
            (False, "not-for-everybody"),
        ),
        (
            PRESS,
            replace(under(use=frozenset({"H0", "H1"})), audience=frozenset({EVERYBODY})),
            Act.PUBLISH,
            (False, "restricted"),
        ),
    ],
)
def test_the_answer_and_its_reason(actor, marking, act, answer):
    assert decide(actor, marking, act, AT) == Decision(*answer)


def test_what_stands_and_what_was_named():
    ended, bound = Release(frozenset({101}), until=AT), Release(frozenset({102}), frozenset({103}), LATER, 104)
    marking = Marking(100, frozenset({100}), frozenset({105}), None, releases=(ended, bound), review_by=LATER)
    assert marking.named == {100, 101, 102}
    assert marking.standing(AT) == {100, 102}
    assert marking.standing(EARLIER) == {100, 101, 102}
    assert replace(marking, until=AT).standing(AT) == {102}
    assert marking.terms == (Release(frozenset({100})), ended, bound)
    assert marking.end_for({102, 104}, AT) == LATER
    assert marking.end_for({100}, AT) is None
    assert marking.end_for({101}, AT) is None
    assert marking.end_for({100, 102, 104}, AT) is None
    bound = replace(marking, handling=Handling(restriction="ask first"))
    assert bound.only_for_provider() == Marking(100, frozenset({100}), review_by=LATER, handling=bound.handling)
    assert marking.widened({106}, LATER) == replace(marking, audience=frozenset({100, 106}), until=LATER)
    assert LONGEST_REVIEW.days == 3 * 365


def test_a_part_narrowed_twice_is_for_those_named_both_times():
    once = PLAIN.narrowed_to({101, 102})
    assert once.only_for == {101, 102}
    assert once.narrowed_to({102, 103}).only_for == {102}
    assert once.narrowed_to(None) is once


moments = st.none() | st.datetimes(timezones=st.just(dt.UTC))
numbers = st.frozensets(st.integers(1, 500))


@given(st.builds(Release, numbers, numbers, moments, st.none() | st.integers(1, 9)))
def test_a_term_comes_back_from_the_database_as_it_was(release):
    assert Release.from_json(release.as_json()) == release


def test_a_term_is_kept_in_plain_json():
    term = Release(frozenset({2, 1}), frozenset({4, 3}), LATER, 5)
    assert term.as_json() == {"to": [1, 2], "but": [3, 4], "until": "2026-01-02T00:00:00+00:00", "operation": 5}
    in_tashkent = LATER.astimezone(dt.timezone(dt.timedelta(hours=5)))
    assert Release(frozenset({1}), until=in_tashkent).as_json()["until"] == term.as_json()["until"]
    assert Release(frozenset({1})).as_json() == {"to": [1], "but": [], "until": None, "operation": None}


@pytest.mark.parametrize(
    ("release", "reached"),
    [
        (Release(frozenset({1})), True),
        (Release(frozenset({3})), False),
        (Release(frozenset({1}), frozenset({2})), False),
        (Release(frozenset({1}), until=AT), False),
        (Release(frozenset({1}), until=LATER), True),
        (Release(frozenset({1}), operation=2), True),
        (Release(frozenset({1}), operation=3), False),
    ],
)
def test_a_term_reaches(release, reached):
    assert release.reaches({1, 2}, AT) is reached
