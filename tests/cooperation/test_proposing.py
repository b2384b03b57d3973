"""What was read from a text is entered in one act, all or nothing, and a second time adds nothing."""

import pytest

from builders.cooperation import CENTRE, in_text, said
from builders.reports import agency_number
from cast import actor
from chorsu.cooperation.models import Event, Instrument, Recommendation
from chorsu.cooperation.saying import InstrumentSaid, RecommendationSaid
from chorsu.cooperation.services import propose
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

pytestmark = pytest.mark.usefixtures("bank")
TEXT = "On 24 October experts met. It is recommended: 1. Train officers. 2. Share figures. The Example Declaration was adopted."
WORDS = ("1. Train officers.", "2. Share figures.")


def accept(**more):
    officer = actor("duty-officer")
    parts = {
        "events": [said(status="held", span=in_text(TEXT, "On 24 October experts met."))],
        "recommendations": [RecommendationSaid(words, "adopted", event=0, span=in_text(TEXT, words)) for words in WORDS],
        "instruments": [InstrumentSaid("declaration", "Example Declaration", event=0, span=in_text(TEXT, "The Example Declaration"))],
    }  # fmt: skip
    with viewing(officer):
        return propose(actor=officer, provider=agency_number(CENTRE), audience=[MEMBERS], at=now(), **(parts | more))


def stored():
    with viewing(actor("stranger-c")):
        return [model.objects.count() for model in (Event, Recommendation, Instrument)]


def test_everything_leads_back_to_its_words_and_to_its_event():
    found = accept()
    (event,) = found.events
    for one in (event, *found.recommendations, *found.instruments):
        assert TEXT[one.source_start : one.source_end] == one.source_quote
    assert {one.event_id for one in (*found.recommendations, *found.instruments)} == {event.pk}
    assert [one.text for one in found.recommendations] == list(WORDS)
    assert stored() == [1, 2, 1]


def test_the_same_text_again_adds_nothing():
    first, second = accept(), accept()
    assert [one.pk for one in first.recommendations] == [one.pk for one in second.recommendations]
    assert stored() == [1, 2, 1]


def test_one_value_that_cannot_be_meant_leaves_nothing():
    with pytest.raises(InputError):
        accept(instruments=[InstrumentSaid("declaration", "")])
    with pytest.raises(InputError):
        accept(recommendations=[RecommendationSaid("Train officers", event=1)])
    assert stored() == [0, 0, 0]
