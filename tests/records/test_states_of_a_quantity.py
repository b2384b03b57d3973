"""A quantity is estimated, then weighed, then confirmed; the estimate is never added to what was weighed."""

import pytest

from builders.seizures import record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.filters import Filter
from chorsu.records.models import Seizure
from chorsu.records.picture import picture
from chorsu.records.selectors import history
from chorsu.records.selectors import record as read
from chorsu.records.services import state_quantity


@pytest.fixture
def estimated(bank, as_role):
    with as_role("worker"):
        lot = {"substance": "heroin", "quantity": 12.0, "unit": "kg", "kg": 12.0, "kg_basis": "mass"}
        (found,) = record([lot | {"details": {"state": "estimated", "low": 10.0, "high": 15.0}}])
    return found


def say(seizure, who="border-officer", **values):
    officer = actor(who)
    with viewing(officer):
        return state_quantity(seizure=seizure.pk, lot=1, values=values, actor=officer, at=now())


def figures(**asked):
    with viewing(actor("border-officer")):
        total = picture(Filter(**asked)).total()
    return total.kg, total.kg_estimated


def the_lot():
    with viewing(actor("border-officer")):
        return Seizure.objects.get().lots.get()


def test_an_estimate_is_counted_apart_until_it_is_weighed(estimated):
    assert figures() == (0.0, 12.0)
    say(estimated, state="weighed", quantity="11,2")
    assert figures() == (11.2, 0.0)
    assert (the_lot().low, the_lot().high) == (None, None)


def test_the_laboratory_adds_purity_sample_and_method_and_outranks_the_scale(estimated):
    weighed = say(estimated, state="weighed", quantity="11.2")
    confirmed = say(estimated, state="confirmed", purity="63,5", sample="L-17 (example)", method="gc-ms")
    lot = the_lot()
    assert (lot.quantity, lot.purity, lot.sample, lot.method) == (11.2, 63.5, "L-17 (example)", "gc-ms")
    assert estimated.precision < weighed.precision < confirmed.precision


def test_each_state_is_an_act_of_its_own(estimated):
    say(estimated, state="weighed", quantity="11.2")
    say(estimated, state="confirmed", purity="63.5")
    officer = actor("border-officer")
    with viewing(officer):
        kinds = [event.kind for event in history(read(estimated.pk, officer))]
    assert kinds[:2] == ["seizure.confirmed", "seizure.weighed"]


def test_a_confirmed_quantity_is_not_weighed_again(estimated):
    say(estimated, state="confirmed", purity="63.5")
    with pytest.raises(InputError, match="laboratory"):
        say(estimated, state="weighed", quantity="11")


@pytest.mark.parametrize(
    "values",
    [
        {"state": "estimated"},
        {"state": ""},
        {"state": "weighed", "quantity": "-1"},
        {"state": "confirmed", "purity": "101"},
        {"state": "confirmed", "method": "guessing"},
        {"state": "weighed", "quantity": "5", "low": "9", "high": "7"},
        {"state": "weighed", "packages": "1.5"},
        {"state": "weighed", "kind": "submarine"},
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_changes(estimated, values):
    with pytest.raises(InputError):
        say(estimated, **values)
    assert the_lot().quantity == 12.0


def test_only_the_provider_says_what_the_scale_showed(estimated):
    with pytest.raises(AbsentError):
        say(estimated, who="liaison-a", state="weighed", quantity="1")
