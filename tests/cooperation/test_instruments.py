"""The library of instruments: entered, changed, taken back by their provider alone."""

import pytest

from builders.cooperation import day, event, instrument
from cast import actor
from chorsu.cooperation import keeping, library
from chorsu.cooperation.models import Instrument
from chorsu.cooperation.saying import InstrumentSaid
from chorsu.cooperation.selectors import instruments
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError, RefusedError

pytestmark = pytest.mark.usefixtures("bank")


def listed(**asked):
    with viewing(actor("stranger-c")):
        return [one.title for one in instruments(**asked)]


def test_an_instrument_knows_its_parties_its_force_and_its_event():
    meeting = event(status="held")
    one = instrument(
        "Example Declaration",
        parties=("Kazakhstan", "Uzbekistan"),
        adopted_on=day("10-25"),
        event=meeting.pk,
        in_force=True,
    )
    instrument("Example Memorandum", kind="memorandum of understanding")
    with viewing(actor("stranger-c")):
        stored = Instrument.objects.get(pk=one.pk)
    assert (stored.parties, stored.event_id, stored.in_force) == (["Kazakhstan", "Uzbekistan"], meeting.pk, True)
    assert listed(in_force=True) == listed(kind="declaration") == listed(text="declar") == ["Example Declaration"]


def test_a_change_is_kept_and_undone_and_is_the_providers_alone():
    one = instrument("Example Declaration")
    with viewing(actor("stranger-c")), pytest.raises(RefusedError):
        library.change_instrument(
            identifier=one.pk, said=InstrumentSaid("declaration", "Other"), actor=actor("stranger-c"), at=now()
        )
    officer = actor("duty-officer")
    with viewing(officer):
        library.change_instrument(identifier=one.pk, said=InstrumentSaid("agreement", "Other"), actor=officer, at=now())
        keeping.undo_record(Instrument, identifier=one.pk, version=2, actor=officer, at=now())
    assert listed(kind="declaration") == ["Example Declaration"]


@pytest.mark.parametrize(
    "more", [{"kind": "poem"}, {"link": "javascript:x"}, {"force_since": day("10-05"), "force_until": day("10-04")}]
)
def test_what_cannot_be_meant_is_refused(more):
    with pytest.raises(InputError):
        instrument("Example Declaration", **more)
