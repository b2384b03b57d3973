"""A record that a question was built from goes with it only while whoever lets it go sees it, and may pass it on."""

import pytest

from builders.messages import KZ, TJ, UZ, does, draft, enter_colleague
from builders.releasing import agency
from builders.seizures import record
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.saying import About, Question
from chorsu.exchange.messages.writing import ClosedTieError
from chorsu.records.services import recall

pytestmark = pytest.mark.usefixtures("bank")
PROVIDER = "liaison-a"


@pytest.fixture
def tied(as_role):
    """A draft of the border guard of Uzbekistan that is tied to a record of Kazakhstan."""
    with as_role("worker"):
        (seizure,) = record([{}], provider=KZ, audience=[agency(UZ), agency(TJ)])
    return seizure, draft(to=(TJ,), question=Question(About.EVENT, "x", (seizure.pk,)))


def taken_back(seizure):
    does(PROVIDER, recall, seizure=seizure.pk, principals=[agency(UZ)], reason="no longer")


def test_what_was_recalled_meanwhile_holds_the_draft(tied):
    seizure, one = tied
    taken_back(seizure)
    with pytest.raises(ClosedTieError) as error:
        does("border-officer", sending.send_message, identifier=one.pk)
    assert error.value.records == [seizure.pk]


def test_a_second_officer_lets_nothing_go_that_was_recalled_while_it_waited(tied, as_role):
    seizure, one = tied
    colleague = enter_colleague(as_role)
    does("liaison-b", sending.set_four_eyes, authority=agency(UZ), wanted=True)
    does("border-officer", sending.send_message, identifier=one.pk)
    taken_back(seizure)
    with pytest.raises(ClosedTieError):
        does(colleague, sending.release_message, identifier=one.pk)
