"""How requests were answered, by pair: for the two sides of it, and for the centre's analysts all as counts."""

import pytest

from builders.messages import AT, KZ, TJ, UZ, answered, does, enter_colleague, hours, sent
from builders.releasing import agency
from cast import actor
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.statistics import pairs_since
from chorsu.handling.viewer import viewing


def pairs(who):
    with viewing(actor(who)):
        return {(one.sender, one.addressee): one for one in pairs_since(AT)}


@pytest.fixture
def asked(bank):
    """Of the border guard: to Kazakhstan answered in time, late, refused, open and late, taken back; one to Tajikistan."""
    one, two, three, _four, five = (sent() for _ in range(5))
    answered(one, "reply", at=hours(1))
    answered(two, "reply", at=hours(9))
    answered(three, "refusal", at=hours(2), ground="safety")
    does("border-officer", sending.recall_message, identifier=five.pk, reason="x")
    sent(to=(TJ,))
    sent(kind="spontaneous")


def test_the_figures_of_a_pair(asked):
    found = pairs("border-officer")[agency(UZ), agency(KZ)]
    assert (found.sent, found.in_time, found.late, found.refused, found.open, found.withdrawn) == (5, 2, 2, 1, 1, 1)
    assert dict(found.grounds) == {"safety": 1}


def test_who_is_told_which_pairs(asked):
    both = {(agency(UZ), agency(KZ)), (agency(UZ), agency(TJ))}
    assert set(pairs("border-officer")) == set(pairs("analyst")) == both
    assert set(pairs("liaison-a")) == {(agency(UZ), agency(KZ))}
    for who in ("stranger-c", "press-one", "duty-officer"):
        assert pairs(who) == {}


def test_an_analyst_of_another_authority_is_told_no_more_than_that_authority(asked, as_role):
    enter_colleague(as_role, "kz-analyst", KZ, ("analyst",))
    assert set(pairs("kz-analyst")) == {(agency(UZ), agency(KZ))}
