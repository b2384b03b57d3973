"""A form pressed twice, or a program that tries again while its first request still runs: one row, not two."""

import pytest

from at_once import at_once
from builders import commitments, watches
from builders.commitments import UZC
from builders.messages import KZ, does, said
from cast import actor
from chorsu.exchange.commitments import promising
from chorsu.exchange.commitments.models import Commitment
from chorsu.exchange.duty.handing import hand_over
from chorsu.exchange.duty.models import HandOver
from chorsu.exchange.messages import writing
from chorsu.exchange.messages.models import Message
from chorsu.exchange.once import OtherWordsError
from chorsu.exchange.watches.models import Watch
from chorsu.exchange.watches.watching import WatchSaid, make_watch
from chorsu.handling.viewer import viewing
from chorsu.kernel.ids import uuid7

pytestmark = pytest.mark.usefixtures("bank")


def watched():
    return WatchSaid(name="Heroin", criteria=watches.asks(substances=("heroin",)))


ACTS = {
    "message": (Message, writing.write_message, lambda: {"said": said(to=(UZC,))}),
    "commitment": (Commitment, promising.propose, lambda: {"said": commitments.said(partner=UZC)}),
    "watch": (Watch, make_watch, lambda: {"said": watched()}),
    "hand-over": (HandOver, hand_over, lambda: {"words": "Nothing new"}),
}

OTHERS = {
    "message": lambda: {"said": said(to=(UZC,), subject="Another")},
    "commitment": lambda: {"said": commitments.said(partner=UZC, subject="Another")},
    "watch": lambda: {"said": WatchSaid(name="Opium", criteria=watches.asks(substances=("opium",)))},
    "hand-over": lambda: {"words": "Two lorries"},
}


@pytest.mark.parametrize("act", ACTS)
def test_twice_at_the_same_moment_is_once(act):
    model, service, parts = ACTS[act]
    number, officer, given = uuid7(), actor("liaison-a"), parts()
    done = at_once(lambda: does(officer, service, number=number, **given).pk)
    assert done == [number, number]
    with viewing(officer):
        assert model.objects.count() == 1


@pytest.mark.parametrize("act", ACTS)
def test_other_words_under_a_number_are_refused_and_change_nothing(act):
    _model, service, parts = ACTS[act]
    one = does("liaison-a", service, number=uuid7(), **parts())
    assert does("liaison-a", service, number=one.pk, **parts()).pk == one.pk
    with pytest.raises(OtherWordsError):
        does("liaison-a", service, number=one.pk, **OTHERS[act]())


def test_a_number_of_somebody_else_gives_way_and_tells_nothing():
    theirs = does("liaison-a", promising.propose, said=commitments.said(partner=UZC))
    mine = does("liaison-b", promising.propose, said=commitments.said(partner=KZ), number=theirs.pk)
    assert mine.pk != theirs.pk
