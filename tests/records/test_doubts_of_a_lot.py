"""What is doubtful of one lot keeps that lot out of the figures, and no other lot of its seizure."""

import pytest

from builders.seizures import record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.records.filters import Filter
from chorsu.records.models import Seizure
from chorsu.records.picture import picture
from chorsu.records.services import correct, state_quantity


def lot(substance="heroin", group="opioids", kg=5.0, **more):
    return {"substance": substance, "substance_group": group, "quantity": kg, "unit": "kg", "kg": kg} | {
        "kg_basis": "mass",
        **more,
    }


TOO_MUCH = lot(kg=9e8, flags=("implausible_quantity",))
UNKNOWN = lot(substance=None, group=None, kg=1.0, flags=("unknown_substance",))


@pytest.fixture
def stored(bank, as_role):
    def store(*lots):
        with as_role("worker"):
            record([list(lots)])

    return store


def total(**asked):
    with viewing(actor("border-officer")):
        return picture(Filter(**asked)).total()


def act(service, **what):
    officer = actor("border-officer")
    with viewing(officer):
        return service(seizure=Seizure.objects.get().pk, actor=officer, at=now(), **what)


def flags():
    with viewing(actor("border-officer")):
        return set(Seizure.objects.get().flags)


@pytest.mark.parametrize(
    ("doubtful", "standing"),
    [(UNKNOWN, "unknown"), (TOO_MUCH, "implausible"), (lot(kg=-3.0, flags=("negative_quantity",)), "implausible")],
)
def test_one_doubtful_lot_leaves_the_weight_of_the_others(stored, doubtful, standing):
    stored(lot(), doubtful)
    assert total().kg == 5.0
    assert dict(total().standing) == {"mass": 1, standing: 1}


def test_weighing_one_lot_settles_nothing_of_another(stored):
    stored(TOO_MUCH, lot("mdma", "stimulants", 10.0, details={"state": "estimated"}))
    act(state_quantity, lot=2, values={"state": "weighed", "quantity": "9.5"})
    assert total().kg == 9.5
    assert "implausible_quantity" in flags()


def test_the_flag_goes_when_its_own_lot_is_corrected(stored):
    stored(TOO_MUCH, UNKNOWN)
    act(correct, changes={"lots": {1: {"quantity": "9"}}}, reason="a slip of the unit")
    assert total().kg == 9.0
    assert flags() & {"implausible_quantity", "unknown_substance"} == {"unknown_substance"}


def test_rows_behind_a_doubt_are_the_lots_that_are_doubted(stored):
    stored(lot(), UNKNOWN)
    assert total(flag=("unknown_substance",)).lots == 1


@pytest.mark.parametrize(
    "changes",
    [{"substance": "heroin"}, {"unit": "kg"}, {"currency": ""}, {"item": "firearm-pistol"}],
)
def test_cash_never_becomes_a_drug_or_a_weight(stored, changes):
    cash = {"substance": None, "substance_group": None, "unit": None, "kg": None, "kg_basis": ""}
    stored(cash | {"quantity": 1500.5, "details": {"kind": "cash", "currency": "USD"}})
    with pytest.raises(InputError):
        act(correct, changes={"lots": {1: changes}}, reason="to see")
    with pytest.raises(InputError, match="drugs alone"):
        act(state_quantity, lot=1, values={"state": "weighed", "quantity": "1.9"})


def test_a_laboratory_says_something_and_a_scale_says_nothing_of_a_laboratory(stored):
    stored(lot(details={"state": "estimated"}))
    with pytest.raises(InputError, match="laboratory"):
        act(state_quantity, lot=1, values={"state": "confirmed", "quantity": "4.9"})
    with pytest.raises(InputError, match="laboratory"):
        act(state_quantity, lot=1, values={"state": "weighed", "quantity": "4.9", "purity": "60"})
